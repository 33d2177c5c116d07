"""The clocks of a case and of its items (三(三)5, R66)."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Unit, User
from accounts.models.unit import UnitKind
from deadlines.actions.deadlines import extend, open_deadline
from deadlines.arithmetic import Period, PeriodUnit
from deadlines.kinds import DeadlineKind
from deadlines.models import Deadline
from rectification import duties
from rectification.deliveries import usual_resubmission
from rectification.models import RectificationCase, RectificationItem


def open_case_deadline(
    case: RectificationCase,
    kind: DeadlineKind,
    *,
    by: User,
    at: datetime,
    responsible_role: str = "principal",
    **clock: Any,
) -> Deadline:
    """A clock of the case, seen by the subdistrict and by the team."""
    of_subdistrict = responsible_role == "principal"
    return open_deadline(
        kind=kind.code,
        scope=case.scope,
        round_scope=case.round.scope,
        subject=case,
        responsible_unit=case.unit if of_subdistrict else committee_unit(),
        responsible_role=responsible_role,
        roll=case.round.ruleset.rolls_to_workday,
        by=by,
        at=at,
        **clock,
    )


def committee_unit() -> Unit | None:
    return Unit.objects.filter(kind=UnitKind.COMMITTEE, is_active=True).first()


def open_item_deadline(item: RectificationItem, *, by: User, at: datetime, **clock: Any) -> Deadline:
    """A date of its own for one item, where it differs from the case's."""
    case = item.case
    return open_deadline(
        kind=duties.ITEM.code,
        scope=case.scope,
        round_scope=case.round.scope,
        subject=item,
        # Labels leave by mail: the number leads to the item, its words stay in the house.
        subject_label=_("%(round)s, item %(number)s") % {"round": case.round, "number": item.number},
        responsible_unit=case.unit,
        responsible_role="principal",
        roll=case.round.ruleset.rolls_to_workday,
        by=by,
        at=at,
        **clock,
    )


def has_running_date(item: RectificationItem) -> bool:
    """A date of its own that nothing has met: it counts whatever the case says. Reads `deadline`."""
    return item.deadline.kind == duties.ITEM.code and item.deadline.is_open


def reopen_own_date(item: RectificationItem, *, by: User, on: date, at: datetime) -> Deadline | None:
    """The date of its own that the item had met with a report, where it lies after `on`: a report that is sent back
    has met nothing and wins no days (R68, ADR 10). None where it has no such date."""
    met = item.deadline
    if met.kind != duties.ITEM.code or met.is_open or met.due_on <= on:
        return None
    return open_item_deadline(item, start_on=on, start_reason=duties.RETURNED, due_on=met.due_on, by=by, at=at)


def open_resubmission(case: RectificationCase, *, due_on: date | None, on: date, by: User, at: datetime) -> Deadline:
    """The clock of what is returned on `on`: up to `due_on` where the committee names a day; else the ruleset's days,
    and at least up to the end of the two months, which 三(三)5 gives to whoever files early, too (ADR 10)."""
    period = Period(case.round.ruleset.resubmission_days, PeriodUnit.DAYS)
    if due_on is None and usual_resubmission(case, on=on) == case.deadline.due_on:
        due_on = case.deadline.due_on
    clock: dict[str, Any] = {"due_on": due_on} if due_on else {"period": period}
    return open_case_deadline(
        case, duties.RESUBMISSION, start_on=on, start_reason=duties.RETURNED, by=by, at=at, **clock
    )


def lengthen_resubmission(
    case: RectificationCase, *, until_on: date, reason: str, by: User, on: date, at: datetime
) -> None:
    """The two months end later now than on `until_on`: what came back and was given them runs as long (ADR 10)."""
    resubmission = case.resubmission
    if resubmission is None or not resubmission.is_open or resubmission.due_on != until_on:
        return
    if case.deadline.due_on > until_on:
        extend(deadline=resubmission, due_on=case.deadline.due_on, reason=reason, by=by, on=on, at=at)
