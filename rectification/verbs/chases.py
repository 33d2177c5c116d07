from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from core.verbs import Noun, Verb, Work
from records.previews import numbered_papers
from records.queries.numbers import number_fields
from rectification.actions import chase_calls, chases
from rectification.forms.chases import IssueChaseForm, LogCallForm, ReplyForm, WithdrawForm
from rectification.models import Chase, ChaseCall
from rectification.policies.chases import may_answer
from rectification.presenters import chases as presenter
from rectification.queries.chases import bodies_to_chase, running_of, with_all
from rectification.views.chase_verbs import ChaseIssueView, ChaseLogView


def _of_body(body) -> str:
    """The board with what is due of this body; what teams owe is the report."""
    what = f"unit={body.unit_id}" if body.unit_id else "kind=report"
    return f"{reverse('rectification:chase-board')}?{what}&due=1"


CHASE = Noun(
    model=Chase,
    name="chase",
    path="chases",
    home="rectification:chase-board",
    fetch=with_all,
    named=(*number_fields("letter"), "addressee_name"),
    crumbs=presenter.crumbs,
    verbs=(
        Verb(
            name="issue",
            label=_("Chase"),
            action=chases.issue,
            form=IssueChaseForm,
            view=ChaseIssueView,
            preview=numbered_papers,
            effect=_("Each body gets one numbered note of all that is chosen of it; it cannot be changed any more."),
            done=_("The chase is issued; its PDF is being made."),
            clause="二(一)2",
            icon="megaphone",
            work=Work(
                order=610,
                find=bodies_to_chase,
                label=lambda body: body.name or _("Inspection teams"),
                url=_of_body,
                count=lambda body: body.count,
            ),
        ),
        Verb(
            name="reply",
            label=_("Reply to the chase"),
            action=chases.reply,
            form=ReplyForm,
            done=_("The reply is stored."),
            clause="二(一)2",
            icon="reply",
            is_step=True,
            offered=may_answer,
            work=Work(order=605, find=running_of),
        ),
        Verb(
            name="withdraw",
            label=_("Withdraw the chase"),
            action=chases.withdraw,
            form=WithdrawForm,
            effect=_("Where it was issued in error. The number stays used; the ladder counts the note no more."),
            done=_("The chase is withdrawn; the addressee is told."),
            icon="arrow-counterclockwise",
            tone="danger",
        ),
    ),
)

CHASE_CALL = Noun(
    model=ChaseCall,
    name="chase_call",
    path="chase-calls",
    home="rectification:chase-board",
    verbs=(
        Verb(
            name="log",
            label=_("Log a call"),
            action=chase_calls.log,
            form=LogCallForm,
            view=ChaseLogView,
            effect=_("A call has no number; the body that was called does not read this."),
            done=_("The call is logged."),
            clause="二(一)2",
            icon="telephone",
            permission=Permission.CHASE_ISSUE,
            is_birth=True,
        ),
    ),
)
