"""The registry of document kinds, and the one way from frozen data to a PDF."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from records.rendering.errors import BadDocumentData, CannotRender
from records.rendering.pdf import Sheets, render_pdfs
from records.rendering.schema import check
from records.typesetting.composition import Composition, PrintedCheck, Table, numbered
from records.typesetting.layout import page_context, stylesheet
from records.typesetting.text import printable

MOST_ROWS = 2000
TEMPLATES = {"file": "records/documents/file.html", "letter": "records/documents/letter.html"}


@dataclass(frozen=True)
class DocumentKind:
    """`schema` is the TypedDict the data obey, `compose` turns them into a Composition; `title` names the kind."""

    kind: str
    title: str
    schema: type
    compose: Callable[[dict], Composition]
    template: str = ""


_kinds: dict[str, DocumentKind] = {}


def register_document_kind(kind, *, title, schema, compose, template=""):
    """Adds a kind; called from AppConfig.ready() of the app that owns it.

    `template` replaces the template of the composition's layout. Registering the same kind for another `compose`
    raises ValueError; doing the same twice does nothing.
    """
    known = _kinds.get(kind)
    if known and known.compose is not compose:
        raise ValueError(f"The document kind {kind} is registered already.")
    _kinds[kind] = DocumentKind(kind, title, schema, compose, template)


def document_kinds():
    """Every registered kind by its name."""
    return dict(_kinds)


def compose_document(kind, data):
    """The composition of a document; raises BadDocumentData when the kind is unknown or the data do not fit it."""
    if kind not in _kinds:
        raise BadDocumentData(f"Unknown document kind {kind!r}; known: {', '.join(sorted(_kinds)) or 'none'}.")
    data = dict(data)
    if data.pop("kind", kind) != kind:
        raise BadDocumentData(f"The data are of another kind than {kind!r}.")
    data = printable(data)
    check(data, _kinds[kind].schema, kind)
    composition = printable(_kinds[kind].compose(data))
    annexes = tuple(replace(annex, blocks=numbered(annex.blocks)) for annex in composition.annexes)
    return replace(composition, body=numbered(composition.body), annexes=annexes)


def render_document(
    kind: str,
    data: dict,
    *,
    number: str | None,
    issued_on: date | None,
    draft: bool,
    check: PrintedCheck | None = None,
) -> bytes:
    """The PDF of an official document, as bytes.

    `data` are JSON data with the shape of the kind's schema (see `document_kinds()[kind].schema`), optionally with a
    `kind` key. `number` is the whole 发文字号, `issued_on` the 成文日期; a draft has neither and carries 草稿.
    `check` stands on the first page.
    The same arguments give the same bytes on the same machine.
    Raises BadDocumentData for wrong data or an undated final document, CannotRender when fonts or libraries
    are missing or the lists are longer than 2,000 rows.
    """
    if not draft and not (number and issued_on):
        raise BadDocumentData("An issued document needs its number and its date.")
    number, check = (None, None) if draft else (number, check)
    return render_pdfs([sheets_of(kind, data, number=number, issued_on=issued_on, draft=draft, check=check)])


def render_drafts(papers) -> bytes:
    """Several documents, each a kind and its data, as drafts in one PDF. Raises as render_document."""
    return render_pdfs([sheets_of(kind, data, number=None, issued_on=None, draft=True) for kind, data in papers])


def sheets_of(kind, data, *, number, issued_on, draft, check=None) -> Sheets:
    """What is printed and how, before it is set. Raises as render_document."""
    composition = short_enough(compose_document(kind, data))
    return Sheets(
        template=_kinds[kind].template or TEMPLATES[composition.layout],
        context=page_context(composition, number=number, issued_on=issued_on, draft=draft) | {"check": check},
        stylesheet=stylesheet(composition, issued_on=issued_on),
    )


def short_enough(composition: Composition) -> Composition:
    """The same; raises CannotRender where its lists are too long. A hundred rows take about two thirds of a
    second and some 15 MB; others wait for it."""
    blocks = [*composition.body, *(block for annex in composition.annexes for block in annex.blocks)]
    rows = sum(len(block.rows) for block in blocks if isinstance(block, Table))
    if rows > MOST_ROWS:
        raise CannotRender(
            _("The lists of this document have %(rows)s rows, more than %(limit)s. Split it into several documents.")
            % {"rows": rows, "limit": MOST_ROWS}
        )
    return composition
