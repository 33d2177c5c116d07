"""The head: where the chain ends, outside the database (ADR 20)."""

import json
import stat

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Message
from core import journal
from records import head
from records.actions.seal import seal_waiting
from records.models import SealEntry
from records.queries.audit_log import verify_log
from tests.accounts import builders as people
from tests.records.tampering import found, lines, tamper

pytestmark = pytest.mark.django_db


# --- The head -----------------------------------------------------------------------------------------------------


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

    assert found() == [(None, "head missing")]
    with pytest.raises(head.HeadProblem, match="missing"):
        seal_waiting()
    head.path().touch()
    assert found() == [(None, "head missing")]


def test_head_and_all_seals_deleted(log):
    tamper(("DELETE FROM records_sealentry",))
    head.path().unlink()

    assert (None, "head missing") in found()


@pytest.mark.parametrize("kept", [1, 2, 3])
def test_head_cut(log, kept):
    head.path().write_bytes(b"".join(lines()[:kept]))

    assert found() == [(kept - 1, "head behind")]


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

    assert found() == [(1, "head changed")]


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

    assert [problem for _batch, problem in found()] == ["head changed"]


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

    assert found() == [(3, "head changed")]


def test_sealer_killed_between_commit_and_line_makes_it_good(log):
    head.path().write_bytes(b"".join(lines()[:-1]))
    assert found() == [(2, "head behind")]

    assert seal_waiting() == 2

    assert found() == []
    assert [json.loads(line)["events"] for line in lines()] == [0, 2, 4, 6, 8]


def test_first_batch_without_its_line_is_made_good(write):
    write(2)
    seal_waiting()
    head.path().write_bytes(lines()[0])

    assert seal_waiting() == 0

    assert found() == []


def test_batch_that_is_not_ours_is_never_made_good(log):
    head.path().write_bytes(b"".join(lines()[:-1]))
    tamper(("UPDATE records_sealentry SET digest = %s WHERE event_id = %s", "0" * 64, log[5].pk))

    with pytest.raises(head.HeadProblem, match="does not follow"):
        seal_waiting()


def test_line_torn_by_a_power_cut_gives_way(log):
    whole = lines()
    head.path().write_bytes(b"".join(whole[:-1]) + whole[-1][:40])

    seal_waiting()

    assert found() == []


def test_head_behind_by_more_than_one_batch_is_not_made_good(log):
    head.path().write_bytes(b"".join(lines()[:-2]))

    with pytest.raises(head.HeadProblem, match="behind"):
        seal_waiting()


# --- Begun anew ---------------------------------------------------------------------------------------------------


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
    assert found() == []


def test_head_is_not_begun_anew_without_a_reason(log):
    with pytest.raises(CommandError, match="wants a reason"):
        call_command("seal_events", begin_head=" ")
