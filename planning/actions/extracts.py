"""Each subdistrict's part of the plan, with its receipt (三(三)1)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions.messages import notify as tell
from accounts.actions.scopes import unit_scope
from accounts.models import Unit, User
from accounts.permissions import Permission
from core.actions.events import record_event
from core.actions.moves import begin, store
from core.day_words import day_in_words
from core.refusals import IllegalMove
from core.transitions import check_permission, lock
from planning.models import AnnualPlan, PlanEntry, PlanExtract
from planning.people import unit_people
from planning.queries.plans import entries_of
from records.policies import require_past


def hand_out(*, plan: AnnualPlan, by: User, on: date, at: datetime) -> list[PlanExtract]:
    """One extract for every subdistrict of the plan, and for those an earlier edition had told of a round that is
    gone now: theirs is empty. Called by publish, in its transaction."""
    rounds: dict[Unit, list[dict[str, Any]]] = {}
    for entry in entries_of(plan):
        rounds.setdefault(entry.subdistrict, []).append(_round(entry))
    for unit in Unit.objects.filter(plan_extracts__plan__year=plan.year).distinct():
        rounds.setdefault(unit, [])
    return [_hand_to(unit, plan, told, by=by, on=on, at=at) for unit, told in rounds.items()]


def _round(entry: PlanEntry) -> dict[str, Any]:
    return {
        "cycle": entry.cycle.number,
        "from_on": entry.from_on.isoformat(),
        "to_on": entry.to_on.isoformat(),
        "team": entry.team.name if entry.team else "",
    }


def _hand_to(
    unit: Unit, plan: AnnualPlan, rounds: list[dict[str, Any]], *, by: User, on: date, at: datetime
) -> PlanExtract:
    extract = PlanExtract(
        plan=plan, unit=unit, scope=unit_scope(unit=unit, by=by, at=at), rounds=rounds, published_on=on
    )
    begin(extract, "extract.publish", by=by, on=on, at=at)
    tell(
        recipients=unit_people(unit),
        subject=_("Inspection plan %(year)s: your extract, please confirm receipt") % {"year": plan.year},
        about=extract,
        at=at,
    )
    return extract


@transaction.atomic
def receive(*, extract: PlanExtract, by: User, on: date, at: datetime, version: int | None = None) -> PlanExtract:
    """The subdistrict confirms that it has the extract; `on` lies between publication and today, both inclusive.

    The first receipt counts. Raises NotAllowed, IllegalMove, StaleCopy.
    """
    extract = lock(extract, version=version)
    check_permission(Permission.EXTRACT_RECEIVE, by=by, scope_ids=extract.scope_ids)
    if extract.received_on is not None and extract.received_by is not None:
        raise IllegalMove(
            _("Receipt was confirmed already, on %(on)s by %(name)s; nothing more is needed.")
            % {"on": day_in_words(extract.received_on), "name": extract.received_by.printed_name}
        )
    require_past(on, at=at, not_before=extract.published_on)
    store(extract, by=by, received_on=on, received_by=by)
    record_event("extract.receive", target=extract, by=by, on=on, at=at, new={"received_on": on})
    return extract
