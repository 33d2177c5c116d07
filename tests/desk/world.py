"""The world of `manage.py access_matrix` for tests, and everything a persona can lay eyes on in it."""

import io
import zipfile
from urllib.parse import unquote

import pytest
from django.urls import reverse

from desk.access.expected import ROWS
from desk.access.matrix import standing_world
from desk.access.people import PERSONAS
from desk.access.routes import routes

BY_ACCOUNT = {persona.account: persona for persona in PERSONAS}
# Begins every marker: it finds what bears one, while the echo of the search box is none.
SEARCHED = "暗记"
# What lists export, where they do; the others answer with themselves.
FORMS = ("csv", "xlsx")
# Pages of one thing that have a search of their own.
SEARCHABLE = {
    "inspections:finding-list", "rectification:case-detail", "rectification:case-ledger",
}  # fmt: skip
# Makes a PDF, in which text stands compressed: its data are looked at instead.
NOT_READ = {"inspections:report-preview"}


@pytest.fixture
def here(db):
    with standing_world() as world:
        yield world


def get(here, account, url, **query):
    return here.clients[BY_ACCOUNT[account]].get(url, query)


def post(here, account, url, **data):
    return here.clients[BY_ACCOUNT[account]].post(url, data)


def text_of(response) -> str:
    """What a person can read in an answer: a page, a file, a workbook unpacked, and its headers."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    words = [content.decode("utf-8", "replace"), unquote(str(response.headers))]
    if content.startswith(b"PK"):
        book = zipfile.ZipFile(io.BytesIO(content))
        words += [book.read(name).decode("utf-8", "replace") for name in book.namelist()]
    return "\n".join(words)


def addresses(here) -> list[str]:
    """Every page there is, for every thing it could be asked for, whoever's it is; lists also by search."""
    found = []
    for route in routes():
        row = ROWS.get(route.name)
        if row is None or "GET" not in row.kind[0] or route.name in NOT_READ:
            continue
        pages = [reverse(route.name, kwargs=kwargs) for kwargs in arguments(here, row)]
        found += pages
        if row.thing is None or route.name in SEARCHABLE:
            found += [f"{page}?q={SEARCHED}" for page in pages]
            found += [f"{page}?export={form}{part}" for page in pages for form in FORMS for part in ("", "&apart=1")]
    return found


def arguments(here, row) -> list[dict]:
    day = here.clock.today
    if row.thing is None:
        return [{}]
    if row.thing == "year":
        return [{"year": here.things["year"]}]
    if row.thing == "day":
        return [{"year": here.things["year"], "month": day.month, "day": 1}]
    model = type(here.things[row.thing])
    return [{"pk": thing.pk} | row.arguments for thing in here.things.values() if type(thing) is model]


def seen_by(here, account) -> dict[str, str]:
    """Address to all that this person reads there, refusals included."""
    client = here.clients[BY_ACCOUNT[account]]
    return {address: text_of(client.get(address)) for address in addresses(here)}
