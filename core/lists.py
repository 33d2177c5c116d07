"""A list page is described: which columns, in which words; one template renders it and one writer exports it."""

import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any, cast

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook

from core.access import Person
from core.actions.events import record_event
from core.cells import plain
from core.csv_files import csv_response, safe_cell
from core.shapes import Words
from core.tables import Column, table_of
from core.views.base import ScopedListView

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class DescribedListView(ScopedListView):
    """A list whose columns are said once. A view gives `columns`, `heading` and, for an empty list, `nothing` and
    `why`; `lead` and `lead_clause` where a word is due. `?export=csv` and `?export=xlsx` give what the filters let
    through, every row, and leave the event `export_verb`; without one there is no export.

    Where some of the rows must not stand in one file with the others, `apart_verb` is the event of their own file,
    which `&apart=1` gives, and the queryset's `ordinary()` and `apart()` tell them from each other.
    """

    template_name = "_layouts/described_list.html"
    columns: Sequence[Column] = ()
    # What the file says, where that is more than the page.
    export_columns: Sequence[Column] = ()
    heading: Words = ""
    lead: Words = ""
    lead_clause = ""
    nothing: Words = _("Nothing found")
    why: Words = _("There is nothing here, or nothing that the filters let through.")
    icon_name = ""
    export_verb = ""
    apart_verb = ""
    apart_label: Words = ""

    def rows_of(self, things: Iterable[Any]) -> Iterable[Any]:
        """What the columns are told of: the things themselves, or what else is shown of each, read for all at once."""
        return things

    def get_columns(self) -> Sequence[Column]:
        return self.columns

    def get(  # type: ignore[override]  # a file is streamed
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        form = request.GET.get("export", "")
        if self.export_verb and form in _WRITERS:
            return self.export_part(form, self.get_queryset(), is_apart="apart" in request.GET)
        return super().get(request, *args, **kwargs)

    def export_part(self, form: str, found: Any, *, is_apart: bool) -> HttpResponseBase:
        if not self.apart_verb:
            return self.export(form, found, verb=self.export_verb, title=self.heading)
        if not is_apart:
            return self.export(form, found.ordinary(), verb=self.export_verb, title=self.heading)
        apart = found.apart()
        if not apart.exists():
            raise Http404
        return self.export(form, apart, verb=self.apart_verb, title=self.apart_label)

    def export(self, form: str, found: QuerySet, *, verb: str, title: Words) -> HttpResponseBase:
        columns = [column for column in self.export_columns or self.get_columns() if not column.is_tool]
        rows = [[plain(column.tell(row, self.today)) for column in columns] for row in self.rows_of(found)]
        record_event(
            verb, target=self.request.user, by=cast(Person, self.request.user), on=None, at=self.now,
            new={"rows": len(rows)},
        )  # fmt: skip
        name = f"{title}-{self.today}.{form}"
        return _WRITERS[form](name, [str(column.label) for column in columns], rows)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        rows = self.rows_of(context["object_list"])
        return {
            "rows": rows,
            "table": table_of(self.heading, self.get_columns(), rows, self.today),
            "export_forms": tuple(_WRITERS) if self.export_verb else (),
            "apart_forms": tuple(_WRITERS) if self.apart_verb and cast(Any, self.object_list).apart().exists() else (),
        } | context


def xlsx_response(filename: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A workbook of one sheet named `filename`, the heading row frozen; no cell can be taken for a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    sheet.append(list(header))
    for row in rows:
        sheet.append([cell if isinstance(cell, int | float) else safe_cell(cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return HttpResponse(
        out.getvalue(),
        content_type=XLSX,
        headers={"Content-Disposition": content_disposition_header(as_attachment=True, filename=filename)},
    )


_WRITERS: dict[str, Callable[..., HttpResponseBase]] = {"csv": csv_response, "xlsx": xlsx_response}
