"""What the results of 三(三)6 add elsewhere: their part of a round's page, its stations and next steps, and what they
ask before a round or a year is closed."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.permissions import Permission
from accounts.roles import Role
from core.about import ABOUT, is_missing
from core.access import access_of
from core.progress import NEXT_STEPS, READS_OF_MANY, STATIONS, NextStep, Reached
from core.sections import HISTORY, MAIN
from core.shapes import Section
from inspections.closing import Gap
from inspections.models import SubdistrictRound
from inspections.models.round import RoundStatus
from planning.year_closing import YearGap
from rectification import duties
from rectification.contributions.rounds import case_seen
from rectification.models import Announcement, Assessment, RectificationCase
from rectification.models.announcement import Part
from rectification.models.assessment import AssessmentStatus
from rectification.models.case import CaseStatus
from rectification.models.copy_letter import CopyStatus
from rectification.presenters.announcements import announcements_table
from rectification.presenters.announcements import step_of as announcement_step
from rectification.presenters.assessments import step_of as assessment_step
from rectification.presenters.copy_letters import copies_table
from rectification.queries import announcements, assessments, copy_letters
from rectification.queries.results import know_results
from rectification.score import plain

CLAUSE = "三(三)6"


def register_results() -> None:
    """Called in AppConfig.ready()."""
    for asked in (assessments.ASSESSED, copy_letters.COPIED, announcements.ANNOUNCED):
        ABOUT.add(SubdistrictRound, asked, order=800)
    STATIONS.add(SubdistrictRound, stations, order=800)
    NEXT_STEPS.add(SubdistrictRound, next_step, order=800)
    READS_OF_MANY.add(SubdistrictRound, read_of_many, order=800)
    MAIN.add(SubdistrictRound, on_round, order=800)
    HISTORY.add(SubdistrictRound, told_of, order=800)


def _sees(user, permission) -> bool:
    return permission in access_of(user).everywhere


# --- The page of a round -------------------------------------------------------------------------------------------


def stations(round_, user) -> Iterator[Reached]:
    """For those who bring it about; the team's part is over by then."""
    if not _sees(user, Permission.COPY_VIEW):
        return
    assessment = assessments.assessment_of(round_)
    locked = assessments.is_locked_with(assessment, round_.pk)
    received = [one.received_on for one in copy_letters.copies_on(round_) if one.received_on]
    told = [announcements.published_of(round_, part) for part in Part.values]
    both = len(received) >= copy_letters.NEEDED
    yield Reached(800, _("Assessed"), assessment.locked_on if locked else None)
    yield Reached(810, _("Copies received"), max(received) if both else None)
    yield Reached(820, _("Announced"), max(one.published_on for one in told) if all(told) else None)


def _is_here(round_, user) -> bool:
    case = case_seen(round_, user)
    return round_.status == RoundStatus.ENDED and case is not None and case.status == CaseStatus.ACCEPTED


def read_of_many(rounds, user) -> None:
    know_results([round_ for round_ in rounds if _is_here(round_, user)])


def next_step(round_, user) -> NextStep | None:
    """From the acceptance until copies are received and both parts announced; the two go on side by side."""
    if not _is_here(round_, user):
        return None
    office = _("Committee office")
    assessment = assessments.assessment_of(round_)
    if assessment is None:
        return NextStep(_("Assess the result of the subdistrict"), office, CLAUSE)
    if not assessments.is_locked_with(assessment, round_.pk):
        return _step_of_assessment(assessment)
    copies = copy_letters.copies_on(round_)
    if len(copies) < copy_letters.NEEDED or copy_letters.lacks_bodies(round_):
        return NextStep(_("Copy the result to the two bodies"), office, CLAUSE)
    if left := [part for part in Part.values if announcements.published_of(round_, part) is None]:
        named = _(", ").join(str(Part(part).label) for part in left)
        return NextStep(_("Announce to the public: %(parts)s") % {"parts": named}, office, CLAUSE)
    if any(one.status != CopyStatus.RECEIVED for one in copies):
        bodies = _(", ").join(one.body.short_name for one in copies if one.status != CopyStatus.RECEIVED)
        return NextStep(_("Confirm receipt of the copy"), bodies, CLAUSE, duties.COPY_RECEIPT.code)
    return None


def _step_of_assessment(assessment: Assessment) -> NextStep:
    """By whom, as far as the state alone tells: the subdistrict may object for some days, then the committee locks."""
    committee = _("Safety committee")
    if assessment.status == AssessmentStatus.DRAFTED:
        return NextStep(_("Look through the figures and tell the subdistrict"), _("Committee office"), CLAUSE)
    is_told = assessment.status == AssessmentStatus.TOLD
    who = _(", ").join([assessment.unit.short_name, committee]) if is_told else committee
    return NextStep(_("Settle and lock the assessment"), who, CLAUSE)


def on_round(round_, user, today: date) -> Section | None:
    """Assessment, copies and announcements, for the office and the committee."""
    case = case_seen(round_, user)
    if case is None or not _sees(user, Permission.COPY_VIEW):
        return None
    assessment = assessments.assessment_of(round_)
    copies = copy_letters.copies_on(round_)
    told = list(announcements.with_all(Announcement.objects.visible_to(user).filter(round=round_)))
    if case.status != CaseStatus.ACCEPTED and not told:
        return None
    return Section(
        "rectification/round/_sections/results.html",
        {
            "assessment": assessment,
            "is_counted": assessments.counts(assessment, round_.pk),
            "score": plain(assessment.score) if assessment else "",
            "copies": copies_table(copies, today) if copies else None,
            "announcements": announcements_table(told, today) if told else None,
        },
    )


