from django.utils.translation import gettext_lazy as _

from core.verbs import Noun, Verb, Work
from rectification.actions import items
from rectification.filters import NO_OPINION, UNCHECKED, UNFINISHED
from rectification.forms.items import (
    AmendForm,
    CheckForm,
    CloseForm,
    ExplainForm,
    OpinionForm,
    ReopenForm,
    ReportForm,
    ReturnItemForm,
)
from rectification.models import RectificationItem
from rectification.models.item import ItemQuerySet
from rectification.presenters.crumbs import item_crumbs
from rectification.queries.cases import cases_with
from rectification.queries.items import with_case
from rectification.verbs import many
from rectification.views.items import ItemVerbView


def _list_of(status):
    """The items of a case in this group of its list: those that were counted, and no others."""
    return lambda case: f"{case.get_absolute_url()}?status={status}#items"


def _waiting(order, items, status, words="") -> Work:
    """A task for each case with such items, with their number."""
    return Work(
        order=order,
        words=words,
        find=lambda user, today: cases_with(user, items(RectificationItem.objects.visible_to(user))),
        url=_list_of(status),
        count=lambda case: case.waiting,
    )


def _is_with_subdistrict(item, user, today) -> bool:
    return not item.is_withdrawn and not item.case.is_under_review


def _is_no_rectifier(item, user, today) -> bool:
    """Whoever rectifies neither checks nor closes (R68)."""
    return not item.is_withdrawn and (user.unit_id is None or user.unit_id != item.case.unit_id)


def _is_live(item, user, today) -> bool:
    return not item.is_withdrawn


ITEM = Noun(
    model=RectificationItem,
    name="item",
    path="rectification/items",
    home="rectification:case-list",
    fetch=with_case,
    crumbs=item_crumbs,
    verbs=(
        Verb(name="issue", label=_("Issue item")),
        Verb(
            name="report",
            label=_("Report the rectification"),
            action=items.report,
            form=ReportForm,
            view=ItemVerbView,
            done=_("The item is reported as rectified."),
            clause="三(三)5",
            icon="send",
            is_step=True,
            offered=_is_with_subdistrict,
            bulk=many.REPORT,
            work=_waiting(600, ItemQuerySet.unfinished, UNFINISHED),
        ),
        Verb(
            name="amend",
            label=_("Add to the report"),
            action=items.amend,
            form=AmendForm,
            view=ItemVerbView,
            effect=_("Files already there stay; those chosen here are added."),
            done=_("The report on the item is completed."),
            clause="三(三)5",
            icon="pencil-square",
            offered=_is_with_subdistrict,
        ),
        Verb(
            name="explain",
            label=_("Explain why it is not finished"),
            action=items.explain,
            form=ExplainForm,
            view=ItemVerbView,
            effect=_(
                "The report is filed in time with this item unfinished; the two months do not move, and it counts as "
                "not done."
            ),
            done=_("Reason and new date are stored."),
            clause="三(三)5",
            icon="hourglass-split",
            offered=_is_with_subdistrict,
        ),
        Verb(
            name="verify",
            label=_("Verify: it is fixed"),
            action=items.verify,
            form=CheckForm,
            view=ItemVerbView,
            done=_("The item is verified."),
            clause="三(三)5",
            icon="check2-square",
            is_step=True,
            offered=_is_no_rectifier,
            bulk=many.VERIFY,
            work=_waiting(620, ItemQuerySet.unchecked, UNCHECKED, _("Verify on site")),
        ),
        Verb(
            name="fail_check",
            label=_("Verify: it is not fixed"),
            action=items.fail_check,
            form=CheckForm,
            view=ItemVerbView,
            effect=_("The committee then returns the item."),
            done=_("The failed check is recorded."),
            clause="三(三)5",
            icon="x-circle",
            tone="danger",
            offered=_is_no_rectifier,
        ),
        Verb(
            name="give_opinion",
            label=_("Give opinion"),
            action=items.give_opinion,
            form=OpinionForm,
            view=ItemVerbView,
            effect=_("The committee decides; the subdistrict does not read your opinion."),
            done=_("Your opinion is stored."),
            icon="chat-square-text",
            offered=_is_live,
            bulk=many.GIVE_OPINION,
            work=_waiting(630, ItemQuerySet.without_opinion, NO_OPINION),
        ),
        Verb(
            name="close",
            label=_("Close item"),
            action=items.close,
            form=CloseForm,
            view=ItemVerbView,
            done=_("The item is closed."),
            clause="四(二)二",
            icon="check-lg",
            is_step=True,
            offered=_is_no_rectifier,
            bulk=many.CLOSE,
        ),
        Verb(
            name="return",
            label=_("Return item"),
            action=items.return_,
            form=ReturnItemForm,
            view=ItemVerbView,
            done=_("The item is returned."),
            clause="三(三)5",
            icon="reply",
            tone="danger",
            offered=_is_live,
        ),
        Verb(
            name="reopen",
            label=_("Reopen item"),
            action=items.reopen,
            form=ReopenForm,
            view=ItemVerbView,
            effect=_("It is owed again, with a date of its own; the round cannot close before it is closed."),
            done=_("The item is open again."),
            icon="arrow-counterclockwise",
            tone="danger",
            offered=_is_live,
        ),
    ),
)
