from django.utils.translation import gettext_lazy as _

from core.forms import DayForm
from core.verbs import Noun, Verb, Work
from planning.actions import rulesets
from planning.forms.common import ReasonForm, ReturnForm
from planning.forms.rulesets import EditionApprovalForm, EditionForm, EditionReasonForm, MethodsForm, TopicsForm
from planning.models import Ruleset
from planning.presenters.crumbs import ruleset_crumbs
from planning.problems import MEND_FIRST, blocking
from planning.queries.rulesets import latest_approved, problems_of, with_base


def _is_latest(ruleset, user, today) -> bool:
    return latest_approved() == ruleset and not Ruleset.objects.being_prepared().exists()


def _what_blocks(ruleset, user, today):
    return MEND_FIRST if blocking(problems_of(ruleset)) else ""


RULESET = Noun(
    model=Ruleset,
    name="ruleset",
    path="rules",
    home="planning:ruleset-list",
    fetch=with_base,
    named=("title",),
    crumbs=ruleset_crumbs,
    verbs=(
        # On the command line: manage.py load_ruleset.
        Verb(name="load", label=_("Load the regulation")),
        Verb(
            name="approve",
            label=_("Approve the edition"),
            action=rulesets.approve,
            form=EditionApprovalForm,
            effect=_(
                "The edition is locked and rules from its day on; the one before gives way on that day by itself. "
                "Rounds entered before keep theirs."
            ),
            done=_("The edition is approved."),
            icon="check-lg",
            is_step=True,
            work=Work(order=60),
        ),
        Verb(
            name="submit",
            label=_("Submit the edition to the committee"),
            action=rulesets.submit,
            form=DayForm,
            effect=_("The edition is locked until the committee has decided."),
            done=_("The edition is submitted; the committee has been told."),
            icon="send",
            is_step=True,
            blocked=_what_blocks,
            work=Work(order=70),
        ),
        Verb(
            name="edit",
            label=_("Edit the numbers"),
            action=rulesets.edit,
            form=EditionForm,
            effect=_("Each number has the clause that fixes it; without one the pages say that the text is silent."),
            done=_("The edition is saved."),
            icon="pencil",
        ),
        Verb(
            name="edit_topics",
            label=_("Edit the topics"),
            action=rulesets.edit_topics,
            form=TopicsForm,
            effect=_("Word for word as the new text has them, the persons it names too. A place emptied falls away."),
            done=_("The topics are saved."),
            clause="三(一)",
            icon="list-task",
        ),
        Verb(
            name="edit_methods",
            label=_("Edit the methods"),
            action=rulesets.edit_methods,
            form=MethodsForm,
            effect=_("Word for word as the new text has them. A place emptied falls away."),
            done=_("The methods are saved."),
            clause="三(二)",
            icon="list-check",
        ),
        Verb(
            name="return",
            label=_("Return the edition"),
            action=rulesets.return_,
            form=ReturnForm,
            effect=_("The office mends the edition and submits it again."),
            done=_("The edition is returned to the office."),
            icon="reply",
            tone="danger",
        ),
        Verb(
            name="revise",
            label=_("Draft a new edition"),
            action=rulesets.revise,
            form=EditionReasonForm,
            effect=_(
                "The new edition begins as a copy of this one, which rules until the day from which the committee "
                "puts the new one in force."
            ),
            done=_("A new edition is drafted. Change it, then submit it to the committee."),
            icon="pencil-square",
            offered=_is_latest,
        ),
        Verb(
            name="discard",
            label=_("Discard the draft of the edition"),
            action=rulesets.discard,
            form=ReasonForm,
            effect=_("Nothing in the draft counts any more; it stays readable with the reason."),
            done=_("The draft is discarded."),
            icon="slash-circle",
            tone="danger",
        ),
        # Brought about by the draft of a new edition.
        Verb(name="draft", label=_("Edition drafted")),
    ),
)
