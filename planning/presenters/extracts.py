"""An extract of the plan as its subdistrict reads it."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from core.shapes import Badge, Step
from planning.models.plan import PlanStatus


@dataclass(frozen=True)
class ToldRound:
    """One round as it was told; both days count. `team` is empty while it is open."""

    cycle: int
    from_on: date
    to_on: date
    team: str

    @property
    def days(self) -> int:
        return (self.to_on - self.from_on).days + 1


def received(extract) -> date | Badge:
    return extract.received_on or Badge(_("not yet"), "warn")


def rounds(extract) -> list[ToldRound]:
    return [
        ToldRound(one["cycle"], date.fromisoformat(one["from_on"]), date.fromisoformat(one["to_on"]), one["team"])
        for one in extract.rounds
    ]


def next_step(extract) -> Step:
    if extract.received_on is not None:
        return _over(_("Receipt is confirmed"))
    if extract.plan.status == PlanStatus.SUPERSEDED:
        return _over(_("Nothing; the extract of the newer edition counts"))
    what = _("Confirm receipt and prepare for the inspection") if extract.rounds else _("Confirm receipt")
    return Step(what, who=extract.unit.short_name, clause="三(三)1")


def _over(what) -> Step:
    return Step(what, clause="三(三)1", signal="done")
