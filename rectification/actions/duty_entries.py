"""The duty table, kept by the office (三(三)4, R61)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Unit, User
from accounts.permissions import Permission
from core.actions.events import record_event
from core.actions.moves import begin, store
from core.numbers import whole_number
from core.refusals import IllegalMove
from core.transitions import check_permission, lock
from inspections.models.finding import FindingKind
from rectification.models import DutyEntry
from rectification.models.duty_entry import DutyBasis
from rectification.policies.hand_offs import require_can_receive


@transaction.atomic
def add(
    *, basis: str, value: str | int, receiver: Unit, by: User, on: date, at: datetime, source: str = ""
) -> DutyEntry:
    """One more line: whose duty an industry, a kind or a topic is. Raises NotAllowed, IllegalMove."""
    check_permission(Permission.DUTY_TABLE_EDIT, by=by)
    require_can_receive(receiver)
    value = _checked(basis, value)
    entry = DutyEntry(basis=basis, value=value, receiver=receiver, source=source.strip())
    return begin(
        entry, "duty.add", by=by, on=on, at=at, new={"duty": entry.value_words, "receiver": receiver.short_name}
    )


@transaction.atomic
def change(
    *,
    duty: DutyEntry,
    receiver: Unit,
    reason: str,
    by: User,
    on: date,
    at: datetime,
    source: str = "",
    version: int | None = None,
) -> DutyEntry:
    """Another body answers for it from now on; what is handed over already stays. Raises NotAllowed, StaleCopy."""
    entry = _lock(duty, by=by, reason=reason, version=version)
    require_can_receive(receiver)
    old = entry.receiver.short_name
    store(entry, by=by, receiver=receiver, source=source.strip())
    record_event(
        "duty.change", target=entry, by=by, on=on, at=at, old={"receiver": old},
        new={"receiver": receiver.short_name}, reason=reason.strip(),
    )  # fmt: skip
    return entry


@transaction.atomic
def end(*, duty: DutyEntry, reason: str, by: User, on: date, at: datetime, version: int | None = None) -> DutyEntry:
    """The line proposes nothing any more; it stays readable. Raises NotAllowed, StaleCopy, IllegalMove."""
    entry = _lock(duty, by=by, reason=reason, version=version)
    store(entry, by=by, ended_on=on)
    record_event("duty.end", target=entry, by=by, on=on, at=at, reason=reason.strip())
    return entry


def _lock(entry: DutyEntry, *, by: User, reason: str, version: int | None) -> DutyEntry:
    check_permission(Permission.DUTY_TABLE_EDIT, by=by)
    entry = lock(entry, version=version)
    if entry.ended_on is not None:
        raise IllegalMove(_("This line of the duty table has ended; add another."))
    if not reason.strip():
        raise IllegalMove(_("Say why the duty table changes."))
    return entry


def _checked(basis: str, value: str | int) -> str:
    value = str(value).strip()
    if not value:
        raise IllegalMove(_("Name the industry, the topic or the kind."))
    if basis == DutyBasis.TOPIC:
        number = whole_number(value) or 0
        if not 1 <= number <= 99:
            raise IllegalMove(_("A topic is given by its number."))
        value = str(number)
    if basis == DutyBasis.KIND and value not in FindingKind.values:
        raise IllegalMove(_("A kind is one of those that findings have."))
    if DutyEntry.objects.active().filter(basis=basis, value=value).exists():
        raise IllegalMove(
            _("The duty table names somebody for “%(value)s” already; change that line.") % {"value": value}
        )
    return value
