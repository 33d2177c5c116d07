"""Interviews, and what was proposed, as pages show them."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from core.cells import Due, Link
from core.day_words import day_in_words
from core.presenters import badge_of
from core.shapes import Crumb, Fact, Step
from core.tables import Column, Table, table_of
from deadlines.presenters import present
from inspections.models import Interview, InterviewProposal
from inspections.models.interview import InterviewStatus

CLAUSE = "四(二)"


def crumbs(interview) -> list[Crumb]:
    found = [Crumb(_("Interviews"), reverse("inspections:interview-list"))]
    return found if interview is None else [*found, Crumb(str(interview), interview.get_absolute_url())]


def _who(one, today):
    return Link(f"{one.subject_name}　{one.person}", one.get_absolute_url())


def _reply(one, today):
    if one.status == InterviewStatus.HELD and one.deadline is not None and one.deadline.is_open:
        return Due(present(one.deadline, today))
    return one.replied_on


WHO = Column(gettext_lazy("Who is called"), _who, is_title=True)
NUMBER = Column(gettext_lazy("Document number"), lambda one, today: one.notice.full_number, is_desk_only=True)
SUBDISTRICT = Column(gettext_lazy("Subdistrict"), lambda one, today: one.unit.short_name, "tight")
LEVEL = Column(gettext_lazy("Who speaks"), lambda one, today: one.get_level_display(), "tight", is_desk_only=True)
MEETING = Column(gettext_lazy("Day of the interview"), lambda one, today: one.held_on or one.meet_on, "date")
REPLY = Column(gettext_lazy("Reply"), _reply, "tight")
STATE = Column(gettext_lazy("State"), lambda one, today: badge_of(one), "tight")


def table(found, today: date) -> Table:
    """Inside another page."""
    return table_of(_("Interviews"), (WHO, LEVEL, MEETING, REPLY, STATE), found, today)


def meeting_words(interview: Interview) -> str:
    return _("%(day)s, %(hour)s, %(place)s") % {
        "day": day_in_words(interview.meet_on), "hour": f"{interview.meet_time:%H:%M}", "place": interview.place,
    }  # fmt: skip


def points(interview, user, today) -> list[str]:
    return [_("Opinion: %(text)s") % {"text": interview.opinion}]


def points_of_reply(interview, user, today) -> list[str]:
    return [*points(interview, user, today), _("Reply: %(text)s") % {"text": interview.reply}]


def facts_of(interview: Interview, *, is_inner: bool) -> list[Fact]:
    """`is_inner`: for whoever reads the round."""
    round_, finding = interview.round, interview.finding
    rows = [
        Fact(_("Whose leader"), interview.subject_name, clause=CLAUSE),
        Fact(_("Who is called"), interview.person),
        Fact(_("Who speaks"), interview.get_level_display()),
        Fact(_("Day, hour and place"), meeting_words(interview)),
        Fact(pgettext("interview", "Reason"), interview.reason, wide=True),
        Fact(_("Legal basis"), interview.legal_basis, wide=True),
        Fact(_("What to bring"), interview.materials, wide=True),
        Fact(_("Notice"), interview.notice.full_number, interview.notice.get_absolute_url()),
        Fact(_("Notice received on"), interview.notice.received_on),
        Fact(_("Notice handed over on"), interview.handed_on),
        Fact(_("Handed to"), interview.handed_to),
        Fact(_("Round"), str(round_), round_.get_absolute_url() if is_inner else ""),
        Fact(_("Finding"), str(finding), finding.get_absolute_url()) if is_inner and finding else None,
        Fact(_("Reason for calling it off"), interview.off_reason, wide=True),
    ]
    return [row for row in rows if row is not None and row.value]


def minutes_facts(interview: Interview) -> list[Fact]:
    """约谈纪要; nothing before it was held."""
    if interview.minutes is None:
        return []
    rows = [
        Fact(_("Held on"), interview.held_on),
        Fact(_("Minutes"), interview.minutes.full_number, interview.minutes.get_absolute_url()),
        Fact(_("Who spoke"), interview.host),
        Fact(_("Recorder"), interview.recorder),
        Fact(_("Attendees"), interview.attendees, wide=True),
        Fact(_("Problems put forward"), interview.problems, wide=True),
        Fact(_("Statement of who was called"), interview.statement, wide=True),
        Fact(_("Clear opinion on the rectification"), interview.opinion, clause=CLAUSE, wide=True),
        Fact(_("What was promised"), interview.commitment, wide=True),
    ]
    return [row for row in rows if row.value]


def reply_facts(interview: Interview) -> list[Fact]:
    if interview.reply_by is None:
        return []
    late = interview.deadline.late_explanation if interview.deadline else ""
    rows = [
        Fact(_("Reply due on"), interview.reply_by, clause=CLAUSE),
        Fact(_("Replied on"), interview.replied_on),
        Fact(_("Reply"), interview.reply, wide=True),
        Fact(_("Why it was late"), late, wide=True),
        Fact(_("What the reply lacked"), interview.again_reason, wide=True),
        Fact(_("Review of the reply"), interview.review, wide=True),
        Fact(_("Closed on"), interview.closed_on),
    ]
    return [row for row in rows if row.value]


def step_of(interview: Interview, today: date) -> Step | None:
    if interview.status == InterviewStatus.CALLED:
        words = _("Hold the interview on %(day)s and write the minutes") % {"day": day_in_words(interview.meet_on)}
        signal = "near" if interview.meet_on <= today else "normal"
        return Step(words, interview.get_level_display(), CLAUSE, signal=signal)
    if interview.status == InterviewStatus.HELD:
        due = present(interview.deadline, today)
        return Step(_("Reply what was done"), interview.unit.short_name, CLAUSE, deadline=due, signal=due.signal)
    if interview.status == InterviewStatus.REPLIED:
        return Step(_("Review the reply"), _("Committee office"), CLAUSE)
    return None


# --- What was proposed ----------------------------------------------------------------------------------------------


def proposal_crumbs(proposal) -> list[Crumb]:
    found = crumbs(None)
    return found if proposal is None else [*found, Crumb(str(proposal), proposal.get_absolute_url())]


def proposal_points(proposal, user, today) -> list[str]:
    return [why_proposed(proposal)]


def why_proposed(proposal: InterviewProposal) -> str:
    return _("%(ground)s: “%(matter)s”, due on %(due)s; late duties of the round: %(count)s") % {
        "ground": proposal.get_ground_display(), "matter": proposal.deadline.subject_label,
        "due": day_in_words(proposal.due_on), "count": proposal.late_count,
    }  # fmt: skip


def proposal_facts(proposal: InterviewProposal) -> list[Fact]:
    made = proposal.interview
    rows = [
        Fact(_("Why it is proposed"), why_proposed(proposal), clause=CLAUSE, wide=True),
        Fact(_("Round"), str(proposal.round), proposal.round.get_absolute_url()),
        Fact(_("Proposed on"), proposal.proposed_on),
        Fact(_("Interview"), str(made), made.get_absolute_url()) if made else None,
        Fact(_("Declined on"), proposal.declined_on),
        Fact(_("Why no interview is called"), proposal.decline_reason, wide=True),
    ]
    return [row for row in rows if row is not None and row.value]


def proposals_table(found, today: date) -> Table:
    columns = (
        Column(
            gettext_lazy("Proposed interview"),
            lambda one, today: Link(why_proposed(one), one.get_absolute_url()), is_title=True,
        ),
        Column(gettext_lazy("Proposed on"), lambda one, today: one.proposed_on, "date"),
        STATE,
    )  # fmt: skip
    return table_of(_("Proposed interviews"), columns, found, today)


def proposal_step(proposal: InterviewProposal) -> Step | None:
    if proposal.status != "proposed":
        return None
    return Step(_("Call the interview, or say why none is called"), _("Committee office"), CLAUSE)
