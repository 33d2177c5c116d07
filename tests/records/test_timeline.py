"""What people of a thing read about it, and what is kept from them."""

import pytest

from accounts.actions.scopes import unit_group
from core.actions.events import record_event
from core.event_words import verb_choices
from core.models import AuditEvent
from core.presenters import timeline
from records.actions import documents, issuing
from records.models import IssuedDocument
from tests.records import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def issued(at):
    district = builders.desk(at)
    document = issuing.issue(document=builders.document(district, at), pdf_bytes=builders.PDF, at=at)
    document = documents.receive(document=document, on=builders.ON, by=district.clerk, at=at)
    return district, document


@pytest.mark.requirement("R81")
def test_every_step_says_who_when_and_what(issued, at):
    district, document = issued

    entries = timeline([document], district.clerk, newest_first=False)

    assert [entry.verb for entry in entries] == ["document.number", "document.issue", "document.receive"]
    assert [entry.actor for entry in entries] == [district.office.printed_name, "系统", district.clerk.printed_name]
    assert {entry.at for entry in entries} == {at}
    assert entries[2].on == builders.ON
    assert entries[1].changes[0].new == "已印发"


def test_newest_comes_first_unless_asked(issued):
    district, document = issued

    entries = timeline([document], district.clerk)

    assert entries == timeline([document], district.clerk, newest_first=False)[::-1]


def test_events_out_of_reach_and_readings_are_left_out(issued, at):
    district, document = issued
    facts = {"target": document, "by": district.office, "on": None, "at": at}
    record_event("document.download", **facts)
    record_event("fact.correct", **facts, scope_id=district.round_scope.pk, reason="组内事项")

    assert "组内事项" not in {entry.reason for entry in timeline([document], district.clerk)}
    assert "组内事项" in {entry.reason for entry in timeline([document], district.office)}
    assert "document.download" not in {entry.verb for entry in timeline([document], district.office)}


def test_every_verb_of_this_room_has_a_label_in_chinese():
    ours = ("document", "evidence", "fact", "grant", "user", "unit", "term", "delegation", "access")
    labels = {verb: str(label) for verb, label in verb_choices() if verb.partition(".")[0] in ours}

    assert len(labels) > 15
    assert [verb for verb, label in labels.items() if label.isascii()] == []


def test_event_of_an_unknown_verb_is_not_written(at):
    district = builders.desk(at)

    for verb in ("document.vanish", "nothing.do"):
        with pytest.raises((KeyError, ValueError)):
            record_event(verb, target=district.first, by=district.office, on=None, at=at)


def test_event_keeps_the_version_the_thing_had_after_the_verb(issued, at):
    district, document = issued
    documents.attach_scan(document=document, upload=builders.upload(), by=district.office, at=at)

    events = AuditEvent.objects.of(document)
    assert [(event.verb.partition(".")[2], event.target_version) for event in events] == [
        ("number", 1), ("issue", 2), ("receive", 3), ("attach_scan", 4),
    ]  # fmt: skip
    assert IssuedDocument.objects.get(pk=document.pk).version == 4


def test_event_on_a_thing_without_versions_has_none(issued, at):
    district, _document = issued
    event = record_event("grant.give", target=unit_group(district.first), by=district.office, on=None, at=at)
    assert event.target_version is None
