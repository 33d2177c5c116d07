"""Who has the database and not the key nor the machine: each single change and each cut is found (DESIGN §5, ADR 20).

Rows are committed for the journal by hand, since a test's own transaction is rolled back.
"""

import json
import os
import stat

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from accounts.models import Message
from core import journal
from core.actions.events import record_event
from core.models import AuditEvent, OutboundMail
from records import head, proof, tasks
from records.actions.seal import seal_waiting
from records.engines import install_triggers
from records.models import SealEntry
from records.queries.audit_log import verify_log
from tests.accounts import builders as people
from tests.records.triggers import drop_triggers, execute

pytestmark = pytest.mark.django_db


@pytest.fixture
def write(at, django_capture_on_commit_callbacks):
    """Write and commit events as a request does; returns them."""
    person = people.security_admin()

    def write(count=1):
        with django_capture_on_commit_callbacks(execute=True):
            return [
                record_event("unit.create", target=person, by=person, on=None, at=at, new={"n": n})
                for n in range(count)
            ]

    return write


@pytest.fixture
def log(write):
    """Six events in three sealed batches, two that wait; as whoever has the database finds them, without triggers."""
    events = write(6)
    for _run in range(3):
        seal_waiting(limit=2)
    events += write(2)
    assert found(triggers=True) == []
    return events


def found(*, triggers=False):
    """What verify_audit says: event or batch, and the problem."""
    if not triggers:
        drop_triggers()
    said = [(one.event or one.batch, one.problem) for one in verify_log().damage]
    return said if triggers else [one for one in said if one != (None, "triggers absent")]


def tamper(*statements):
    """As somebody who puts the triggers back, so that nothing is left to see of it."""
    drop_triggers()
    for statement, *values in statements:
        execute(statement, *values)
    install_triggers(sender=None, using="default")
    assert "triggers absent" not in [one.problem for one in verify_log().damage]


# --- Events, with their seals or before them ---------------------------------------------------------------------


@pytest.mark.requirement("R81")
def test_newest_events_deleted_with_their_seals(log):
    tamper(
        ("DELETE FROM core_auditevent WHERE id IN (%s, %s)", log[4].pk, log[5].pk),
        ("DELETE FROM records_sealentry WHERE batch = 3",),
    )

    assert (3, "cut") in found()


def test_part_of_the_newest_batch_deleted_with_its_seal(log):
    tamper(
        ("DELETE FROM core_auditevent WHERE id = %s", log[5].pk),
        ("DELETE FROM records_sealentry WHERE event_id = %s", log[5].pk),
    )

    assert (3, "missing") in found()


@pytest.mark.requirement("R81")
def test_everything_deleted(log):
    tamper(("DELETE FROM core_auditevent",), ("DELETE FROM records_sealentry",))

    assert (1, "cut") in found()


@pytest.mark.requirement("R81")
def test_sealer_covers_no_cut(log, write):
    """Deleting and waiting for the sealer used to make all well again."""
    tamper(("DELETE FROM core_auditevent",), ("DELETE FROM records_sealentry",))
    write()

    with pytest.raises(head.HeadProblem, match="the chain was cut"):
        seal_waiting()
    assert tasks.seal_events() == 0
    with pytest.raises(CommandError, match="the chain was cut"):
        call_command("seal_events")

    assert (1, "cut") in found()
    assert not SealEntry.objects.exists()


@pytest.mark.requirement("R81")
@pytest.mark.parametrize("which", [6, 7])
def test_event_deleted_before_its_seal(log, which):
    """The last one leaves no gap in the numbers, either."""
    tamper(("DELETE FROM core_auditevent WHERE id = %s", log[which].pk))

    assert found() == [(log[which].pk, "missing")]


@pytest.mark.parametrize("which", [6, 7])
def test_event_deleted_before_its_seal_is_found_by_the_numbers_alone_on_sqlite(log, which):
    """A process was killed before it could write the line, or somebody took the journal."""
    for path in journal.files():
        path.unlink()
    tamper(("DELETE FROM core_auditevent WHERE id = %s", log[which].pk))

    assert found() == ([(log[which].pk, "missing")] if connection.vendor == "sqlite" else [])


def test_event_deleted_before_its_seal_is_found_by_the_journal_alone(log, monkeypatch):
    """As on PostgreSQL, where what was rolled back leaves gaps of its own."""
    monkeypatch.setattr("records.engines.sqlite.lost_ids", lambda cursor, above: iter(()))
    tamper(("DELETE FROM core_auditevent WHERE id = %s", log[7].pk))

    assert found() == [(log[7].pk, "missing")]
    assert seal_waiting() == 1
    assert found() == [(log[7].pk, "missing")]
    assert seal_waiting() == 0
    assert found() == [(log[7].pk, "missing")]


