from datetime import datetime

from django.db.models import Model, Q

from accounts.models import User
from core.queries import scoped
from records.series import kinds_signed_elsewhere


class DocumentQuerySet(scoped("scope", "round_scope")):
    def waiting(self, at: datetime) -> "DocumentQuerySet":
        """Numbered, not yet made, and not resting after a failure at this instant; the oldest first."""
        return self.filter(Q(try_again_at=None) | Q(try_again_at__lte=at), status="numbered").order_by("numbered_at")

    def to_receive(self, user: User) -> "DocumentQuerySet":
        """Papers addressed to the person's unit that wait for its receipt, the oldest first; what is signed for with
        its matter waits there."""
        found = self.filter(status="issued", addressee__users=user, received_on=None)
        return found.exclude(kind__in=kinds_signed_elsewhere()).order_by("numbered_at").defer("data")

    def of(self, *things: Model) -> "DocumentQuerySet":
        """Documents issued about these things, the oldest first."""
        return self.filter(subject_id__in=[str(thing.pk) for thing in things]).order_by("numbered_at")
