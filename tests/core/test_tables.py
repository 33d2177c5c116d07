"""What stands in a cell, as HTML and as text of a file; a table is its columns, filled row by row."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace as Thing

import pytest
from django.template.loader import get_template
from django.utils import translation

from core.cells import (
    Clause,
    Code,
    Due,
    Light,
    Lines,
    Link,
    Pictures,
    Prose,
    Soft,
    Strong,
    Tick,
    Under,
    html_of,
    plain,
)
from core.shapes import Badge, Button, Picture
from core.tables import Column, table_of

DAY = date(2026, 3, 15)
DUE = Thing(
    due_on=DAY, days_left=5, signal="near", explanation="sum", is_provisional=False, clause="三（三）5", met_on=None
)
CELLS = [
    (None, "", ""),
    ("<b>", "&lt;b&gt;", "<b>"),
    (0, "0", 0),
    (DAY, '<time datetime="2026-03-15">2026-03-15</time>', "2026-03-15"),
    (Badge("Open", "warn"), '<span class="x-badge x-badge-warn">Open</span>', "Open"),
    (Badge("Open"), '<span class="x-badge">Open</span>', "Open"),
    (Link("<b>", "/a?b&c"), '<a href="/a?b&amp;c">&lt;b&gt;</a>', "<b>"),
    (Link("A", ""), "A", "A"),
    (Link("A", "/a", number=3), '<a href="/a"><span class="x-phone">3. </span>A</a>', "A"),
    (Soft("<i>"), '<small class="x-soft">&lt;i&gt;</small>', "<i>"),
    (Under("below"), "<div><small>below</small></div>", "below"),
    (Under("9137", is_code=True), '<div><small class="x-mono">9137</small></div>', "9137"),
    (Code("a<b"), '<span class="x-mono">a&lt;b</span>', "a<b"),
    (Prose("a<\nb"), "a&lt;<br>b", "a<\nb"),
    (Strong("A"), "<strong>A</strong>", "A"),
    (Due(None), '<span class="x-soft">—</span>', ""),
    (Light("near", "check"), None, "check"),
    (Light("near"), None, "Due soon"),
    (Clause("三（三）5"), None, "三（三）5"),
    (Button("Edit", "/e"), '<a class="btn btn-secondary btn-sm" href="/e">Edit</a>', ""),
    (
        Tick("n", 3, "Choose 3"),
        '<input type="checkbox" class="form-check-input" form="bulk" name="n" value="3" aria-label="Choose 3">',
        "",
    ),
    (Lines(["a", Strong("<")]), "<div>a</div><div><strong>&lt;</strong></div>", "a\n<"),
    (Pictures([]), "", ""),
    (
        Pictures([Picture("/l", "/s", "<i>")], more=2),
        '<span class="x-shots-row"><a class="x-shot" href="/l"><img src="/s" alt="&lt;i&gt;" loading="lazy">'
        '</a><small class="x-soft">+2</small></span>',
        "",
    ),
    (("a", None, Soft("b")), 'a <small class="x-soft">b</small>', "a b"),
    ((), "", ""),
]


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(("told", "html", "text"), CELLS)
def test_cell_as_html_and_as_text(told, html, text):
    assert html is None or html_of(told) == html
    assert plain(told) == text


def test_parts_of_a_cell_are_those_of_the_components():
    def component(name, **context):
        return get_template(f"_components/{name}.html").render(context).strip()

    assert html_of(Due(DUE)) == component("due_date", deadline=DUE, brief=True)
    assert html_of(Due(DUE, brief=False)) == component("due_date", deadline=DUE)
    assert html_of(Light("near", "<")) == component("signal", signal="near", label="<")
    assert html_of(Badge("<", "ok")) == component("status_badge", label="<", tone="ok")
    assert html_of(Clause("三")) == component("clause", code="三")
    assert plain(Due(DUE)) == "2026-03-15"


def test_what_cannot_be_done_in_a_row_says_why():
    html = html_of(Button("Close", "/c", "danger", disabled_reason="One <hazard> is listed"))

    assert "One &lt;hazard&gt; is listed" in html
    assert "disabled>Close<" in html
    assert "/c" not in html


def test_row_is_filled_for_each_thing_and_keeps_what_a_card_needs():
    columns = (
        Column("Tick", lambda one, today: Tick("n", 1, "1") if one.name == "A" else None, "tick"),
        Column("No. {1}", lambda one, today: 1, "num", is_desk_only=True),
        Column('Name "x"', lambda one, today: one.name, is_link=True, is_title=True),
        Column("Day", lambda one, today: today, "date"),
        Column("Left", lambda one, today: None),
        Column("Verbs", lambda one, today: (), "act"),
    )
    things = [Thing(name=name, get_absolute_url=lambda: "/a/") for name in ("A", "{B}")]

    table = table_of("Things", columns, things, DAY)

    assert '<th scope="col" class="x-tick"><span class="visually-hidden">Tick</span></th>' in table.head
    assert '<th scope="col">Name &quot;x&quot;</th>' in table.head
    first, second = table.body.split("\n")
    assert '<td class="x-num x-desk" data-label="No. {1}">1</td>' in first
    assert '<td class="x-card-title" data-label="Name &quot;x&quot;"><a href="/a/">{B}</a></td>' in second
    assert '<td class="x-date" data-label="Day"><time datetime="2026-03-15">2026-03-15</time></td>' in first
    assert '<td data-label="Left" data-none>—</td>' in first
    assert '<td class="x-tight x-act" data-label="Verbs"></td></tr>' in first
    assert '<td class="x-tick" data-label="Tick"></td>' in second


def test_first_column_is_the_title_where_none_says_so():
    table = table_of("", [Column("A", lambda one, today: "a", "date"), Column("B", lambda one, today: "")], [1], DAY)

    assert (
        table.body
        == '<tr><td class="x-date x-card-title" data-label="A">a</td><td data-label="B" data-none>—</td></tr>'
    )


def test_table_without_rows_has_no_body():
    assert not table_of("", [Column("A", lambda one, today: "a")], [], DAY).body


def test_link_beside_plain_words_is_told_from_them_not_by_colour_alone():
    beside = html_of((Link("兴仁街道", "/cases/1/"), Soft("第1轮")))

    assert beside.startswith('<span class="x-beside"><a href="/cases/1/"') and "第1轮" in beside
    assert "x-beside" not in html_of((Link("兴仁街道", "/cases/1/"), Badge("整改中")))
    assert "x-beside" not in html_of((Link("兴仁街道", ""), Soft("第1轮")))


def test_cell_that_rows_share_is_made_once_for_a_table():
    asked = []

    def kind(one, today):
        asked.append(one)
        return Badge(one[0]) if one[0] else None

    column = Column("Kind", kind, same=lambda one: one[0])
    rows = [("a", 1), ("b", 2), ("a", 3), ("", 4), ("", 5)]

    shared = table_of("", [column], rows, DAY).body
    assert asked == [("a", 1), ("b", 2), ("", 4)]
    assert shared == table_of("", [replace(column, same=None)], rows, DAY).body
