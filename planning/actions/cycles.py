from datetime import date, datetime

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Permission
from core.refusals import IllegalMove
from core.transitions import check_permission
from planning.models import InspectionCycle

FIRST_YEAR, LAST_YEAR = 2022, 2099
MOST_CYCLES = 12


def open_cycle(*, year: int, number: int, by: User, at: datetime, on: date | None = None) -> InspectionCycle:
    """The cycle 轮次 of this number in the year, made where it is missing. Raises NotAllowed, IllegalMove."""
    check_permission(Permission.PLAN_DRAFT, by=by)
    require_year(year)
    if not 1 <= number <= MOST_CYCLES:
        raise IllegalMove(_("A cycle has a number from 1 to %(most)s.") % {"most": MOST_CYCLES})
    return InspectionCycle.objects.get_or_create(year=year, number=number, is_ad_hoc=False)[0]


def ad_hoc_cycle(year: int) -> InspectionCycle:
    """The hidden cycle in which the year's rounds outside the plan stand (R4)."""
    require_year(year)
    return InspectionCycle.objects.get_or_create(year=year, number=1, is_ad_hoc=True)[0]


def require_year(year: int) -> None:
    """The regulation is in force since 2022. Raises IllegalMove."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise IllegalMove(
            _("The year must lie between %(first)s, when the regulation came into force, and %(last)s.")
            % {"first": FIRST_YEAR, "last": LAST_YEAR}
        )