@pytest.mark.parametrize("which", [0, 3, 5, 6])
def test_changed_event(log, which):
    tamper(("UPDATE core_auditevent SET reason = 'x' WHERE id = %s", log[which].pk))

    assert found() == [(log[which].pk, "inserted" if which > 5 else "changed")]


def test_event_deleted_from_the_middle(log):
    tamper(("DELETE FROM core_auditevent WHERE id = %s", log[2].pk))

    assert found() == [(log[2].pk, "missing")]


@pytest.mark.parametrize(("one", "other"), [(1, 2), (6, 7)])
def test_events_that_changed_places(log, one, other):
    """Sealed, and before their seals."""
    first, second, spare = log[one].pk, log[other].pk, 10**6
    move = "UPDATE core_auditevent SET id = %s WHERE id = %s"
    tamper((move, spare, first), (move, first, second), (move, second, spare))

    assert {event for event, _problem in found()} == {first, second}


def test_copied_event(log):
    columns = [field.column for field in AuditEvent._meta.local_concrete_fields if not field.primary_key]
    names = ", ".join(f'"{name}"' for name in columns)
    copy = f"INSERT INTO core_auditevent ({names}) SELECT {names} FROM core_auditevent WHERE id = %s"  # noqa: S608
    tamper((copy, log[0].pk))

    assert found() == [(AuditEvent.objects.latest("id").pk, "inserted")]


# --- The head ----------------------------------------------------------------------------------------------------


def lines():
    return head.path().read_bytes().splitlines(keepends=True)


def test_head_is_a_signed_line_for_each_batch_for_its_owner_alone(log, settings):
    told = [json.loads(line) for line in lines()]

    assert [(line["kind"], line["batch"], line["events"]) for line in told] == [
        ("begin", 0, 0), ("seal", 1, 2), ("seal", 2, 4), ("seal", 3, 6),
    ]  # fmt: skip
    assert told[-1]["digest"] == SealEntry.objects.last().digest
    assert told[-1]["top"] == log[5].pk
    assert stat.S_IMODE(head.path().stat().st_mode) == 0o600
    assert stat.S_IMODE(settings.PROOF_DIR.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in journal.files()} == {0o600}


def test_head_file_deleted(log):
    head.path().unlink()

    assert found(triggers=True) == [(None, "head missing")]
    with pytest.raises(head.HeadProblem, match="missing"):
        seal_waiting()
    head.path().touch()
    assert found(triggers=True) == [(None, "head missing")]


def test_head_and_all_seals_deleted(log):
    tamper(("DELETE FROM records_sealentry",))
    head.path().unlink()

    assert (None, "head missing") in found()


@pytest.mark.parametrize("kept", [1, 2, 3])
def test_head_cut(log, kept):
    head.path().write_bytes(b"".join(lines()[:kept]))

    assert found(triggers=True) == [(kept - 1, "head behind")]


def test_head_cut_together_with_the_database_is_found_by_the_message_of_the_day(log):
    batch, digest = head.last().batch, head.last().digest
    tamper(
        ("DELETE FROM core_auditevent WHERE id >= %s", log[4].pk),
        ("DELETE FROM records_sealentry WHERE batch = 3",),
        *([("UPDATE sqlite_sequence SET seq = %s WHERE name = 'core_auditevent'", log[3].pk)]),
    )
    head.path().write_bytes(b"".join(lines()[:3]))
    for path in journal.files():
        path.unlink()

    assert found() == []
    assert [one.problem for one in verify_log(heads=[(batch, digest)]).damage if one.batch] == ["cut"]


@pytest.mark.parametrize("change", ["digest", "events", "at", "reason", "batch"])
def test_line_of_the_head_changed(log, change):
    changed = lines()
    facts = json.loads(changed[2])
    facts[change] = facts[change] + 1 if isinstance(facts[change], int) else f"{facts[change]}0"
    changed[2] = json.dumps(facts).encode() + b"\n"
    head.path().write_bytes(b"".join(changed))

    assert found(triggers=True) == [(1, "head changed")]


@pytest.mark.parametrize("change", ["drop", "swap", "repeat", "garbage", "first"])
def test_lines_of_the_head_dropped_moved_or_put_in(log, change):
    first, one, two, three = lines()
    changed = {
        "drop": [first, two, three],
        "swap": [first, two, one, three],
        "repeat": [first, one, one, two, three],
        "garbage": [first, one, b"[]\n", two, three],
        "first": [one, two, three],
    }[change]
    head.path().write_bytes(b"".join(changed))

    assert [problem for _batch, problem in found(triggers=True)] == ["head changed"]


