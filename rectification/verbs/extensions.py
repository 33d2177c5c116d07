from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.about import is_missing
from core.forms import DayForm
from core.verbs import Noun, Verb, Work
from records.previews import numbered_papers
from rectification.actions import extensions
from rectification.forms.extensions import GrantForm, RefuseExtensionForm, RequestForm
from rectification.models import Extension, RectificationCase, RectificationItem
from rectification.models.item import UNFINISHED
from rectification.policies.extensions import why_not_movable
from rectification.presenters import extensions as presenter
from rectification.queries.extensions import OF_ITEM, to_decide, with_all


def _is_owed(item, user, today) -> bool:
    """With the subdistrict, unfinished, and nothing asked that is not decided."""
    with_it = item.status in UNFINISHED and not item.is_withdrawn and not item.case.is_under_review
    return with_it and (is_missing(OF_ITEM, item) or not item.extensions.filter(status="requested").exists())


def _why_not(item, user, today):
    return why_not_movable(item.deadline, today)


def _is_returned(case, user, today) -> bool:
    runs = case.resubmission is not None and case.resubmission.is_open and not case.is_under_review
    return runs and not case.extensions.filter(status="requested", item=None).exists()


def _why_not_resubmission(case, user, today):
    return why_not_movable(case.resubmission, today)


def _still_runs(extension, user, today) -> bool:
    return not extension.is_moot


EXTENSION = Noun(
    model=Extension,
    name="extension",
    path="extensions",
    home="rectification:extension-list",
    fetch=with_all,
    crumbs=presenter.crumbs,
    verbs=(
        Verb(
            name="request",
            label=_("Ask for an extension"),
            action=extensions.request,
            form=RequestForm,
            on=RectificationItem,
            effect=_("The committee decides. Until then the present date counts, and it runs on."),
            done=_("The extension is asked for; the committee decides."),
            icon="calendar-plus",
            offered=_is_owed,
            blocked=_why_not,
        ),
        Verb(
            name="request_resubmission",
            label=_("Ask for a later resubmission"),
            action=extensions.request_resubmission,
            form=RequestForm,
            on=RectificationCase,
            effect=_("The committee decides. Until then the present date counts, and it runs on."),
            done=_("The extension is asked for; the committee decides."),
            icon="calendar-plus",
            offered=_is_returned,
            blocked=_why_not_resubmission,
        ),
        Verb(
            name="grant",
            label=_("Grant the extension"),
            action=extensions.grant,
            form=GrantForm,
            effect=_("The form gets its number; the new date counts, and reminders begin anew for it."),
            done=_("The extension is granted; the subdistrict has been told."),
            who=_("Safety committee"),
            preview=numbered_papers,
            icon="check-lg",
            is_step=True,
            offered=_still_runs,
            work=Work(order=640, words=_("Decide on the extension"), find=to_decide),
        ),
        Verb(
            name="refuse",
            label=_("Refuse the extension"),
            action=extensions.refuse,
            form=RefuseExtensionForm,
            effect=_("The form gets its number; the present date stays."),
            done=_("The extension is refused; the subdistrict has been told."),
            preview=numbered_papers,
            icon="x-circle",
            tone="danger",
        ),
        Verb(
            name="take_back",
            label=pgettext_lazy("extension", "Take the request back"),
            action=extensions.take_back,
            form=DayForm,
            done=_("The request is taken back; the present date stays."),
            icon="arrow-counterclockwise",
        ),
    ),
)
