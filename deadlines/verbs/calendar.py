from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from core.shapes import Crumb
from core.verbs import Noun, Verb
from deadlines.actions import calendar
from deadlines.forms import DayForm, YearImportForm
from deadlines.models import CalendarDay
from deadlines.views.calendar import DayEditView, YearImportView

# Days are found by their date, most of them without a row: the route of `edit_day` stands in urls.py by hand.
CALENDAR = Noun(
    model=CalendarDay,
    name="calendar",
    path="calendar",
    home="deadlines:calendar",
    crumbs=lambda day: [Crumb(_("Working calendar"), reverse("deadlines:calendar"))],
    verbs=(
        Verb(
            name="import",
            label=_("Import a year"),
            action=calendar.import_year,
            form=YearImportForm,
            view=YearImportView,
            done=_("The calendar is loaded and open deadlines were counted anew."),
            icon="upload",
            is_step=True,
            is_birth=True,
            permission=Permission.CALENDAR_IMPORT,
        ),
        Verb(
            name="edit_day",
            label=_("Set a day of the calendar"),
            action=calendar.edit_day,
            form=DayForm,
            view=DayEditView,
            effect=_("Open deadlines are counted anew: a date may move later, never earlier."),
            done=_("The day is stored and open deadlines were counted anew."),
            is_birth=True,
            permission=Permission.CALENDAR_EDIT,
        ),
    ),
)