def test_sealer_goes_on_from_no_line_that_was_changed(log):
    whole = lines()
    head.path().write_bytes(b"".join([*whole[:3], whole[3].replace(b'"events": 6', b'"events": 7')]))

    with pytest.raises(head.HeadProblem, match="changed"):
        seal_waiting()


def test_head_forged_under_another_key(log, settings):
    last = head.last()
    settings.SECRET_KEY, kept = "guessed", settings.SECRET_KEY
    head.add(last, after=last)
    settings.SECRET_KEY = kept

    assert found(triggers=True) == [(3, "head changed")]


def test_sealer_killed_between_commit_and_line_makes_it_good(log):
    head.path().write_bytes(b"".join(lines()[:-1]))
    assert found(triggers=True) == [(2, "head behind")]

    assert seal_waiting() == 2

    assert found(triggers=True) == []
    assert [json.loads(line)["events"] for line in lines()] == [0, 2, 4, 6, 8]


def test_first_batch_without_its_line_is_made_good(write):
    write(2)
    seal_waiting()
    head.path().write_bytes(lines()[0])

    assert seal_waiting() == 0

    assert found(triggers=True) == []


def test_batch_that_is_not_ours_is_never_made_good(log):
    head.path().write_bytes(b"".join(lines()[:-1]))
    tamper(("UPDATE records_sealentry SET digest = %s WHERE event_id = %s", "0" * 64, log[5].pk))

    with pytest.raises(head.HeadProblem, match="does not follow"):
        seal_waiting()


def test_line_torn_by_a_power_cut_gives_way(log):
    whole = lines()
    head.path().write_bytes(b"".join(whole[:-1]) + whole[-1][:40])

    seal_waiting()

    assert found(triggers=True) == []


def test_head_behind_by_more_than_one_batch_is_not_made_good(log):
    head.path().write_bytes(b"".join(lines()[:-2]))

    with pytest.raises(head.HeadProblem, match="behind"):
        seal_waiting()


# --- Begun anew --------------------------------------------------------------------------------------------------


def test_head_is_begun_anew_with_a_reason_that_stays(log, capsys, settings):
    auditor = people.person("audit_admin", username="auditor", email="auditor@example.com")
    head.path().unlink()

    call_command("seal_events", begin_head="磁盘损坏")

    assert capsys.readouterr().out.strip() == "2"
    call_command("verify_audit")
    told = capsys.readouterr()
    assert json.loads(told.out)["bad"] == []
    assert "磁盘损坏" in told.err
    assert head.last().era == 2
    message = Message.objects.get(recipient=auditor)
    assert (message.body, "重新开始" in message.subject) == ("磁盘损坏", True)
    assert list((settings.PROOF_DIR / "aside" / "1").iterdir())


def test_head_begun_anew_over_a_cut_lays_the_former_aside(log, settings):
    former = head.path().read_bytes()
    tamper(
        ("DELETE FROM core_auditevent WHERE id = %s", log[7].pk), ("DELETE FROM records_sealentry WHERE batch = 3",)
    )

    call_command("seal_events", begin_head="已核实")

    assert (settings.PROOF_DIR / "aside" / "1" / "head.jsonl").read_bytes() == former
    assert head.last().batch == 3
    assert found(triggers=True) == []


def test_head_is_not_begun_anew_without_a_reason(log):
    with pytest.raises(CommandError, match="wants a reason"):
        call_command("seal_events", begin_head=" ")


# --- The journal -------------------------------------------------------------------------------------------------


def test_journal_tells_what_was_committed_and_nothing_else(write, at, django_capture_on_commit_callbacks):
    events = write(2)
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ZeroDivisionError), transaction.atomic():
        record_event("unit.create", target=people.person("office", username="x"), by=None, on=None, at=at)
        _ = 1 / 0

    told = [line for path in journal.files() for line in journal.read(path)]

    assert told == [(event.pk, event.mark) for event in events]


def test_journal_is_dropped_once_all_its_events_are_sealed(write):
    write(3)
    assert len(journal.files()) == 1
    seal_waiting(limit=2)
    seal_waiting(limit=2)
    write(1)
    assert len(journal.files()) == 2

    assert seal_waiting() == 1

    assert [list(journal.read(path)) for path in journal.files()] == [
        [(event.pk, event.mark) for event in AuditEvent.objects.order_by("pk")[3:]]
    ]
    seal_waiting()
    assert journal.files() == []


def test_torn_line_of_the_journal_is_a_line_less(write):
    write()
    (path,) = journal.files()
    with path.open("ab") as file:
        file.write(b"17 abc\n\0\0\0\n99")

    assert [pk for pk, _mark in journal.read(path)] == [AuditEvent.objects.get().pk]
    assert found(triggers=True) == []


