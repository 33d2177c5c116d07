from datetime import date

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View

from accounts.permissions import Permission
from core.buttons import offers, verb_button
from core.csv_files import csv_response
from core.day_words import day_in_words
from core.shapes import Button
from core.verbs import noun_of
from core.views.base import AccessMixin, PageView
from core.views.verbs import VerbView
from deadlines.calendar_csv import CHINESE_HEADER
from deadlines.day_rows import SATURDAY
from deadlines.forms import YearImportForm
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
            actions=self.actions(),
        )

    def actions(self) -> list[Button]:
        """Days are set from the day itself; what stands above them is about the whole year."""
        noun, whole = noun_of(CalendarDay), {"user": self.request.user, "today": self.today}
        imports = noun.verb("import")
        offered = [verb_button(noun, imports, None, **whole)] if offers(noun, imports, None, **whole) else []
        export = Button(_("Export CSV"), reverse("deadlines:calendar-file", args=[self.loaded.year]), icon="download")
        return [*offered, export]


class CalendarFileView(AccessMixin, View):
    """A year's days as a file: to keep, and as the sample for the import."""

    rule = Permission.CALENDAR_VIEW

    def get(self, request, year):
        rows = CalendarDay.objects.filter(year_id=year)
        if not rows:
            raise Http404
        return csv_response(
            f"calendar-{year}.csv", CHINESE_HEADER, ((row.date, int(row.is_workday), row.name) for row in rows)
        )


class DayEditView(VerbView):
    """A day by its date: most have no row until somebody sets them."""

    @cached_property
    def day(self) -> date:
        try:
            return date(self.kwargs["year"], self.kwargs["month"], self.kwargs["day"])
        except ValueError as error:
            raise Http404 from error

    @property
    def title(self):
        return _("Day of the calendar: %(day)s") % {"day": day_in_words(self.day)}

    @property
    def cancel_url(self):
        return reverse("deadlines:calendar-year", args=[self.day.year])

    def get_success_url(self):
        return self.cancel_url

    def get_initial(self):
        row = CalendarDay.objects.filter(date=self.day).first()
        works = row.is_workday if row else self.day.weekday() < SATURDAY
        name, version = (row.name, row.version) if row else ("", 0)
        return {"is_workday": "1" if works else "0", "name": name, "version": version}

    def facts(self, form):
        return {"day": self.day} | form.cleaned_data


def _named(rows) -> str:
    """Days of one year with their names: 01-01 元旦、01-02 元旦."""
    return _(", ").join(f"{row.date:%m-%d} {row.name}" for row in rows)


class YearImportView(VerbView):
    """Two steps: the list is read and shown, then stored."""

    template_name = "deadlines/calendar/import.html"

    def get_initial(self):
        return {"year": self.today.year + 1}

    def form_valid(self, form):
        if form.cleaned_data["confirmed"]:
            return super().form_valid(form)
        given = form.cleaned_data
        initial = {"year": given["year"], "source": given["source"], "text": given["text"], "confirmed": True}
        confirm = self.keyed(YearImportForm(initial=initial))
        rows = sorted(given["rows"], key=lambda row: row.date)
        days_off = [row for row in rows if not row.is_workday and not row.is_plain]
        make_up = [row for row in rows if row.is_workday and not row.is_plain]
        return self.render_to_response(
            self.get_context_data(
                form=confirm,
                year=given["year"],
                source=given["source"],
                days_off=days_off,
                days_off_words=_named(days_off),
                make_up=make_up,
                make_up_words=_named(make_up),
                replaces=CalendarYear.objects.filter(pk=given["year"], is_provisional=False).first(),
            )
        )

    def facts(self, form):
        return {name: form.cleaned_data[name] for name in ("rows", "year", "source")}

    def get_context_data(self, **kwargs):
        return super().get_context_data(this_year=self.today.year, **kwargs)

    def get_success_url(self):
        return reverse("deadlines:calendar-year", args=[self.result.year])
