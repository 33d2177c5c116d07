"""Seals link what was written; verify_audit finds what was done to it since (DESIGN §5, R81)."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils.translation import gettext_lazy

from core.actions.events import record_event
from core.models import AuditEvent
from records import tasks
from records.actions import seal
from records.actions.seal import seal_waiting
from records.engines import install_triggers
from records.models import SealEntry
from records.queries.audit_chain import unsealed, verify_chain
from tests.accounts import builders as people
from tests.races import run_at_once
from tests.records.triggers import drop_triggers, execute

pytestmark = pytest.mark.django_db


def write(at, count=1, **facts):
    person = people.security_admin()
    return [
        record_event("unit.create", target=person, by=person, on=None, at=at, new={"n": n}, **facts)
        for n in range(count)
    ]


@pytest.fixture
def sealed(at):
    """Six sealed events in two batches, and nobody to stop who tampers."""
    events = write(at, 6)
    seal_waiting(limit=4)
    seal_waiting(limit=4)
    drop_triggers()
    return events


def copy_row(event, *, mark=False):
    """A row put in by somebody with the database, and with or without the mark of the row it was copied from."""
    columns = 'actor_id, actor_name, verb, target_kind, target_id, target_version, old, new, reason, "on", at, address'
    columns += ", scope_id"
    columns += ", mark" if mark else ""
    copy = f"INSERT INTO core_auditevent ({columns}) SELECT {columns} FROM core_auditevent WHERE id = %s"  # noqa: S608
    execute(copy, event.pk)
    return AuditEvent.objects.order_by("pk").last()


def damage():
    return [(one.event, one.problem) for one in verify_chain()[1]]


def test_every_event_is_sealed_once_in_batches(at):
    write(at, 5)

    assert [seal_waiting(limit=2) for _run in range(4)] == [2, 2, 1, 0]

    places = SealEntry.objects.values_list("batch", "position")
    assert list(places) == [(1, 1), (1, 2), (2, 1), (2, 2), (3, 1)]
    assert not unsealed().exists()


def test_task_seals_everything_that_waits(at, monkeypatch):
    monkeypatch.setattr(seal, "_BATCH", 2)
    write(at, 5)

    assert tasks.seal_events() == 5
    assert tasks.seal_events() == 0


def test_untouched_log_is_good(sealed, at):
    write(at, 2)

    assert verify_chain() == (8, [])


def test_words_lazy_and_numbers_broken_read_back_as_they_were_marked(at):
    write(at, reason=gettext_lazy("Grant given"), old={"rate": 1e16, "share": 0.1, "day": at.date(), "at": at})
    seal_waiting()

    assert verify_chain() == (1, [])


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("actor_name", "别人"),
        ("target_version", 99),
        ("verb", "unit.other"),
        ("target_id", "0"),
        ("reason", "改过"),
        ("at", "2026-01-01 00:00:00"),
        ("new", '{"n": 99}'),
        ("scope_id", 7),
        ("address", "10.0.0.1"),
        ("mark", ""),
    ],
)
def test_changed_row_is_found(sealed, column, value):
    execute(f'UPDATE core_auditevent SET "{column}" = %s WHERE id = %s', value, sealed[2].pk)  # noqa: S608

    assert damage() == [(sealed[2].pk, "changed")]


def test_missing_row_is_found(sealed):
    execute("DELETE FROM core_auditevent WHERE id = %s", sealed[2].pk)

    assert damage() == [(sealed[2].pk, "missing")]


def test_row_missing_together_with_its_seal_is_found(sealed):
    execute("DELETE FROM core_auditevent WHERE id = %s", sealed[2].pk)
    execute("DELETE FROM records_sealentry WHERE event_id = %s", sealed[2].pk)

    assert damage() == [(None, "missing")]


def test_row_missing_with_the_seals_behind_it_closed_up_is_found(sealed):
    execute("DELETE FROM core_auditevent WHERE id = %s", sealed[2].pk)
    execute("DELETE FROM records_sealentry WHERE event_id = %s", sealed[2].pk)
    execute("UPDATE records_sealentry SET position = 3 WHERE event_id = %s", sealed[3].pk)

    assert damage() == [(sealed[3].pk, "reordered")]


def test_inserted_row_is_found_at_once_and_never_sealed(sealed):
    inserted = copy_row(sealed[0])

    assert seal_waiting() == 0
    assert damage() == [(inserted.pk, "inserted")]


def test_copied_row_is_found_even_sealed(sealed):
    inserted = copy_row(sealed[0], mark=True)

    assert damage() == [(inserted.pk, "inserted")]
    seal_waiting()
    assert damage() == [(inserted.pk, "inserted")]


def test_rows_that_changed_places_are_found(sealed):
    first, second, spare = sealed[1].pk, sealed[2].pk, 10**6
    for old, new in ((first, spare), (second, first), (spare, second)):
        execute("UPDATE core_auditevent SET id = %s WHERE id = %s", new, old)

    assert damage() == [(first, "reordered"), (second, "reordered")]


def test_seals_that_changed_places_are_found(sealed):
    first, second, spare = sealed[1].pk, sealed[2].pk, 10**6
    for old, new in ((first, spare), (second, first), (spare, second)):
        execute("UPDATE records_sealentry SET event_id = %s WHERE event_id = %s", new, old)

    assert damage() == [(second, "reordered"), (first, "reordered")]


def test_row_forged_with_another_key_is_found(sealed, at, settings):
    settings.SECRET_KEY, kept = "guessed", settings.SECRET_KEY
    forged = write(at)[0]
    settings.SECRET_KEY = kept

    assert damage() == [(forged.pk, "inserted")]


def test_seals_of_a_former_key_stay_good(sealed, at, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "the new one"
    write(at, 2)
    seal_waiting()

    assert verify_chain() == (8, [])
    settings.SECRET_KEY_FALLBACKS = []
    assert len(damage()) == 6


def test_late_row_with_a_lower_id_goes_into_a_later_batch(at):
    """On PostgreSQL an id is taken before its row is there: the rows behind it may be sealed first."""
    early, late = write(at, 2)
    drop_triggers()
    execute("UPDATE core_auditevent SET id = id + 1000 WHERE id = %s", early.pk)
    execute("UPDATE core_auditevent SET id = id + 1000 WHERE id = %s", late.pk)
    seal_waiting()
    third = write(at)[0]
    execute("UPDATE core_auditevent SET id = 1 WHERE id = %s", third.pk)

    assert seal_waiting() == 1

    assert SealEntry.objects.get(event_id=1).batch == 2
    assert verify_chain() == (3, [])


@pytest.mark.django_db(transaction=True)
def test_sealers_at_once_seal_every_event_once(at):
    check_race(at)


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_sealers_at_once_seal_every_event_once_on_postgresql(at):
    check_race(at)


def check_race(at):
    write(at, 20)

    results = run_at_once(lambda index: [seal_waiting(limit=3) for _run in range(9)], threads=4)

    assert all(isinstance(result, list) for result in results), results
    while seal_waiting(limit=3):
        pass
    assert SealEntry.objects.count() == 20
    assert verify_chain() == (20, [])


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_writer_never_waits_for_the_sealer_and_comes_later_on_postgresql(at):
    """A row whose transaction is open while rows behind it are sealed."""
    person = people.security_admin()

    def write_in_thread(index):
        record_event("unit.create", target=person, by=person, on=None, at=at)
        return seal_waiting()

    with transaction.atomic():
        first = record_event("unit.create", target=person, by=person, on=None, at=at)
        assert run_at_once(write_in_thread, threads=1) == [1]

    assert AuditEvent.objects.order_by("pk").first() == first
    assert seal_waiting() == 1
    assert SealEntry.objects.get(event_id=first.pk).batch == 2
    assert verify_chain() == (2, [])


def test_verify_audit_prints_and_exits(sealed, capsys):
    install_triggers(sender=None, using="default")
    call_command("verify_audit")
    assert json.loads(capsys.readouterr().out) == {"checked": 6, "bad": []}

    drop_triggers()
    execute("UPDATE core_auditevent SET reason = 'x' WHERE id = %s", sealed[2].pk)
    install_triggers(sender=None, using="default")
    with pytest.raises(SystemExit) as stop:
        call_command("verify_audit")

    told = json.loads(capsys.readouterr().out)
    assert stop.value.code == 1
    assert told["checked"] == 6
    assert told["bad"] == [{"event": sealed[2].pk, "problem": "changed", "batch": 1, "position": 3}]


@pytest.mark.parametrize("options", [{}, {"no_seal": True}])
def test_verify_audit_looks_and_writes_nothing(at, capsys, settings, options):
    write(at, 2)

    call_command("verify_audit", **options)

    assert unsealed().count() == 2
    assert not settings.PROOF_DIR.exists()
    assert "2 events have no seal yet" in capsys.readouterr().err
    call_command("seal_events")
    assert not unsealed().exists()
    capsys.readouterr()
    call_command("verify_audit", **options)
    assert capsys.readouterr().err == ""


def test_end_cut_off_is_found_by_a_digest_from_elsewhere(sealed):
    last = SealEntry.objects.last()
    heads = [(last.batch, last.digest)]
    assert verify_chain(heads=heads) == (6, [])

    for event_id in SealEntry.objects.filter(batch=last.batch).values_list("event_id", flat=True):
        execute("DELETE FROM core_auditevent WHERE id = %s", event_id)
    execute("DELETE FROM records_sealentry WHERE batch = %s", last.batch)

    assert verify_chain() == (4, [])
    assert [(one.batch, one.problem) for one in verify_chain(heads=heads)[1]] == [(last.batch, "cut")]


def test_digest_from_elsewhere_that_is_none_of_the_chain_is_told(sealed):
    assert [(one.batch, one.problem) for one in verify_chain(heads=[(1, "0" * 64)])[1]] == [(1, "missing")]


def test_verify_audit_refuses_a_head_it_cannot_read():
    with pytest.raises(CommandError, match="BATCH:DIGEST"):
        call_command("verify_audit", head=["one:two"])


def test_sealing_asks_few_questions_however_many_events(at, django_assert_max_num_queries):
    write(at, 40)

    with django_assert_max_num_queries(6):
        seal_waiting(limit=100)
