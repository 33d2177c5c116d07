"""The main pages at the size their people use less often: they fit, are Chinese and have no serious finding of axe."""

import pytest
from django.utils import timezone

from core.scenes import Clock
from desk.demo.year import build
from tests.browser import chromium  # noqa: F401
from tests.story import worker
from tests.story.person import DESK, PHONE, Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Who, at which size, and the menu entries that lead to a list whose first row is opened too.
WALKS = [
    ("office", PHONE, ["Annual plans", "Inspection teams", "Inspection rounds", "Findings", "Rectification",
                       "Documents", "Register of people", "Units and principals", "Deadlines"]),
    ("committee", DESK, ["Annual plans", "Inspection rounds", "Rectification", "Documents"]),
    ("leader2", PHONE, ["Inspection rounds", "Rectification"]),
    ("member1", DESK, ["Inspection rounds", "Inspection teams"]),
    ("xingren", DESK, ["Extracts of the plan", "Rectification"]),
    ("xingren-clerk", PHONE, ["Rectification", "Documents"]),
]  # fmt: skip


def test_main_pages_fit_the_other_size(chromium, live_server):  # noqa: F811
    build(Clock(timezone.localdate(), timezone.now()))
    worker.runs()
    wrong = []

    for username, size, entries in WALKS:
        someone = Person(chromium, live_server, username, size, wrong)
        someone.always_axe = True
        for entry in entries:
            someone.menu(entry)
            links = someone.page.locator("main .x-card-title a")
            if links.count():
                someone.follow(links.first)
        someone.leave()

    assert not wrong, "\n".join(map(str, wrong))
