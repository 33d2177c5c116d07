from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.about import is_missing
from core.day_words import day_in_words
from core.forms import DayForm
from core.verbs import Noun, Verb, Work
from records.previews import numbered_papers
from rectification.actions import objections
from rectification.forms.objections import AnswerForm, FileObjectionForm, PartAnswerForm
from rectification.models import Objection, RectificationItem
from rectification.policies.objections import last_day_to_object, why_not_objectionable
from rectification.presenters import objections as presenter
from rectification.queries.objections import OF_ITEM, to_answer, with_all


def _is_unanswered(item, user, today) -> bool:
    return not item.is_withdrawn and (is_missing(OF_ITEM, item) or not item.objections.standing().exists())


def _why_not(item, user, today):
    return why_not_objectionable(item, today)


def _until(item, user, today) -> list[str]:
    return [gettext("Objections can be filed until %(day)s.") % {"day": day_in_words(last_day_to_object(item.case))}]


def _objection(objection, user, today) -> list[str]:
    return [gettext("Objection: %(text)s") % {"text": objection.text}]


OBJECTION = Noun(
    model=Objection,
    name="objection",
    path="objections",
    home="rectification:objection-list",
    fetch=with_all,
    crumbs=presenter.crumbs,
    verbs=(
        Verb(
            name="file",
            label=_("File an objection"),
            action=objections.file,
            form=FileObjectionForm,
            on=RectificationItem,
            effect=_("The committee answers by a letter. The item is owed meanwhile, and no date moves."),
            done=_("The objection is with the committee."),
            icon="chat-left-dots",
            offered=_is_unanswered,
            blocked=_why_not,
            points=_until,
        ),
        Verb(
            name="uphold",
            label=_("Uphold the objection"),
            action=objections.uphold,
            form=AnswerForm,
            effect=_("The answer gets its number. The finding is withdrawn, and the item is owed by nobody any more."),
            done=_("The objection is upheld; the finding is withdrawn."),
            who=_("Safety committee"),
            preview=numbered_papers,
            icon="check-lg",
            points=_objection,
            work=Work(order=645, words=_("Answer the objection to an item"), find=to_answer),
        ),
        Verb(
            name="uphold_partly",
            label=_("Uphold it in part"),
            action=objections.uphold_partly,
            form=PartAnswerForm,
            effect=_("The answer gets its number, and stands at the item; what is left of it is owed as before."),
            done=_("The objection is upheld in part; the subdistrict has been told."),
            preview=numbered_papers,
            icon="check2",
            points=_objection,
        ),
        Verb(
            name="reject",
            label=_("Reject the objection"),
            action=objections.reject,
            form=AnswerForm,
            effect=_("The answer gets its number; the item stands as it was issued."),
            done=_("The objection is rejected; the subdistrict has been told."),
            preview=numbered_papers,
            icon="x-circle",
            tone="danger",
            points=_objection,
        ),
        Verb(
            name="take_back",
            label=pgettext_lazy("objection", "Take the objection back"),
            action=objections.take_back,
            form=DayForm,
            done=_("The objection is taken back."),
            icon="arrow-counterclockwise",
        ),
    ),
)
