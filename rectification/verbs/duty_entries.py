from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from core.forms import ReasonForm
from core.verbs import Noun, Verb
from rectification.actions import duty_entries
from rectification.forms.duty_entries import DutyAddForm, DutyChangeForm
from rectification.models import DutyEntry


def _is_active(duty, user, today) -> bool:
    return duty.ended_on is None


DUTY = Noun(
    model=DutyEntry,
    name="duty",
    path="duties",
    home="rectification:duty-list",
    fetch=lambda found: found.select_related("receiver"),
    verbs=(
        Verb(
            name="add",
            label=_("Add a line to the duty table"),
            action=duty_entries.add,
            form=DutyAddForm,
            permission=Permission.DUTY_TABLE_EDIT,
            is_birth=True,
            done=_("The duty table is completed."),
            clause="三(三)4",
            icon="plus-lg",
            is_step=True,
        ),
        Verb(
            name="change",
            label=_("Change the answerable department"),
            action=duty_entries.change,
            form=DutyChangeForm,
            permission=Permission.DUTY_TABLE_EDIT,
            effect=_("It holds for what is sorted from now on."),
            done=_("The duty table is changed."),
            clause="三(三)4",
            icon="pencil-square",
            offered=_is_active,
        ),
        Verb(
            name="end",
            label=_("End this line"),
            action=duty_entries.end,
            form=ReasonForm,
            permission=Permission.DUTY_TABLE_EDIT,
            effect=_("It proposes nothing any more and stays readable."),
            done=_("The line is ended."),
            icon="x-circle",
            tone="danger",
            offered=_is_active,
        ),
    ),
)