def test_event_stands_where_the_journal_cannot_be_written(write, settings, tmp_path, caplog):
    settings.PROOF_DIR = tmp_path / "file"
    settings.PROOF_DIR.touch()

    write()

    assert AuditEvent.objects.count() == 1
    assert "journal of events cannot be written" in caplog.text


def test_journal_line_of_an_event_that_was_given_another_number(log):
    tamper(("UPDATE core_auditevent SET id = %s WHERE id = %s", 10**6, log[7].pk))

    assert (log[7].pk, "missing") in found()


# --- Triggers ----------------------------------------------------------------------------------------------------


@pytest.mark.requirement("R81")
def test_absent_triggers_are_told(log, capsys):
    drop_triggers()

    with pytest.raises(SystemExit):
        call_command("verify_audit")

    told = capsys.readouterr()
    assert [one["problem"] for one in json.loads(told.out)["bad"]] == ["triggers absent"]
    assert "core_auditevent_" in told.err


@pytest.mark.requirement("R81")
def test_replace_meets_the_triggers(log):
    check_replace(log)


def check_replace(log):
    columns = [field.column for field in AuditEvent._meta.local_concrete_fields]
    names = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join("'x'" if name == "reason" else f'"{name}"' for name in columns)
    seal = "INTO records_sealentry (id, event_id, batch, position, digest) VALUES"
    last = SealEntry.objects.last()
    statements = [
        f"REPLACE INTO core_auditevent ({names}) SELECT {values} FROM core_auditevent",  # noqa: S608
        f"INSERT OR REPLACE INTO core_auditevent ({names}) SELECT {values} FROM core_auditevent",  # noqa: S608
        f"REPLACE {seal} ({last.pk}, 999, 99, 1, 'x')",
        f"REPLACE {seal} (999, {last.event_id}, 99, 1, 'x')",
        f"REPLACE {seal} (999, 999, {last.batch}, {last.position}, 'x')",
        "UPDATE OR REPLACE core_auditevent SET reason = 'x'",
    ]
    for statement in statements:
        with pytest.raises(Exception, match="append-only"), transaction.atomic():
            execute(statement)
    assert found(triggers=True) == []


# --- Told elsewhere, and whether it runs -------------------------------------------------------------------------


def test_audit_administrator_is_told_the_end_by_mail_once(log, at):
    auditor = people.person("audit_admin", username="auditor", email="auditor@example.com")
    other = people.person("system_admin", username="other", email="other@example.com")

    assert tasks.tell_head() == 1
    assert tasks.tell_head() == 0

    mail = OutboundMail.objects.get()
    last = head.last()
    assert mail.recipient == auditor
    assert f"{last.batch}:{last.digest}" in mail.subject
    assert "6" in mail.subject
    assert not Message.objects.filter(recipient=other).exists()
    seal_waiting()
    assert tasks.tell_head() == 1


def test_end_is_laid_into_the_store_of_copies_and_compared(log, settings, tmp_path):
    settings.HEAD_COPY_DIR = str(tmp_path)
    tasks.tell_head()
    tasks.tell_head()
    assert [path.name for path in tmp_path.iterdir()] == ["head-0001-00000003.json"]

    whole = lines()
    tamper(
        ("DELETE FROM core_auditevent WHERE id IN (%s, %s)", log[4].pk, log[5].pk),
        ("DELETE FROM records_sealentry WHERE batch = 3",),
    )
    head.path().write_bytes(b"".join(whole[:3]))

    assert (3, "cut") in found()


def test_end_is_not_told_where_the_head_is_damaged(log, caplog):
    head.path().write_bytes(lines()[2])

    assert tasks.tell_head() == 0
    assert "not told" in caplog.text


def test_ready_tells_a_sealer_that_rests(log, at):
    now = at.replace(year=2030)
    for minutes, told in [(14, ""), (16, "not sealed for 16 minutes")]:
        when = now.timestamp() - minutes * 60 - 5
        os.utime(head._lock_path(), (when, when))
        assert proof.problem(now) == told


def test_ready_tells_a_sealer_that_never_ran(write, at):
    assert proof.problem(at) == ""
    write()
    when = at.timestamp() - 3600
    os.utime(journal.folder(), (when, when))

    assert proof.problem(at) == "not sealed for 60 minutes"


def test_ready_tells_a_head_that_does_not_fit(log, client, at):
    head.path().unlink()

    assert proof.problem(at) == "the head is missing"
    assert client.get("/ready/").json()["parts"]["proof"] == "the head is missing"
