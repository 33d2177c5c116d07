from dataclasses import dataclass

import django_filters
from django.http import HttpResponse
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from core.buttons import buttons_of
from core.cells import Link, Under
from core.day_words import day_in_list
from core.filters import ListFilter, WordsFilter, searched_words
from core.lists import DescribedListView
from core.shapes import Button
from core.tables import Column
from inspections.models import HazardCriterion
from inspections.queries.criteria import named, suggested

IN_FORCE, ENDED = "in_force", "ended"


class CriterionFilter(ListFilter):
    """`today` comes from the view."""

    q = WordsFilter(label=_("Standard, article or content"), method="search")
    force = django_filters.ChoiceFilter(
        label=_("State"), choices=[(IN_FORCE, _("In force")), (ENDED, _("No longer in force"))], empty_label=_("All"),
        method="by_force",
    )  # fmt: skip

    class Meta:
        model = HazardCriterion
        fields = ["q", "force"]

    def __init__(self, *args, today, **kwargs):
        self.today = today
        super().__init__(*args, **kwargs)

    def search(self, queryset, name, value):
        return named(queryset, value)

    def by_force(self, queryset, name, value):
        if value == ENDED:
            return queryset.filter(until_on__lt=self.today)
        return queryset.in_force_on(self.today)


@dataclass(frozen=True)
class CriterionRow:
    criterion: HazardCriterion
    actions: list[Button]


def _edition(row, today):
    """The name of the standard stands in its title."""
    return Link(row.criterion.edition, "", full=row.criterion.standard)


def _force(row, today):
    """An end alone is worth a place beside the beginning."""
    one = row.criterion
    return (
        (one.from_on, Under(_("until %(day)s") % {"day": day_in_list(one.until_on)})) if one.until_on else one.from_on
    )


INDUSTRY = Column(_("Industry"), lambda row, today: row.criterion.sector, "tight")
ARTICLE = Column(_("Article"), lambda row, today: row.criterion.article, "tight")
TEXT = Column(_("Content in short"), lambda row, today: row.criterion.text, is_title=True, width=60)
COLUMNS = (
    INDUSTRY,
    Column(_("Standard"), _edition, "tight"),
    ARTICLE,
    TEXT,
    Column(_("In force from"), _force, "tight", is_desk_only=True),
)
IN_FILE = (
    INDUSTRY,
    Column(_("Standard"), lambda row, today: row.criterion.standard, width=40),
    Column(_("Document number or edition"), lambda row, today: row.criterion.edition, width=24),
    ARTICLE,
    TEXT,
    Column(_("In force from"), lambda row, today: row.criterion.from_on),
    Column(_("In force until"), lambda row, today: row.criterion.until_on),
)


class CriterionListView(DescribedListView):
    """判定标准: by what something is a major hazard. Whoever reads findings reads it; the office keeps it."""

    rule = Permission.FINDING_VIEW
    model = HazardCriterion
    filterset_class = CriterionFilter
    heading = _("Criteria of major hazards")
    lead = _("By what something is a major accident hazard; told in short, the published text decides.")
    lead_clause = "三(三)4"
    nothing = _("No criterion here")
    why = _("The office adds criteria; the system administrator loads a first list with load_criteria.")
    icon_name = "list-ol"
    export_verb = "criterion.export"
    export_columns = IN_FILE

    def get(self, request, *args, **kwargs):
        """`?suggest=NAME` gives lines in force for the field of that name, on whatever form it stands."""
        name = request.GET.get("suggest", "")
        if name:
            found = suggested(searched_words(request.GET.get(name, "")), self.today)
            rows = ((one.citation, one.text) for one in found)
            return HttpResponse(format_html_join("", '<option value="{}">{}</option>', rows))
        return super().get(request, *args, **kwargs)

    def get_filter_arguments(self):
        return {"today": self.today}

    def get_columns(self):
        if not self.may(Permission.CRITERION_EDIT):
            return COLUMNS
        return (*COLUMNS, Column(_("Change"), lambda row, today: tuple(row.actions), "act"))

    def rows_of(self, things):
        return [CriterionRow(one, buttons_of(one, user=self.request.user, today=self.today)) for one in things]

    def thing_of(self, row):
        return row.criterion
