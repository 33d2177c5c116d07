"""The verbs of the annual plan, 三(三)1: drafted by the office, approved by the committee, published by extracts."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.actions.messages import notify as tell
from accounts.actions.scopes import office_scope
from accounts.models import User
from accounts.permissions import Permission
from core.actions.moves import apply_move, begin
from core.day_words import day_in_words
from core.refusals import IllegalMove
from core.transitions import check_move, check_permission, lock
from planning.actions.cycles import require_year
from planning.actions.extracts import hand_out
from planning.actions.grants import sync_scopes
from planning.models import AnnualPlan, PlanEntry, Ruleset
from planning.models.plan import PlanStatus
from planning.papers.plan_data import plan_data
from planning.people import deciders
from planning.problems import refuse_where_blocked
from planning.queries.plans import entries_of, problems_of
from planning.year_closing import YearGap, last_day_of, needed, year_gaps
from records.actions.decisions import decide, send_back
from records.actions.documents import number_document
from records.policies import Paper, require_past

TEXTS = ("goals", "focus", "steps", "requirements", "method_numbers", "training_on", "budget_note")


@transaction.atomic
def draft(*, year: int, title: str, by: User, on: date, at: datetime, **texts: Any) -> AnnualPlan:
    """Begin the first edition of a year's plan under the ruleset in force then. `texts`: see TEXTS.

    Raises NotAllowed, and IllegalMove where the year has a plan already: that one is edited or revised.
    """
    check_permission(Permission.PLAN_DRAFT, by=by)
    require_past(on, at=at)
    require_year(year)
    ruleset = Ruleset.objects.in_force_on(on).first()
    if ruleset is None:
        raise IllegalMove(_("No ruleset is in force on %(on)s. Load the regulation first.") % {"on": day_in_words(on)})
    plan = AnnualPlan(year=year, title=title.strip(), ruleset=ruleset, **_known(texts))
    return _first_of_its_year(plan, lambda: begin(plan, "plan.draft", by=by, on=on, at=at))


def _first_of_its_year(plan: AnnualPlan, write: Callable[[], AnnualPlan]) -> AnnualPlan:
    try:
        with transaction.atomic():
            return write()
    except IntegrityError:
        raise IllegalMove(
            _("There is a plan for %(year)s already. Go on with that one, or revise it once it is approved.")
            % {"year": plan.year}
        ) from None


@transaction.atomic
def edit(
    *, plan: AnnualPlan, by: User, on: date, at: datetime, version: int | None = None, **texts: Any
) -> AnnualPlan:
    """Change title and texts of a draft. Raises NotAllowed, IllegalMove, StaleCopy."""
    plan = lock(plan, version=version)
    move = check_move(plan, "edit", by=by)
    return apply_move(plan, move, by=by, on=on, at=at, **_known(texts, "title"))


def _known(texts: dict[str, Any], *more: str) -> dict[str, Any]:
    if unknown := set(texts) - {*TEXTS, *more}:
        raise TypeError(f"A plan has no {', '.join(sorted(unknown))}.")
    return texts


@transaction.atomic
def submit(*, plan: AnnualPlan, by: User, on: date, at: datetime, version: int | None = None) -> AnnualPlan:
    """Ask the committee to approve. Raises IllegalMove that names all that is wrong (R7, R12), NotAllowed."""
    plan = lock(plan, version=version)
    move = check_move(plan, "submit", by=by)
    require_past(on, at=at)
    refuse_where_blocked(problems_of(plan), _("The plan cannot be submitted yet:"))
    apply_move(plan, move, by=by, on=on, at=at, proposed_by=by, proposed_on=on, decision=None)
    tell(
        recipients=deciders(),
        subject=_("Plan awaiting approval: %(plan)s") % {"plan": plan},
        about=plan,
        at=at,
    )
    return plan


@transaction.atomic
def approve(
    *,
    plan: AnnualPlan,
    by: User,
    on: date,
    at: datetime,
    note: str = "",
    paper: Paper | None = None,
    version: int | None = None,
) -> AnnualPlan:
    """The committee approves: the plan is locked and rules its year, in place of the edition before (R19, R30).

    Grants follow the entries at once. Raises NotAllowed for the proposer, IllegalMove, StaleCopy.
    """
    plan = lock(plan, version=version)
    move = check_move(plan, "approve", by=by)
    decision = decide(plan, "plan.approve", by=by, on=on, at=at, note=note, paper=paper)
    refuse_where_blocked(problems_of(plan), _("The plan cannot be approved as it stands; return it:"))
    scope_ids = set(plan.entries.values_list("scope_id", flat=True))
    for earlier in AnnualPlan.objects.select_for_update().filter(year=plan.year, status=PlanStatus.APPROVED):
        scope_ids |= set(earlier.entries.values_list("scope_id", flat=True))
        supersede = check_move(earlier, "supersede", by=by)
        apply_move(earlier, supersede, by=by, on=on, at=at, new=decision.told)
    apply_move(plan, move, by=by, on=on, at=at, reason=note, new=decision.told, decision=decision)
    sync_scopes(scope_ids, by=by, at=at, on=on)
    _tell_proposer(plan, _("Approved: %(plan)s"), at)
    return plan


@transaction.atomic
def return_(
    *,
    plan: AnnualPlan,
    note: str,
    by: User,
    on: date,
    at: datetime,
    paper: Paper | None = None,
    version: int | None = None,
) -> AnnualPlan:
    """The committee sends the plan back to be mended; `note` says what."""
    lacking = _("Say why the plan is returned and what is to be mended.")
    plan = send_back(plan, lacking=lacking, note=note, by=by, on=on, at=at, paper=paper, version=version)
    _tell_proposer(plan, _("Returned: %(plan)s"), at)
    return plan


@transaction.atomic
def publish(*, plan: AnnualPlan, by: User, on: date, at: datetime, version: int | None = None) -> AnnualPlan:
    """Give the plan its number as an issued document, and each subdistrict its extract to sign for (三(三)1).

    Once for an edition. Raises NotAllowed, IllegalMove, StaleCopy.
    """
    plan = lock(plan, version=version)
    move = check_move(plan, "publish", by=by)
    require_past(on, at=at, not_before=plan.decided_on)
    if plan.published_on is not None:
        raise IllegalMove(_("The plan was published already, on %(on)s.") % {"on": day_in_words(plan.published_on)})
    apply_move(plan, move, by=by, on=on, at=at, published_on=on)
    number_document(
        kind="annual_plan",
        title=plan.title,
        data=plan_data(plan, by=by),
        scope=office_scope(by=by, at=at),
        subject=plan,
        on=on,
        by=by,
        at=at,
    )
    hand_out(plan=plan, by=by, on=on, at=at)
    return plan


@transaction.atomic
def revise(
    *, plan: AnnualPlan, reason: str, by: User, on: date, at: datetime, version: int | None = None
) -> AnnualPlan:
    """Begin a new edition of an approved plan, with all its entries and their scopes (R19); returns the new draft.

    The present edition rules until the new one is approved. Raises IllegalMove without a reason or while another
    revision is under way, NotAllowed, StaleCopy.
    """
    plan = lock(plan, version=version)
    move = check_move(plan, "revise", by=by)
    require_past(on, at=at, not_before=plan.decided_on)
    if not reason.strip():
        raise IllegalMove(_("Say why the plan is revised; the reason stands in the new edition."))
    same_year = AnnualPlan.objects.standing().filter(year=plan.year)
    if AnnualPlan.objects.being_prepared(plan.year).exists():
        raise IllegalMove(_("A new edition is being prepared already. Go on with that one."))
    ruleset = Ruleset.objects.in_force_on(on).first() or plan.ruleset
    new = AnnualPlan(
        year=plan.year,
        edition=same_year.order_by("-edition").values_list("edition", flat=True)[0] + 1,
        title=plan.title,
        ruleset=ruleset,
        revision_reason=reason.strip(),
        **{name: getattr(plan, name) for name in TEXTS},
    )
    apply_move(plan, move, by=by, on=on, at=at, reason=reason)
    begin(new, "plan.draft", by=by, on=on, at=at, reason=reason)
    for entry in entries_of(plan):
        _carry_over(entry, new, by=by)
    return new


@transaction.atomic
def discard(
    *, plan: AnnualPlan, reason: str, by: User, on: date, at: datetime, version: int | None = None
) -> AnnualPlan:
    """Give up a draft that no committee has seen: it keeps its row, entries and number, and a new one may begin.

    A draft returned by the committee is mended instead (R29). Raises IllegalMove without a reason, NotAllowed,
    StaleCopy.
    """
    plan = lock(plan, version=version)
    move = check_move(plan, "discard", by=by)
    require_past(on, at=at)
    if plan.was_before_the_committee:
        raise IllegalMove(
            _("The committee has had this draft before it and returned it. Mend it and submit it again.")
        )
    if not reason.strip():
        raise IllegalMove(_("Say why the draft is discarded; the reason stays with it."))
    return apply_move(plan, move, by=by, on=on, at=at, reason=reason, discard_reason=reason.strip())


@transaction.atomic
def close_year(
    *,
    plan: AnnualPlan,
    by: User,
    on: date,
    at: datetime,
    reasons: Mapping[str, str] | None = None,
    version: int | None = None,
) -> AnnualPlan:
    """The year is over (一(二)1, R6): its plan is closed, with the reason for whatever is still open.

    `on` lies on 31 December or after. `reasons` gives one to each gap of year_gaps, by its key. Raises IllegalMove
    that names the gaps without one, those that no reason stands for, before the year's end, for a plan that was never
    published and while a new edition is being prepared; NotAllowed, StaleCopy.
    """
    plan = lock(plan, version=version)
    move = check_move(plan, "close_year", by=by)
    require_past(on, at=at)
    _require_over(plan, on)
    notes = _explained(year_gaps(plan, on), reasons or {})
    return apply_move(plan, move, by=by, on=on, at=at, new={"on": on}, closed_on=on, closing_notes=notes)


def _require_over(plan: AnnualPlan, on: date) -> None:
    if on < last_day_of(plan):
        text = _("The year is closed on %(day)s at the earliest: until then a round may still be ordered.")
        raise IllegalMove(text % {"day": day_in_words(last_day_of(plan))})
    if plan.published_on is None:
        raise IllegalMove(_("The plan was never published. Publish it first; then its year can be closed."))
    if AnnualPlan.objects.being_prepared(plan.year).exists():
        raise IllegalMove(
            _("A new edition is being prepared. Have it approved or discard it; then the year can be closed.")
        )


def _explained(gaps: list[YearGap], reasons: Mapping[str, str]) -> list[dict[str, str]]:
    if found := needed(gaps):
        text = _("The year cannot be closed yet: %(gaps)s.")
        raise IllegalMove(text % {"gaps": _("; ").join(gap.words for gap in found)})
    if silent := [gap.words for gap in gaps if not reasons.get(gap.key, "").strip()]:
        raise IllegalMove(_("Say for each of these why it is left open: %(gaps)s.") % {"gaps": _("; ").join(silent)})
    return [{"label": gap.words, "reason": reasons[gap.key].strip()} for gap in gaps]


def _carry_over(entry: PlanEntry, plan: AnnualPlan, *, by: User) -> None:
    copy = PlanEntry(
        plan=plan,
        **{
            name: getattr(entry, name)
            for name in (
                "cycle",
                "team",
                "subdistrict",
                "scope",
                "from_on",
                "to_on",
                "short_reason",
                "access_ended_at",
            )
        },
    )
    copy._history_user = by
    copy.save(force_insert=True)


def _tell_proposer(plan: AnnualPlan, words: str, at: datetime) -> None:
    if plan.proposed_by is not None:
        tell(recipients=[plan.proposed_by], subject=words % {"plan": plan}, about=plan, at=at)
