"""考核: the result of inspection of one subdistrict in one year, in points anybody can reckon again (三(三)6, R70)."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.messages import notify
from accounts.actions.scopes import office_scope, unit_scope
from accounts.models import Unit, User
from accounts.permissions import Permission
from accounts.queries.principals import people_who_answer
from accounts.roles import Role
from core.actions.moves import apply_move, begin
from core.refusals import IllegalMove
from core.transitions import check_move, check_permission, lock
from deadlines.arithmetic import Period, PeriodUnit
from deadlines.people import committee, of_roles
from deadlines.reckoning import reckon_from_table
from inspections.models import SubdistrictRound
from records.actions.decisions import decide
from records.actions.documents import number_document
from records.models import Decision, IssuedDocument
from records.policies import Paper, require_past
from rectification.models import Assessment
from rectification.models.assessment import AssessmentStatus
from rectification.papers import assessment as paper
from rectification.policies.assessments import (
    require_in_time,
    require_outcome,
    require_result,
    why_not_locked,
)
from rectification.queries.assessments import cases_of, edition_of, figures_of
from rectification.score import lines_of, score_of, weights_of


@transaction.atomic
def draft(*, round: SubdistrictRound, by: User, on: date, at: datetime) -> Assessment:
    """Count the result of the subdistrict of this round in its year, over every round whose feedback is issued.
    Figures and edition are frozen. Raises NotAllowed, IllegalMove."""
    round_ = lock(round)
    check_permission(Permission.ASSESSMENT_DRAFT, by=by)
    require_past(on, at=at)
    if Assessment.objects.filter(unit=round_.subdistrict_id, year=round_.year).exists():
        raise IllegalMove(_("This subdistrict is assessed for that year already."))
    assessment = Assessment(
        status=AssessmentStatus.DRAFTED, unit=round_.subdistrict, year=round_.year,
        scope=office_scope(by=by, at=at), drafted_on=on, **_counted(round_.subdistrict, round_.year, on=on),
    )  # fmt: skip
    return begin(assessment, "assessment.draft", by=by, on=on, at=at, new={"score": str(assessment.score)})


@transaction.atomic
def recount(*, assessment: Assessment, by: User, on: date, at: datetime, version: int | None = None) -> Assessment:
    """Count again what changed since: an item opened again, another round of the year. Before the subdistrict is told
    only; the edition is that of the last round."""
    assessment = lock(assessment, version=version)
    move = check_move(assessment, "recount", by=by)
    require_past(on, at=at, not_before=assessment.drafted_on)
    counted = _counted(assessment.unit, assessment.year, on=on)
    return apply_move(
        assessment, move, by=by, on=on, at=at, new={"score": str(counted["score"])}, drafted_on=on, **counted
    )


@transaction.atomic
def tell(*, assessment: Assessment, by: User, on: date, at: datetime, version: int | None = None) -> Assessment:
    """The subdistrict reads its assessment from now on, and may object within the days of the ruleset."""
    assessment = lock(assessment, version=version)
    move = check_move(assessment, "tell", by=by)
    require_past(on, at=at, not_before=assessment.drafted_on)
    scope = unit_scope(unit=assessment.unit, by=by, at=at)
    days = Period(assessment.ruleset.assessment_objection_days, PeriodUnit.DAYS)
    object_by = reckon_from_table(on, days, roll=assessment.ruleset.rolls_to_workday).due_on
    apply_move(
        assessment, move, by=by, on=on, at=at, scope=scope, told_on=on, object_by=object_by,
        proposed_by=by, proposed_on=on,
    )  # fmt: skip
    subject = _("%(assessment)s is with you: object in time, or say that you have none") % {"assessment": assessment}
    notify(recipients=people_who_answer(assessment.unit, on), subject=subject, about=assessment, at=at)
    return assessment


@transaction.atomic
def agree(*, assessment: Assessment, by: User, on: date, at: datetime, version: int | None = None) -> Assessment:
    """The subdistrict has no objection; the committee need not wait for the days to end."""
    assessment = lock(assessment, version=version)
    move = check_move(assessment, "agree", by=by)
    require_past(on, at=at, not_before=assessment.told_on)
    apply_move(assessment, move, by=by, on=on, at=at, agreed_on=on)
    return _tell_committee(assessment, _("%(assessment)s can be locked"), at=at)


@transaction.atomic
def file_objection(
    *, assessment: Assessment, objection: str, by: User, on: date, at: datetime, version: int | None = None
) -> Assessment:
    """The subdistrict objects, once, within the days of the ruleset; the committee answers."""
    assessment = lock(assessment, version=version)
    move = check_move(assessment, "object", by=by)
    require_past(on, at=at, not_before=assessment.told_on)
    require_in_time(assessment, on)
    if not objection.strip():
        raise IllegalMove(_("Say what is wrong, and why."))
    apply_move(assessment, move, by=by, on=on, at=at, objection=objection.strip(), objected_on=on, objected_by=by)
    return _tell_committee(assessment, _("Objection to %(assessment)s"), at=at)


@transaction.atomic
def answer(
    *, assessment: Assessment, outcome: str, note: str, by: User, on: date, at: datetime,
    adjustment: Decimal | None = None, paper: Paper | None = None, version: int | None = None,
) -> Assessment:  # fmt: skip
    """The committee on the objection: the figures stay, `adjustment` adds points (or takes some off) beside them."""
    assessment = lock(assessment, version=version)
    move = check_move(assessment, "answer", by=by)
    adjustment = adjustment or Decimal(0)
    require_outcome(outcome, adjustment, note)
    decision = _decide(assessment, "answer", assessment.objected_on, by=by, on=on, at=at, note=note, paper=paper)
    lines = assessment.lines
    score = score_of(lines, adjustment)
    apply_move(
        assessment, move, by=by, on=on, at=at, reason=note.strip(), new=decision.told | {"score": str(score)},
        outcome=outcome, answer=note.strip(), answered_on=on, adjustment=adjustment, score=score, decision=decision,
    )  # fmt: skip
    subject = _("Your objection is answered: %(assessment)s") % {"assessment": assessment}
    notify(recipients=people_who_answer(assessment.unit, on), subject=subject, about=assessment, at=at)
    return assessment


@transaction.atomic
def lock_score(
    *, assessment: Assessment, by: User, on: date, at: datetime, note: str = "", paper: Paper | None = None,
    version: int | None = None,
) -> Assessment:  # fmt: skip
    """The committee locks it: 绩效考核情况表 gets its number, and nothing of the score changes any more."""
    assessment = lock(assessment, version=version)
    move = check_move(assessment, "lock", by=by)
    if words := why_not_locked(assessment, on):
        raise IllegalMove(words)
    decision = _decide(assessment, "lock", assessment.told_on, by=by, on=on, at=at, note=note, paper=paper)
    sheet = _number_sheet(assessment, by=by, on=on, at=at)
    apply_move(
        assessment, move, by=by, on=on, at=at, new=decision.told | {"number": sheet.full_number}, locked_on=on,
        sheet=sheet, decision=decision,
    )  # fmt: skip
    people = [*people_who_answer(assessment.unit, on), *of_roles(Role.OFFICE)]
    notify(
        recipients=people, subject=_("%(assessment)s is locked") % {"assessment": assessment}, about=assessment, at=at
    )
    return assessment


@transaction.atomic
def reopen(
    *, assessment: Assessment, note: str, by: User, on: date, at: datetime, paper: Paper | None = None,
    version: int | None = None,
) -> Assessment:  # fmt: skip
    """Another round of the year came, or the result turned out wrong: it is counted and told anew, and gets a new
    sheet; the old one stays readable."""
    assessment = lock(assessment, version=version)
    move = check_move(assessment, "reopen", by=by)
    if not note.strip():
        raise IllegalMove(_("Say why it is opened again."))
    decision = _decide(assessment, "reopen", assessment.locked_on, by=by, on=on, at=at, note=note, paper=paper)
    return apply_move(
        assessment, move, by=by, on=on, at=at, reason=note.strip(), new=decision.told, reopen_reason=note.strip(),
        scope=office_scope(by=by, at=at), told_on=None, object_by=None, objection="", objected_on=None,
        objected_by=None, outcome="", answer="", answered_on=None, adjustment=Decimal(0), agreed_on=None,
        locked_on=None, decision=decision, score=score_of(assessment.lines),
    )  # fmt: skip


# --- Parts ---------------------------------------------------------------------------------------------------------


def _counted(unit: Unit, year: int, *, on: date) -> dict[str, Any]:
    """What is frozen: figures, edition, the rounds they are of, and the score of both."""
    cases = list(cases_of(unit, year))
    require_result(cases)
    figures, ruleset = figures_of(cases, on=on), edition_of(cases)
    return {
        "figures": figures,
        "ruleset": ruleset,
        "rounds": [str(case.round_id) for case in cases],
        "score": score_of(lines_of(figures, weights_of(ruleset, figures))),
    }


def _decide(
    assessment: Assessment, verb: str, not_before: date | None, *, by: User, at: datetime, **facts: Any
) -> Decision:
    """The subdistrict does not read the paper of the meeting."""
    inner = office_scope(by=by, at=at)
    return decide(assessment, f"assessment.{verb}", not_before=not_before, scope=inner, by=by, at=at, **facts)


def _number_sheet(assessment: Assessment, *, by: User, on: date, at: datetime) -> IssuedDocument:
    rounds = SubdistrictRound.objects.filter(pk__in=assessment.rounds).order_by("entered_on", "pk")
    data = paper.sheet_data(assessment, rounds.select_related("entry__cycle", "subdistrict"))
    return number_document(
        kind="assessment_sheet", title=data["title"], data=data, scope=assessment.scope, addressee=assessment.unit,
        subject=assessment, on=on, by=by, at=at,
    )  # fmt: skip


def _tell_committee(assessment: Assessment, words: str, *, at: datetime) -> Assessment:
    people = [*committee(None, timezone.localdate(at)), *of_roles(Role.OFFICE)]
    notify(recipients=people, subject=words % {"assessment": assessment}, about=assessment, at=at)
    return assessment
