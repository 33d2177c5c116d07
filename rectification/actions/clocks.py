"""The clocks of a case and of its items (三(三)5, R66)."""

from django.utils.translation import gettext as _

from accounts.models import Unit
from accounts.models.unit import UnitKind
from deadlines.actions.deadlines import open_deadline
from deadlines.models import Deadline
from rectification import duties


def open_case_deadline(case, kind, *, by, at, responsible_role="principal", **clock) -> Deadline:
    """A clock of the case, seen by the subdistrict and by the team."""
    of_subdistrict = responsible_role == "principal"
    return open_deadline(
        kind=kind.code,
        scope=case.scope,
        round_scope=case.round.scope,
        subject=case,
        responsible_unit=case.unit if of_subdistrict else _committee_unit(),
        responsible_role=responsible_role,
        roll=case.round.pack.rolls_to_workday,
        by=by,
        at=at,
        **clock,
    )


def _committee_unit() -> Unit | None:
    return Unit.objects.filter(kind=UnitKind.COMMITTEE, is_active=True).first()


def open_item_deadline(item, *, by, at, **clock) -> Deadline:
    """A date of its own for one item, where it differs from the case's."""
    case = item.case
    return open_deadline(
        kind=duties.ITEM.code,
        scope=case.scope,
        round_scope=case.round.scope,
        subject=item,
        # Labels leave by mail: the number leads to the item, its words stay in the house.
        subject_label=_("%(unit)s, item %(number)s") % {"unit": case.unit.short_name, "number": item.number},
        responsible_unit=case.unit,
        responsible_role="principal",
        roll=case.round.pack.rolls_to_workday,
        by=by,
        at=at,
        **clock,
    )
