"""Parts of a page, and things of its timeline, that other apps add."""

from datetime import date

import pytest

from core import sections
from core.sections import history_of, sections_of
from core.shapes import Section
from core.slots import ModelSlot

DAY = date(2026, 3, 2)


class Page:
    pass


def test_sections_stand_in_order_and_only_where_there_is_something_to_show():
    slot, page, asked = ModelSlot(), Page(), []

    def tell(name):
        def told(thing, user, today):
            asked.append((thing, user, today))
            return Section(name, {}) if name else None

        return told

    for order, name in ((300, "c"), (100, "a"), (200, "")):
        slot.add(Page, tell(name), order=order)

    assert [each.template for each in sections_of(slot, page, user="reader", today=DAY)] == ["a", "c"]
    assert asked == [(page, "reader", DAY)] * 3


@pytest.mark.parametrize("added", [[], ["report", "case"]])
def test_timeline_is_of_the_thing_itself_first_and_of_what_others_add(monkeypatch, added):
    monkeypatch.setattr(sections, "HISTORY", ModelSlot())
    sections.HISTORY.add(Page, lambda page, user: added, order=100)
    page = Page()

    assert history_of(page, None) == [page, *added]
