from datetime import date

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from accounts.permissions import Permission
from core.csv_files import csv_response
from core.day_words import day_in_words
from core.views.base import AccessMixin, PageView
from core.views.verbs import ActionView
from deadlines.actions import calendar as actions
from deadlines.calendar_csv import HEADER
from deadlines.forms import DayForm, YearImportForm
from deadlines.models import CalendarDay, CalendarYear
from deadlines.month_grids import month_grids


class CalendarView(PageView):
    rule = Permission.CALENDAR_VIEW
    template_name = "deadlines/calendar/year.html"

    @cached_property
    def loaded(self) -> CalendarYear:
        year = self.kwargs.get("year", self.today.year)
        found = CalendarYear.objects.filter(pk=year).first()
        if found is None:
            raise Http404
        return found

    def get_context_data(self, **kwargs):
        rows = list(self.loaded.days.order_by("date"))
        near = CalendarYear.objects.filter(pk__in=[self.loaded.year - 1, self.loaded.year + 1])
        return super().get_context_data(
            loaded=self.loaded,
            months=month_grids(self.loaded.year, rows, today=self.today),
            edited=[row for row in rows if row.note],
            years_beside=sorted(year.year for year in near),
            may_edit=self.may(Permission.CALENDAR_EDIT),
            may_import=self.may(Permission.CALENDAR_IMPORT),
        )


class CalendarFileView(AccessMixin, View):
    """A year's days as a file: to keep, and as the sample for the import."""

    rule = Permission.CALENDAR_VIEW

    def get(self, request, year):
        rows = CalendarDay.objects.filter(year_id=year)
        if not rows:
            raise Http404
        return csv_response(
            f"calendar-{year}.csv", HEADER, ((row.date, int(row.is_workday), row.name) for row in rows)
        )


class DayEditView(ActionView):
    rule = Permission.CALENDAR_EDIT
    action = staticmethod(actions.edit_day)
    form_class = DayForm
    submit_label = gettext_lazy("Store the day")
    explanation = gettext_lazy("Open deadlines are counted anew: a date may move later, never earlier.")
    success_message = gettext_lazy("The day is stored and open deadlines were counted anew.")

    @cached_property
    def day(self) -> date:
        try:
            return date(self.kwargs["year"], self.kwargs["month"], self.kwargs["day"])
        except ValueError as error:
            raise Http404 from error

    def get_initial(self):
        row = CalendarDay.objects.filter(date=self.day).first()
        works = row.is_workday if row else self.day.weekday() < 5
        name, version = (row.name, row.version) if row else ("", 0)
        return {"is_workday": "1" if works else "0", "name": name, "version": version}

    def get_context_data(self, **kwargs):
        title = _("Day of the calendar: %(day)s") % {"day": day_in_words(self.day)}
        return super().get_context_data(title=title, cancel_url=self.get_success_url(), **kwargs)

    def facts(self, form):
        return {"day": self.day} | form.cleaned_data

    def get_success_url(self):
        return reverse("deadlines:calendar-year", args=[self.day.year])


class YearImportView(ActionView):
    """Two steps: the list is read and shown, then stored."""

    rule = Permission.CALENDAR_IMPORT
    action = staticmethod(actions.import_year)
    form_class = YearImportForm
    template_name = "deadlines/calendar/import.html"
    success_message = gettext_lazy("The calendar is loaded and open deadlines were counted anew.")

    def get_initial(self):
        return {"year": self.today.year + 1}

    def form_valid(self, form):
        if form.cleaned_data["confirmed"]:
            return super().form_valid(form)
        given = form.cleaned_data
        confirm = YearImportForm(
            initial={"year": given["year"], "source": given["source"], "text": given["text"], "confirmed": True}
        )
        rows = sorted(given["rows"], key=lambda row: row.date)
        return self.render_to_response(
            self.get_context_data(
                form=confirm,
                year=given["year"],
                source=given["source"],
                days_off=[row for row in rows if not row.is_workday and not row.is_plain],
                make_up=[row for row in rows if row.is_workday and not row.is_plain],
                replaces=CalendarYear.objects.filter(pk=given["year"], is_provisional=False).first(),
            )
        )

    def facts(self, form):
        return {name: form.cleaned_data[name] for name in ("rows", "year", "source")}

    def get_context_data(self, **kwargs):
        return super().get_context_data(cancel_url=reverse("deadlines:calendar"), this_year=self.today.year, **kwargs)

    def get_success_url(self):
        return reverse("deadlines:calendar-year", args=[self.result.year])
