import uuid

from django.db import models


class Aggregate(models.Model):
    """A thing people edit and move through its states.

    `version` grows with every stored change; edit forms carry it hidden, so that of two stale copies only
    one can win. `TRANSITIONS` is the state table (core/transitions.py), `scopes` the scopes in which a person's
    grants count for it.
    """

    TRANSITIONS = None
    # Who stores a row, for django-simple-history; set by actions.
    _history_user: models.Model
    # Every thing has one; which model it points to is said where the scope is made (accounts).
    scope_id: int | None

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    @property
    def scope_ids(self) -> tuple[int | None, ...]:
        """Ids of the scopes whose grants count here, the thing's own first."""
        return (self.scope_id,)
