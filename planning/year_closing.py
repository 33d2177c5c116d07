"""What is still open of a plan's year when it is to be closed (一(二)1, R6). The apps above register their gates in
ready(). A gap does not keep the year open: it is closed with the reason for each, and both stay with the plan; but for
those that no reason stands for."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from planning.models import AnnualPlan
from planning.models.plan import PlanStatus


@dataclass(frozen=True)
class YearGap:
    """One open end: what it is, how it stands, the path of the page on which it is mended, and who has to act. `key`
    names it from one look to the next: letters, digits and hyphens. One that is needed keeps the year open, whatever
    the reason (R72)."""

    key: str
    what: str
    state: str
    path: str = ""
    is_needed: bool = False
    who: str = ""

    @property
    def words(self) -> str:
        return _("%(what)s: %(state)s") % {"what": self.what, "state": self.state}


CHECKED = _lazy(
    "The system checks: every entry of the plan and every order outside it carried out and archived, or called off; "
    "every subdistrict inspected; both copies of every round received."
)
NOT_CHECKED = _lazy(
    "It does not check training, budget, pledges and the handing over of case files; please see to these before the "
    "year is closed."
)

Gate = Callable[[AnnualPlan, date], list[YearGap]]
IsOpen = Callable[[AnnualPlan, date], bool]
_gates: dict[Gate, IsOpen] = {}


def register_year_gate(gate: Gate, is_open: IsOpen) -> None:
    """`gate(plan, today)` lists the gaps it knows of, an empty list when there is none; `is_open` says whether there
    is any, without making words of a whole year."""
    _gates[gate] = is_open


def has_year_gaps(plan: AnnualPlan, today: date) -> bool:
    return any(is_open(plan, today) for is_open in _gates.values())


def year_gaps(plan: AnnualPlan, today: date) -> list[YearGap]:
    """Every gap of every gate, so that one look tells all that is left."""
    return [gap for gate in _gates for gap in gate(plan, today)]


def needed(gaps: Iterable[YearGap]) -> list[YearGap]:
    """Those that keep the year open."""
    return [gap for gap in gaps if gap.is_needed]


def last_day_of(plan: AnnualPlan) -> date:
    """From this day on the year may be closed: until then a round may still be ordered."""
    return date(plan.year, 12, 31)


def may_be_closed(plan: AnnualPlan, today: date) -> bool:
    """Whether the edition rules its year, was told to the subdistricts, and the year is over."""
    return plan.status == PlanStatus.APPROVED and plan.published_on is not None and today >= last_day_of(plan)
