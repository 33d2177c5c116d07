"""What is sent twice is done once: a double click, a page sent again after a lost answer."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from core.links import Target, target_of
from core.models import OnceKey
from core.refusals import IllegalMove

# A form that lies open longer is opened anew.
KEPT_FOR = timedelta(days=14)


class DoneBefore(Exception):  # noqa: N818
    """The same form did its work already; `target` is what it made."""

    def __init__(self, target: Target) -> None:
        self.target = target
        super().__init__(target)


class UsedBefore(IllegalMove):
    """The key belongs to somebody or something else; nothing was stored. Another key would do."""


@transaction.atomic
def once(*, key: UUID, verb: str, sent: str, by: Any, at: datetime, act: Callable[[], Any]) -> Any:
    """Do `act` and keep its key, in one transaction; of two at once the second waits for the first.

    `sent` tells what was sent and whereto (a hash). Raises DoneBefore where this person sent this very thing with the
    key already, UsedBefore where the key belongs to somebody or something else. What `act` raises gives the key back.
    """
    use = {"verb": verb, "sent": sent, "used_by": by, "used_at": at}
    row, is_new = OnceKey.objects.get_or_create(key=key, defaults=use)
    if not is_new:
        if (row.used_by_id, row.verb, row.sent) != (by.pk, verb, sent):
            raise UsedBefore(
                _(
                    "This form stored something else before. What stands here is not stored yet: look it over, then "
                    "save once more."
                )
            )
        raise DoneBefore(row.target)
    result = act()
    made = target_of(result if isinstance(result, Model) else None)
    row.target_kind, row.target_id = made.kind, made.id
    row.save(update_fields=["target_kind", "target_id"])
    return result


def forget_once_keys(*, at: datetime) -> int:
    """Drop the keys of forms that nobody sends again. Returns how many."""
    return OnceKey.objects.filter(used_at__lt=at - KEPT_FOR).delete()[0]
