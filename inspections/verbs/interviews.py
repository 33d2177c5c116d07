from django.utils.translation import gettext_lazy as _

from core.verbs import Noun, Verb, Work
from inspections.actions import interview_proposals, interviews
from inspections.forms.interviews import (
    AskAgainForm,
    CallAboutForm,
    CallForm,
    CallInRoundForm,
    CallOffForm,
    CloseInterviewForm,
    DeclineForm,
    HandOverForm,
    HoldForm,
    InterviewReplyForm,
)
from inspections.interview_rules import why_not_callable
from inspections.models import Finding, Interview, InterviewProposal, SubdistrictRound
from inspections.models.finding import FindingStatus
from inspections.presenters import interviews as presenter
from inspections.queries import interviews as queries
from inspections.queries.names import name_fields
from records.previews import numbered_papers
from records.queries.numbers import number_fields

_EFFECT = _("The notice gets its number; the subdistrict reads it at once, and passes it on to an enterprise.")
_CALLED = _("The interview is called.")
_CLAUSE = "四(二)"


def _in_round(round_, user, today) -> bool:
    return not why_not_callable(round_)


def _about(finding, user, today) -> bool:
    is_open = finding.status == FindingStatus.CONFIRMED and not finding.is_apart and finding.goes_to_subdistrict
    return is_open and not why_not_callable(finding.round)


def _why_not_proposed(proposal, user, today) -> str:
    return why_not_callable(proposal.round)


INTERVIEW = Noun(
    model=Interview,
    name="interview",
    path="interviews",
    home="inspections:interview-list",
    fetch=queries.with_all,
    named=(*number_fields("notice"), "unit__short_name"),
    crumbs=presenter.crumbs,
    verbs=(
        Verb(
            name="call",
            label=_("Call an interview"),
            action=interviews.call,
            form=CallInRoundForm,
            on=SubdistrictRound,
            effect=_EFFECT,
            done=_CALLED,
            preview=numbered_papers,
            clause=_CLAUSE,
            icon="person-exclamation",
            offered=_in_round,
        ),
        Verb(
            name="call_about",
            label=_("Call an interview about it"),
            action=interviews.call_about,
            form=CallAboutForm,
            on=Finding,
            effect=_EFFECT,
            done=_CALLED,
            preview=numbered_papers,
            clause=_CLAUSE,
            icon="person-exclamation",
            offered=_about,
        ),
        Verb(
            name="call_proposed",
            label=_("Call the proposed interview"),
            action=interviews.call_proposed,
            form=CallForm,
            on=InterviewProposal,
            effect=_EFFECT,
            done=_CALLED,
            preview=numbered_papers,
            clause=_CLAUSE,
            icon="person-exclamation",
            offered=lambda proposal, user, today: proposal.status == "proposed",
            blocked=_why_not_proposed,
            points=presenter.proposal_points,
            work=Work(order=607, words=_("Decide on a proposed interview"), find=queries.to_decide),
        ),
        Verb(
            name="hold",
            label=_("Record the interview"),
            action=interviews.hold,
            form=HoldForm,
            effect=_("The minutes get their number, and the days to reply begin."),
            done=_("The minutes are recorded."),
            preview=numbered_papers,
            clause=_CLAUSE,
            icon="journal-check",
            is_step=True,
            work=Work(order=608, find=queries.to_hold),
        ),
        Verb(
            name="reply",
            label=_("Reply to the interview"),
            action=interviews.reply,
            form=InterviewReplyForm,
            effect=_("The office reviews it."),
            done=_("The reply is with the office."),
            clause=_CLAUSE,
            icon="reply",
            is_step=True,
            points=presenter.points,
            work=Work(order=606),
        ),
        Verb(
            name="close",
            label=_("Accept the reply and close"),
            action=interviews.close,
            form=CloseInterviewForm,
            done=_("The interview is closed."),
            clause=_CLAUSE,
            icon="check2-circle",
            is_step=True,
            points=presenter.points_of_reply,
            work=Work(order=609, words=_("Review the reply to an interview")),
        ),
        Verb(
            name="ask_again",
            label=_("Ask for another reply"),
            action=interviews.ask_again,
            form=AskAgainForm,
            effect=_("A new day runs for the subdistrict."),
            done=_("Another reply is asked for."),
            clause=_CLAUSE,
            icon="arrow-repeat",
            tone="danger",
            points=presenter.points_of_reply,
        ),
        Verb(
            name="hand_over",
            label=_("Record that the notice was handed over"),
            action=interviews.hand_over,
            form=HandOverForm,
            done=_("The delivery is recorded."),
            icon="envelope-check",
        ),
        Verb(
            name="call_off",
            label=_("Call the interview off"),
            action=interviews.call_off,
            form=CallOffForm,
            effect=_("The number stays used; the subdistrict is told."),
            done=_("The interview is called off."),
            icon="x-circle",
            tone="danger",
        ),
    ),
)

INTERVIEW_PROPOSAL = Noun(
    model=InterviewProposal,
    name="interview_proposal",
    path="interview-proposals",
    home="inspections:interview-list",
    fetch=queries.with_round,
    named=tuple(name_fields("round")),
    crumbs=presenter.proposal_crumbs,
    verbs=(
        Verb(name="propose", label=_("Interview proposed")),
        Verb(name="take_up", label=_("Interview called")),
        Verb(
            name="decline",
            label=_("Call no interview"),
            action=interview_proposals.decline,
            form=DeclineForm,
            effect=_("The reason stands in the timeline of the round."),
            done=_("No interview is called."),
            clause=_CLAUSE,
            icon="x-circle",
            points=presenter.proposal_points,
        ),
    ),
)
