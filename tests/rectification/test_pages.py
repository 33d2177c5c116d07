"""Every page of a rectification, for each person who may open it: it renders, in Chinese, with the verbs he has."""

import re
from datetime import date

import pytest
from django.urls import reverse

from rectification.actions import cases, items
from tests.accounts.builders import sign_in
from tests.rectification import builders as b
from tests.inspections.builders import approved_report, at_on

pytestmark = pytest.mark.django_db

# Words a Chinese page may hold in Latin letters: names of formats, of the product, of a hash.
ALLOWED = {"xuncha", "pdf", "excel", "csv", "word", "sha", "mb", "xlsx", "english", "en"}


def english_in(response) -> set[str]:
    """Latin words of two letters or more that a reader sees."""
    html = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    text = re.sub(r"<[^>]*>", " ", html)
    # Names and words of tests' own accounts are written in Latin letters on purpose.
    text = re.sub(r"测试[\w-]+|&\w+;|xingren[\w-]*", " ", text)
    return {word.lower() for word in re.findall(r"[A-Za-z]{2,}", text)} - ALLOWED


def page(client, name, thing, *args, **query):
    return client.get(reverse(f"rectification:{name}", args=[thing.pk, *args]), query)


def test_every_page_of_a_case_opens_in_chinese(client, django_capture_on_commit_callbacks):
    case = b.submitted_case()
    here = case.here
    first, second, third, *_rest = case.items.all()
    b.verify_item(first, here)
    items.fail_check(item=second, verification="仍有杂物", by=here.member, on=b.CHECKED, at=at_on(b.CHECKED))
    b.return_item(third, here)
    opened = {
        here.principal: [("case-detail", case), ("item-detail", first), ("item-detail", third)],
        here.extra["clerk"]: [("case-detail", case), ("item-report", third), ("item-explain", third)],
        here.member: [("case-detail", case), ("item-verify", second), ("item-fail-check", second), ("case-bulk-verify", case)],
        here.leader: [("case-detail", case), ("item-detail", first), ("item-give-opinion", first)],
        here.office: [("case-detail", case), ("case-meeting", case), ("item-verify", second)],
        here.committee: [
            ("case-detail", case), ("case-review", case), ("case-return", case), ("case-accept", case),
            ("item-return", first), ("item-close", first), ("item-reopen", first), ("case-bulk-close", case),
        ],
    }  # fmt: skip

    for user, pages in opened.items():
        sign_in(client, user)
        for name, thing in pages:
            response = page(client, name, thing)
            assert response.status_code == 200, (user, name)
            assert english_in(response) == set(), (user, name)
