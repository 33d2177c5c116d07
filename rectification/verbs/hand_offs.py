from django.utils.translation import gettext_lazy as _

from core.forms import ReasonForm
from core.verbs import Noun, Verb, Work
from inspections.models import SubdistrictRound
from records.forms import DecisionForm
from records.previews import numbered_papers
from records.queries.numbers import number_fields
from rectification.actions import hand_off_decisions, hand_off_replies, hand_offs
from rectification.forms.hand_offs import (
    CloseHandOffForm,
    DraftForm,
    EditDraftForm,
    FollowUpForm,
    ProgressForm,
    ReceiveForm,
    RefuseForm,
    ReRouteForm,
    ResultForm,
    SendBackForm,
    SendForm,
)
from rectification.models import HandOff
from rectification.presenters import hand_offs as presenter
from rectification.queries import hand_off_work
from rectification.queries.hand_offs import waits_for_ratification, with_all
from rectification.views.hand_off_drafts import HandOffDraftView


def _is_owed(hand_off, user, today) -> bool:
    return not hand_off.is_withdrawn


def _is_receivers(hand_off, user, today) -> bool:
    return not hand_off.is_withdrawn and user.unit_id == hand_off.receiver_id


def _may_be_taken_back(hand_off, user, today) -> bool:
    return hand_off.status == "refused" or hand_off.is_withdrawn


HAND_OFF = Noun(
    model=HandOff,
    name="hand_off",
    path="hand-offs",
    home="rectification:hand-off-list",
    fetch=with_all,
    named=(*number_fields("letter"), "receiver__short_name"),
    crumbs=presenter.crumbs,
    verbs=(
        Verb(
            name="draft",
            label=_("Draft a hand-off"),
            action=hand_offs.draft,
            form=DraftForm,
            view=HandOffDraftView,
            on=SubdistrictRound,
            effect=_("One letter to one receiver; what goes to others has a letter of its own."),
            done=_("The draft is stored."),
            clause="三(三)4",
            icon="box-arrow-right",
            offered=presenter.has_matters,
            work=Work(order=515, find=hand_off_work.rounds_to_hand_off, count=lambda round_: round_.waiting),
        ),
        Verb(
            name="send",
            label=_("Send the hand-off"),
            action=hand_offs.send,
            form=SendForm,
            effect=_("The letter gets its number and the receiver may read it; it does not change any more."),
            done=_("The hand-off is on its way."),
            preview=numbered_papers,
            clause="三(三)4",
            icon="send",
            is_step=True,
            blocked=presenter.why_not_sent,
            points=presenter.points_of_reply,
            work=Work(order=520),
        ),
        Verb(
            name="edit",
            label=_("Edit the draft"),
            action=hand_offs.edit,
            form=EditDraftForm,
            done=_("The draft is stored."),
            icon="pencil-square",
        ),
        Verb(
            name="discard",
            label=_("Discard the draft"),
            action=hand_offs.discard,
            form=ReasonForm,
            done=_("The draft is discarded."),
            icon="trash",
            tone="danger",
        ),
        Verb(
            name="receive",
            label=_("Receive the hand-off"),
            action=hand_off_replies.receive,
            form=ReceiveForm,
            done=_("The hand-off is received."),
            clause="三(三)4",
            icon="check2-square",
            is_step=True,
            offered=_is_receivers,
            work=Work(order=530),
        ),
        Verb(
            name="report_result",
            label=_("Report the result"),
            action=hand_off_replies.report_result,
            form=ResultForm,
            effect=_("People, units and fines are each given, or said to be none."),
            done=_("The result is reported."),
            clause="三(三)4",
            icon="clipboard-check",
            is_step=True,
            offered=_is_receivers,
            work=Work(order=540),
        ),
        Verb(
            name="report_progress",
            label=_("Report progress"),
            action=hand_off_replies.report_progress,
            form=ProgressForm,
            done=_("The progress is stored."),
            icon="hourglass-split",
            offered=_is_receivers,
        ),
        Verb(
            name="refuse",
            label=_("Refuse the hand-off"),
            action=hand_off_replies.refuse,
            form=RefuseForm,
            effect=_("Where it is not your duty: say whose it is. The office then hands it to another body."),
            done=_("The hand-off is refused; the committee office is told."),
            clause="三(三)4",
            icon="x-circle",
            tone="danger",
            offered=_is_receivers,
        ),
        Verb(
            name="re_route",
            label=_("Hand over to another body"),
            action=hand_offs.re_route,
            form=ReRouteForm,
            effect=_("It gets a letter and a number of its own; the first receiver reads of it no more."),
            done=_("The hand-off is on its way to the other body."),
            preview=numbered_papers,
            clause="三(三)4",
            icon="signpost-split",
            is_step=True,
            offered=_is_owed,
            points=presenter.points_of_refusal,
            work=Work(order=525),
        ),
        Verb(
            name="close",
            label=_("Close the hand-off"),
            action=hand_offs.close,
            form=CloseHandOffForm,
            effect=_("The result answers what was handed over."),
            done=_("The hand-off is closed."),
            clause="三(三)4",
            icon="check-lg",
            is_step=True,
            offered=_is_owed,
            blocked=presenter.why_not_closed,
            work=Work(order=550),
        ),
        Verb(
            name="send_back",
            label=_("Send the result back"),
            action=hand_offs.send_back,
            form=SendBackForm,
            effect=_("The receiver completes it, with new days to reply."),
            done=_("The result is sent back."),
            clause="三(三)4",
            icon="reply",
            tone="danger",
            offered=_is_owed,
        ),
        Verb(
            name="take_back",
            label=_("Take the hand-off back"),
            action=hand_offs.take_back,
            form=ReasonForm,
            effect=_("Nothing is owed for it any more; the receiver is told."),
            done=_("The hand-off is taken back."),
            icon="arrow-counterclockwise",
            tone="danger",
            offered=_may_be_taken_back,
            work=Work(order=526, find=hand_off_work.to_take_back),
        ),
        Verb(
            name="follow_up",
            label=_("Put into long follow-up"),
            action=hand_off_decisions.follow_up,
            form=FollowUpForm,
            effect=_("The round may close without its result; the receiver is asked again every half year."),
            done=_("It is in long follow-up."),
            clause="三(三)4",
            icon="calendar-range",
            offered=lambda hand_off, user, today: hand_off.followed_up_on is None and not hand_off.is_withdrawn,
        ),
        Verb(
            name="ratify",
            label=_("Ratify what was sent ahead"),
            action=hand_off_decisions.ratify,
            form=DecisionForm,
            done=_("It is ratified."),
            clause="三(三)4",
            icon="patch-check",
            offered=lambda hand_off, user, today: waits_for_ratification(hand_off),
            points=presenter.points_of_urgency,
        ),
    ),
)
