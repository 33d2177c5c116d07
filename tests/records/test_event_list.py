"""The audit administrator's log: every fact, no text (DESIGN §4)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from core.actions.events import record_event
from tests.accounts import builders as people
from tests.records import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def log(at):
    district = builders.desk(at)
    facts = {"target": district.first, "by": district.office}
    record_event("fact.correct", **facts, on=None, at=at, reason="保密的原因", old={"a": "旧话"}, new={"a": "新话"})
    record_event("unit.create", **facts, on=None, at=at + timedelta(days=3))
    return district


def page(client, user, **filters):
    return people.sign_in(client, user).get(reverse("records:event-list"), filters)


def verbs(response):
    return [row["verb"] for row in response.context["object_list"]]


def test_log_shows_who_what_when_and_from_where(client, log):
    text = page(client, log.auditadmin).content.decode()

    for word in (log.office.printed_name, "日期更正", str(log.first.pk), "2026-03-02 10:00:00"):
        assert word in text


def test_log_shows_no_texts(client, log):
    response = page(client, log.auditadmin)

    assert not any(word in response.content.decode() for word in ("保密的原因", "旧话", "新话"))
    assert not {"old", "new", "reason"} & (
        set(response.context["object_list"][0]) | set(vars(response.context["rows"][0]))
    )


@pytest.mark.parametrize("who", ["office", "committee", "secretary", "clerk", "officer", "sysadmin", "secadmin"])
def test_log_is_for_the_audit_administrator_alone(client, log, who):
    assert page(client, getattr(log, who)).status_code == 403


def test_log_is_filtered_by_verb_person_day_and_words(client, log):
    user = log.auditadmin

    assert verbs(page(client, user, verb="fact.correct")) == ["fact.correct"]
    assert verbs(page(client, user, actor="测试office", verb="unit.create")) == ["unit.create"]
    assert verbs(page(client, user, actor="无此人")) == []
    assert verbs(page(client, user, at_after="2026-03-05", at_before="2026-03-05")) == ["unit.create"]
    assert "unit.create" not in verbs(page(client, user, at_before="2026-03-04"))
    assert set(verbs(page(client, user, q=str(log.first.pk)))) == {"unit.create", "fact.correct"}
    assert verbs(page(client, user, q="100%")) == []


def test_log_of_many_pages_asks_few_questions(client, log, at, django_assert_max_num_queries):
    for _n in range(60):
        record_event("unit.create", target=log.first, by=log.office, on=None, at=at)
    people.sign_in(client, log.auditadmin)

    with django_assert_max_num_queries(12):
        first = client.get(reverse("records:event-list"))
    second = client.get(reverse("records:event-list"), {"page": 2})

    assert len(first.context["rows"]) == 50
    assert len(second.context["rows"]) >= 12
