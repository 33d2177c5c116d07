"""整改方案: asked for by the office where it sees fit, written and filed by the subdistrict (本制度未规定)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, cast

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions.messages import notify
from accounts.models import User
from accounts.roles import Role
from core.actions.moves import apply_move, begin, store
from core.day_words import day_in_words
from core.refusals import IllegalMove
from core.transitions import check_move, check_permission, lock
from deadlines.actions.deadlines import meet, open_deadline, void
from deadlines.models import Deadline
from deadlines.people import of_roles
from deadlines.policies import require_explained
from inspections.people import subdistrict_users
from records.actions.documents import number_document
from records.actions.evidence import attach_all
from records.policies import require_past
from rectification import duties
from rectification.models import RectificationCase, RectificationPlan, Remedy
from rectification.models.five import FIVE
from rectification.papers import rectification_plan as paper_of
from rectification.policies import require_principal
from rectification.policies.rectification_plans import period_of, require_whole_plan, usual_due_on, why_not_asked
from rectification.queries.listings import five_of_listed

Uploads = Sequence[UploadedFile]


@transaction.atomic
def ask(
    *, case: RectificationCase, by: User, on: date, at: datetime, due_on: date | None = None, wanted: str = ""
) -> RectificationPlan:
    """Ask the subdistrict for a plan of rectification by `due_on`, by default after the ruleset's working days.

    What is listed already brings its five fields along. Raises NotAllowed, IllegalMove: also where neither the office
    nor the ruleset names a day.
    """
    case = lock(case)
    check_permission(RectificationPlan.TRANSITIONS.rows_of("ask")[0].permission, by=by, scope_ids=case.scope_ids)
    if words := why_not_asked(case):
        raise IllegalMove(words)
    require_past(on, at=at, not_before=case.issued_on)
    due_on = due_on or usual_due_on(case.round.ruleset, on)
    if due_on is None:
        raise IllegalMove(_("Name the day by which the plan is due: the ruleset proposes none."))
    plan = RectificationPlan(
        case=case, scope=case.scope, asked_on=on, asked_by=by, wanted=wanted.strip(),
        due_on=_after(due_on, on),
    )  # fmt: skip
    plan.deadline = _start(plan, due_on, duties.PLAN_ASKED, by=by, on=on, at=at)
    begin(plan, "rectification_plan.ask", by=by, on=on, at=at, new={"due_on": due_on})
    items = case.items.live().select_related("finding").order_by("number")
    known = five_of_listed(items)
    Remedy.objects.bulk_create(
        Remedy(plan_of=plan, item=item, number=item.number, **known.get(item.finding_id, {})) for item in items
    )
    _tell_subdistrict(plan, _("%(plan)s: to be filed by %(day)s") % _named(plan), plan.wanted, at=at)
    return plan


@transaction.atomic
def fill(*, remedy: Remedy, by: User, at: datetime, version: int | None = None, **settled: Any) -> Remedy:
    """Say of one item who does what by when with what money, and for a major hazard the emergency plan (五落实). What
    is not handed over stays. Raises NotAllowed, StaleCopy, IllegalMove."""
    if unknown := settled.keys() - set(FIVE):
        raise TypeError(f"a remedy has no {', '.join(sorted(unknown))}")
    plan = _locked(remedy.plan_of, None)
    remedy = lock(remedy, version=version)
    remedy.plan_of = plan
    move = check_move(plan, "fill", by=by)
    told: dict[str, Any] = {
        name: value.strip() if isinstance(value, str) else value for name, value in settled.items()
    }
    if not remedy.is_major:
        told.pop("plan", None)
    day = told.get("due_on")
    if day is not None and day < plan.case.issued_on:
        raise IllegalMove(
            _("The day lies before the feedback of %(day)s.") % {"day": day_in_words(plan.case.issued_on)}
        )
    if all(getattr(remedy, name) == value for name, value in told.items()):
        # Sent twice, or as it was: nothing is told of it.
        return remedy
    store(remedy, by=by, **told)
    apply_move(plan, move, by=by, on=None, at=at, new={"item": remedy.number})
    return remedy


@transaction.atomic
def file(
    *, rectification_plan: RectificationPlan, organisation: str, by: User, on: date, at: datetime,
    lateness_reason: str = "", evidence: Uploads = (), version: int | None = None,
) -> RectificationPlan:  # fmt: skip
    """A principal in post on `on` files the plan, with every item in it; after its day with `lateness_reason`. Numbers
    the 整改方案. Raises NotAllowed, StaleCopy, IllegalMove naming the items that lack something."""
    plan = _locked(rectification_plan, version)
    move = check_move(plan, "file", by=by)
    deadline = cast(Deadline, plan.deadline)
    require_past(on, at=at, not_before=deadline.started_on)
    require_principal(plan.case.unit, by=by, on=on)
    require_whole_plan(plan, organisation)
    late = require_explained(deadline, lateness_reason, on=on)
    plan.organisation, plan.filed_on, plan.filed_by = organisation.strip(), on, by
    data = paper_of.plan_data(plan)
    paper = number_document(
        kind="rectification_plan", title=data["title"], data=data, scope=plan.scope,
        round_scope=plan.case.round.scope, subject=plan, on=on, by=by, at=at,
    )  # fmt: skip
    apply_move(
        plan, move, by=by, on=on, at=at, new={"number": paper.full_number}, organisation=plan.organisation,
        filed_on=on, filed_by=by, paper=paper,
    )  # fmt: skip
    if evidence:
        scopes = {"scope": plan.scope, "round_scope": plan.case.round.scope}
        attach_all(uploads=evidence, subject=plan, by=by, at=at, **scopes)
    meet(deadline=deadline, on=on, by=by, at=at, late_explanation=late)
    notify(
        recipients=of_roles(Role.OFFICE),
        subject=_("%(plan)s: filed, to be reviewed") % _named(plan),
        about=plan,
        at=at,
    )
    return plan


@transaction.atomic
def accept(
    *, rectification_plan: RectificationPlan, by: User, on: date, at: datetime, review: str = "",
    version: int | None = None,
) -> RectificationPlan:  # fmt: skip
    """The office holds the plan for good. Raises NotAllowed, StaleCopy, IllegalMove."""
    plan = _locked(rectification_plan, version)
    move = check_move(plan, "accept", by=by)
    require_past(on, at=at, not_before=plan.filed_on)
    apply_move(plan, move, by=by, on=on, at=at, review=review.strip(), accepted_on=on)
    _tell_subdistrict(plan, _("%(plan)s: accepted") % _named(plan), plan.review, at=at)
    return plan


@transaction.atomic
def send_back(
    *, rectification_plan: RectificationPlan, reason: str, by: User, on: date, at: datetime,
    due_on: date | None = None, version: int | None = None,
) -> RectificationPlan:  # fmt: skip
    """The plan does not do: another one by `due_on`, by default after the ruleset's working days. Raises NotAllowed,
    StaleCopy, IllegalMove."""
    plan = _locked(rectification_plan, version)
    move = check_move(plan, "send_back", by=by)
    require_past(on, at=at, not_before=plan.filed_on)
    if not reason.strip():
        raise IllegalMove(_("Say what the plan lacks."))
    due_on = due_on or usual_due_on(plan.case.round.ruleset, on)
    if due_on is None:
        raise IllegalMove(_("Name the day by which the plan is due: the ruleset proposes none."))
    deadline = _start(plan, _after(due_on, on), duties.PLAN_SENT_BACK, by=by, on=on, at=at)
    reason = reason.strip()
    apply_move(
        plan, move, by=by, on=on, at=at, reason=reason, new={"due_on": due_on}, lacking=reason, due_on=due_on,
        deadline=deadline, times_sent_back=plan.times_sent_back + 1,
    )  # fmt: skip
    _tell_subdistrict(plan, _("%(plan)s: sent back, due again by %(day)s") % _named(plan), reason, at=at)
    return plan


@transaction.atomic
def call_off(
    *, rectification_plan: RectificationPlan, reason: str, by: User, on: date, at: datetime, version: int | None = None
) -> RectificationPlan:
    """No plan is needed any more; its day falls away. Raises NotAllowed, StaleCopy, IllegalMove."""
    plan = _locked(rectification_plan, version)
    move = check_move(plan, "call_off", by=by)
    require_past(on, at=at, not_before=plan.asked_on)
    if not reason.strip():
        raise IllegalMove(_("Say why no plan is needed any more."))
    reason = reason.strip()
    apply_move(plan, move, by=by, on=on, at=at, reason=reason, off_reason=reason)
    deadline = Deadline.objects.open().of(plan).first()
    if deadline is not None:
        void(deadline=deadline, reason=reason, by=by, on=on, at=at)
    _tell_subdistrict(plan, _("%(plan)s: called off") % _named(plan), reason, at=at)
    return plan


# --- What they share -----------------------------------------------------------------------------------------------


def _locked(plan: RectificationPlan, version: int | None) -> RectificationPlan:
    """The case first, as everywhere (items.py)."""
    case = lock(plan.case)
    plan = lock(plan, version=version)
    plan.case = case
    return plan


def _after(due_on: date, on: date) -> date:
    if due_on <= on:
        raise IllegalMove(_("The plan is due on a day after the one on which it is asked for."))
    return due_on


def _start(plan: RectificationPlan, due_on: date, reason: str, *, by: User, on: date, at: datetime) -> Deadline:
    """The usual day is counted, so that its sum can be read; any other one is the office's own."""
    ruleset = plan.case.round.ruleset
    is_usual = due_on == usual_due_on(ruleset, on)
    clock: dict[str, Any] = {"period": period_of(ruleset)} if is_usual else {"due_on": due_on}
    return open_deadline(
        kind=duties.PLAN.code, scope=plan.scope, round_scope=plan.case.round.scope, subject=plan, start_on=on,
        start_reason=reason, responsible_unit=plan.case.unit, responsible_role="principal",
        roll=ruleset.rolls_to_workday, by=by, at=at, **clock,
    )  # fmt: skip


def _stripped(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def _named(plan: RectificationPlan) -> dict[str, Any]:
    return {"plan": plan, "day": day_in_words(plan.due_on)}


def _tell_subdistrict(plan: RectificationPlan, subject: str, body: str, *, at: datetime) -> None:
    notify(recipients=subdistrict_users(plan.case.round), subject=subject, body=body, about=plan, at=at)