def told_of(round_, user) -> list:
    """Their events stand in the timeline of the round, too."""
    if not _sees(user, Permission.COPY_VIEW):
        return []
    assessment = assessments.assessment_of(round_)
    mine = [assessment] if assessment and assessments.counts(assessment, round_.pk) else []
    copies = () if is_missing(copy_letters.COPIED, round_) else round_.copies.all()
    told = () if is_missing(announcements.ANNOUNCED, round_) else round_.announcements.all()
    return [*mine, *copies, *told]


# --- Closing (四(二)二) --------------------------------------------------------------------------------------------


def copies_gate(round_, today: date) -> list[Gap]:
    """Both copies are sent with receipt (R71, R72)."""
    assessment = assessments.assessment_of(round_)
    if not assessments.is_locked_with(assessment, round_.pk):
        return [_not_locked(round_, assessment, today)]
    return [
        *_missing_bodies(round_),
        *(
            Gap(_("%(copy)s: receipt is missing") % {"copy": one}, one.get_absolute_url(), one.body.short_name)
            for one in copy_letters.copies_of(round_)
            if one.status != CopyStatus.RECEIVED
        ),
    ]


def announcement_gate(round_, today: date) -> list[Gap]:
    """Feedback and rectification are both published in a recorded form (R73)."""
    return [_not_announced(round_, part) for part in Part.values if announcements.published_of(round_, part) is None]


def year_gate(plan, today: date) -> list[YearGap]:
    """Of every round of the year that took place: both copies received. No reason stands for that (R72)."""
    rounds = SubdistrictRound.objects.of_year(plan.year).exclude(entered_on=None)
    left = []
    for round_ in rounds.exclude(status=RoundStatus.CANCELLED).select_related("subdistrict", "entry__cycle"):
        received = copy_letters.copies_of(round_).filter(status=CopyStatus.RECEIVED).count()
        if received < copy_letters.NEEDED or copy_letters.bodies_left(round_).exists():
            what = _("Copies of %(round)s") % {"round": round_}
            state = _("%(count)s of %(needed)s received") % {"count": received, "needed": copy_letters.NEEDED}
            path = f"{round_.get_absolute_url()}#results"
            left.append(YearGap(f"copies-{round_.pk}", what, state, path, is_needed=True, who=_who_owes(round_)))
    return left


def _who_owes(round_) -> str:
    sent = copy_letters.copies_of(round_).filter(status=CopyStatus.SENT).select_related("body")
    if copy_letters.bodies_left(round_).exists() or not sent:
        return _("Committee office")
    return str(_(", ")).join(one.body.short_name for one in sent)


def has_year_gaps(plan, today: date) -> bool:
    """Whether year_gate would name any."""
    rounds = SubdistrictRound.objects.of_year(plan.year).exclude(entered_on=None).exclude(status=RoundStatus.CANCELLED)
    return copy_letters.lacking(rounds).exists()


def _not_locked(round_, assessment: Assessment | None, today: date) -> Gap:
    """Until the rectification is accepted nobody can; then whoever the assessment waits for."""
    words, office = _("the assessment is not locked, so no copy can be sent"), _("Committee office")
    if first := _before_acceptance(round_):
        return Gap(words, *first)
    if assessment is None:
        return Gap(words, f"{round_.get_absolute_url()}#results", office)
    step = assessment_step(assessment, today)
    return Gap(words, assessment.get_absolute_url(), step.who if step else _("Safety committee"))


def _before_acceptance(round_) -> tuple[str, str, str] | None:
    """Path, who, and after what; None once the rectification is accepted."""
    case = RectificationCase.objects.filter(round_id=round_.pk).first()
    if case is not None and case.status == CaseStatus.ACCEPTED:
        return None
    there = round_ if case is None else case
    return there.get_absolute_url(), _("Committee office"), _("once the rectification is accepted")


def _missing_bodies(round_) -> list[Gap]:
    path = f"{round_.get_absolute_url()}#results"
    found = [
        Gap(_("no copy went to %(body)s") % {"body": unit.name}, path, _("Committee office"))
        for unit in copy_letters.bodies_left(round_)
    ]
    if copy_letters.bodies().count() < copy_letters.NEEDED:
        words = _("the register of units does not mark the two bodies that get copies")
        found.append(Gap(words, reverse("accounts:unit-list"), str(Role.SECURITY_ADMIN.label)))
    return found


def _not_announced(round_, part: str) -> Gap:
    words, office = _("not announced: %(part)s") % {"part": Part(part).label}, _("Committee office")
    there = announcements.live_of(round_, part)
    if there is not None:
        step = announcement_step(there)
        return Gap(words, there.get_absolute_url(), step.who if step else office)
    if part == Part.RECTIFICATION and (first := _before_acceptance(round_)):
        return Gap(words, *first)
    if part == Part.FEEDBACK and not RectificationCase.objects.filter(round_id=round_.pk).exists():
        return Gap(words, round_.get_absolute_url(), office, _("once the feedback is issued"))
    return Gap(words, f"{round_.get_absolute_url()}#results", office)
