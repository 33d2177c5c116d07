"""Clause by clause, whether the year of a subdistrict met the regulation, and which records prove it."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Unit
from accounts.permissions import Permission
from core.cells import Clause, Lines
from core.compliance import CHECKS, TONES, Answer, Asked, Check, Outcome
from core.searching import spelled
from core.shapes import Badge
from core.tables import Column, table_of
from core.views.base import PageView
from planning.queries.plans import precedes_all_plans, subdistricts_to_inspect

# More are searched, not listed (DESIGN §8).
LISTED = 50


@dataclass(frozen=True)
class Row:
    check: Check
    answer: Answer


COLUMNS = (
    Column(gettext_lazy("Clause"), lambda row, today: Clause(row.check.clause), "tight"),
    Column(gettext_lazy("What it asks"), lambda row, today: row.check.duty, is_title=True),
    Column(
        gettext_lazy("Met or not"),
        lambda row, today: Badge(row.answer.outcome.label, TONES.get(row.answer.outcome, "")),
        "tight",
    ),
    Column(gettext_lazy("How it stands"), lambda row, today: row.answer.words, is_named=True),
    Column(
        gettext_lazy("Proven by"),
        lambda row, today: Lines(row.answer.proofs) if row.answer.proofs else None,
        is_named=True,
    ),
)


class ComplianceView(PageView):
    rule = Permission.COMPLIANCE_VIEW
    template_name = "desk/compliance.html"

    def get_context_data(self, year=None, **kwargs):
        year = year or self.today.year
        words = self.request.GET.get("q", "").strip()
        everybody = subdistricts_to_inspect().order_by("org_code", "name")
        found = everybody.filter(spelled(Unit, words)) if words else everybody
        units = list(found[: LISTED + 1])
        unit = self.chosen(everybody, units)
        rows = self.rows(unit, year) if unit else []
        return super().get_context_data(
            year=year,
            years=(year - 1, year + 1),
            unit=unit,
            units=units[:LISTED],
            words=words,
            is_searched=bool(words) or len(units) > LISTED,
            table=table_of(_("Compliance with the regulation"), COLUMNS, rows, self.today) if rows else None,
            counts=counted(rows),
            **kwargs,
        )

    def chosen(self, everybody, units) -> Unit | None:
        key = self.request.GET.get("unit", "")
        if not key:
            return units[0] if units else None
        try:
            return get_object_or_404(everybody, pk=UUID(key))
        except ValueError:
            raise Http404 from None

    def rows(self, unit, year) -> list[Row]:
        asked = Asked(unit, year, self.request.user, self.today)
        if asked.is_over and precedes_all_plans(year):
            before = Answer(Outcome.NOT_KEPT, _("The year lies before the first annual plan in the system."))
            return [Row(check, before) for check in CHECKS]
        return [Row(check, check.look(asked)) for check in CHECKS]


def counted(rows) -> list[tuple[Badge, int]]:
    counts = Counter(row.answer.outcome for row in rows)
    return [(Badge(outcome.label, TONES.get(outcome, "")), counts[outcome]) for outcome in Outcome if counts[outcome]]
