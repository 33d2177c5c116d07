"""四(二)二: every change of a state in the whole world says who, when and, where it is asked, why (R81)."""

from collections import defaultdict

import pytest
from django.apps import apps

from core.models import AuditEvent
from core.transitions import StateTable
from core.verbs import registered_nouns
from tests.desk.world import here  # noqa: F401  a fixture

# Work of the machine, whose beginning and end are no act of a person (records.actions.jobs); and the one row of the
# world that no action made (inspections.scenes.case_files), whose own tests read its events.
NO_ACTS = {"job", "case_file"}
# Whose reason stands with the thing itself, and why not in the timeline.
WITH_THE_THING = {
    "team.remove_member": "restricted text, read by the office alone (R32)",
    "interview.call": "the matter of the interview, printed in its notice",
    "ruleset.revise": "of the new edition, on whose page it stands",
}

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R81")]


def things_by_event():
    """Every thing with a state table, with the events that told a state of it, oldest first."""
    told = defaultdict(list)
    for event in AuditEvent.objects.order_by("at", "id"):
        told[event.target_kind, event.target_id].append(event)
    for model in apps.get_models():
        table = vars(model).get("TRANSITIONS")
        if not isinstance(table, StateTable) or table.noun in NO_ACTS:
            continue
        for thing in model.objects.all():
            events = [event for event in told[model._meta.model_name, str(thing.pk)] if "status" in event.new]
            yield table, thing, [event for event in events if event.verb.partition(".")[0] == table.noun]


def test_state_of_every_thing_is_the_end_of_an_unbroken_chain_of_events(here):  # noqa: F811
    seen = set()
    for table, thing, events in things_by_event():
        if not events and thing._meta.model_name == "ruleset":
            continue  # loaded as it was published
        seen.add(table.noun)
        states = [event.new["status"] for event in events]
        assert states, f"{table.noun}: {thing}"
        assert states[-1] == thing.status, f"{table.noun}: {thing}"
        assert [event.old["status"] for event in events[1:]] == states[:-1], f"{table.noun}: {thing}"
        for event in events:
            assert event.actor_name, event.verb
            assert event.at is not None
            assert event.on is not None or event.actor_id is None or event.old.get("status") == event.new["status"]
    assert {"round", "finding", "report", "case", "item", "hand_off", "listing", "announcement", "team"} <= seen


def test_whatever_asks_for_a_reason_tells_it_in_the_timeline(here):  # noqa: F811
    asked = {
        f"{noun.name}.{verb.name}"
        for noun in registered_nouns()
        for verb in noun.verbs
        if verb.form is not None and getattr(verb.form.base_fields.get("reason"), "required", False)
    }
    told = AuditEvent.objects.filter(verb__in=asked)
    assert len({event.verb for event in told}) >= 4
    assert {event.verb for event in told if not event.reason.strip()} == set(WITH_THE_THING)
