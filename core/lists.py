"""A list page is described: which columns, in which words; one template renders it and one writer exports it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, cast

from django.core.paginator import Page
from django.db.models import Exists, Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access import Person
from core.actions.events import record_event
from core.cells import value_of
from core.day_words import day_in_list
from core.exports import WRITERS, Sheet, answer_with, file_columns, in_background, is_for_background
from core.joined import joined_columns
from core.paging import PAGE_NAMES, ListPaginator, chunks_of
from core.queries.asked_alike import rows_of_keys
from core.queries.keys_first import keys_first
from core.queries.later import Batch
from core.queries.things_once import made_once
from core.shapes import Button, Words
from core.tables import Column, table_of
from core.views.base import ScopedListView

# Rows that an export reads at once.
CHUNK = 1000
# The kinds of files by their words in the address, in the order of their buttons.
FILES = {"xlsx": "Excel", "csv": "CSV"}


class DescribedListView(ScopedListView):
    """A list whose columns are said once. A view gives `columns`, `heading` and, for an empty list, `nothing` and
    `why`; `lead` and `lead_clause` where a word is due. `?export=csv` and `?export=xlsx` give what the filters let
    through, every row, and leave the event `export_verb`; without one there is no export. Long ones are made in the
    background, which asks this very page again with `hand_out`: it takes the table in place of an answer.

    Where some of the rows must not stand in one file with the others, `apart_verb` is the event of their own file,
    which `&apart=1` gives, and the queryset's `ordinary()` and `apart()` tell them from each other.

    `page_rows(user, keys)` is a function of a module for the rows that a page shows, with as much as its columns tell
    (core.queries.keys_first). What it leaves out each row would ask for: tests bound the queries of every list.
    `counts_in_order` as there.
    """

    template_name = "_layouts/described_list.html"
    columns: Sequence[Column] = ()
    # What the file says, where that is more than the page.
    export_columns: Sequence[Column] = ()
    heading: Words = ""
    lead: Words = ""
    lead_clause = ""
    nothing: Words = gettext_lazy("Nothing found")
    why: Words = gettext_lazy("There is nothing here, or nothing that the filters let through.")
    icon_name = ""
    export_verb = ""
    apart_verb = ""
    apart_label: Words = ""
    page_rows: Callable[..., QuerySet] | None = None
    counts_in_order = False
    hand_out: Callable[[Sheet, str], HttpResponseBase] | None = None

    def rows_of(self, things: Iterable[Any]) -> Iterable[Any]:
        """What the columns are told of: the things themselves, or what else is shown of each, read for all at once."""
        return things

    def thing_of(self, row: Any) -> Model:
        """The thing of a row, for the columns that other apps add (core.joined)."""
        return row

    def get_columns(self) -> Sequence[Column]:
        return self.columns

    def get(  # type: ignore[override]  # a file is streamed
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        form = request.GET.get("export", "")
        if self.export_verb and form in WRITERS:
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
        count = found.order_by().count()
        # Asked of no thing, for the headings alone.
        sheet = Sheet(str(title), self._file_columns([]), self._told_rows(found), count)
        filename = f"{title}-{self.today}.{form}"
        if self.hand_out is not None:
            return self.hand_out(sheet, filename)
        told = {"rows": count, "format": form} | self.get_export_facts()
        user = cast(Person, self.request.user)
        record_event(verb, target=user, by=user, on=None, at=self.now, new=told)
        if is_for_background(count):
            return in_background(self.request, sheet.title, count)
        return answer_with(sheet, form, filename)

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        """The rows tell whether any of the whole list stands apart, so that nobody asks for it besides."""
        if self.export_verb and self.apart_verb:
            queryset = queryset.annotate(any_apart=Exists(queryset.order_by().apart()))
        if self.page_rows is not None:
            read = partial(rows_of_keys, self.page_rows, cast(Person, self.request.user))
            queryset = keys_first(queryset, read, counts_in_order=self.counts_in_order)
        elif isinstance(queryset, QuerySet):
            queryset = made_once(queryset)
        return super().paginate_queryset(queryset, page_size)

    def get_export_facts(self) -> dict[str, Any]:
        """What the event of an export tells besides: ids, never words."""
        return {}

    def read_for_file(self, found: QuerySet) -> QuerySet:
        """What the columns of the file read of the rows, where that is less than the page needs."""
        return found

    def things_for_file(self, read: Sequence[Any]) -> Sequence[Any]:
        """The rows that were read so, as `rows_of` and the columns of the file take them."""
        return read

    def _told_rows(self, found: QuerySet) -> Iterator[list[Any]]:
        today = self.today
        for read in chunks_of(self.read_for_file(found), CHUNK):
            chunk = self.things_for_file(read)
            tells = [column.tell for column in self._file_columns(chunk)]
            for row in self.rows_of(chunk):
                yield [value_of(tell(row, today)) for tell in tells]

    def _file_columns(self, things: Sequence[Any]) -> list[Column]:
        return file_columns([*(self.export_columns or self.get_columns()), *self._joined(things, is_file=True)])

    def _joined(self, things: Sequence[Any], *, is_file: bool) -> list[Column]:
        if self.model is None:
            return []
        user = cast(Person, self.request.user)
        # Each part of a file is read by itself.
        batch = Batch() if is_file else self.batch
        return joined_columns(
            self.model, things, user, self.today, thing_of=self.thing_of, batch=batch, is_file=is_file
        )

    @cached_property
    def batch(self) -> Batch:
        """What the page asks besides its rows, in one statement."""
        return Batch()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        things = list(context["object_list"])
        rows = self.rows_of(things)
        columns = [*self.get_columns(), *self._joined(things, is_file=False)]
        return {
            "rows": rows,
            "table": table_of(self.heading, columns, rows, self.today, is_list=True),
            "exports": self.get_exports(things) if things else [],
            "printed": self._printed(context["page_obj"]),
        } | context

    def _printed(self, page: Page | None) -> str:
        """What a sheet of paper has to say of itself: who printed it and when, and which part of the list it holds."""
        said = {"name": cast(Person, self.request.user).printed_name, "time": day_in_list(self.now)}
        words = _("Printed by %(name)s at %(time)s") % said
        if page is None:
            return words
        paginator = page.paginator
        if not page.number:
            return f"{words} · {cast(ListPaginator, paginator).counted}"
        told = {"number": page.number, "all": paginator.num_pages, "count": paginator.count}
        part = _("page %(number)s of %(all)s, %(count)s records in all") % told
        return f"{words} · {part}"

    def get_exports(self, things: Sequence[Any]) -> list[Button]:
        """Files of what the filters let through; of what stands apart, its own for whoever sees any (ADR 9)."""
        if not self.export_verb:
            return []
        files = [Button(label, self._export_url(form)) for form, label in FILES.items()]
        if self.apart_verb and things[0].any_apart:
            files += [
                Button(format_lazy("{} {}", self.apart_label, label), self._export_url(form, apart="1"))
                for form, label in FILES.items()
            ]
        return files

    def _export_url(self, form: str, **more: str) -> str:
        asked = self.request.GET.copy()
        for name in PAGE_NAMES:
            asked.pop(name, None)
        for name, value in {"export": form, **more}.items():
            asked[name] = value
        return f"?{asked.urlencode()}"
