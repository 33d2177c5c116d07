"""That the sweep ran can be seen, and that it did not too."""

import json
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from deadlines.actions.job_runs import begin_run, finish_run
from deadlines.models import JobRun, Reminder
from deadlines.queries.job_runs import sweep_is_late
from deadlines.sweep_run import SweepFailed
from deadlines.tasks import sweep_deadlines
from tests.deadlines.builders import KIND

NOW = datetime(2026, 3, 14, 2, 0, tzinfo=UTC)


def run(*arguments):
    out = StringIO()
    call_command(*arguments, stdout=out)
    return json.loads(out.getvalue())


def test_task_leaves_a_heartbeat(start):
    start()

    with time_machine.travel(NOW, tick=False):
        sweep_deadlines()

    heartbeat = JobRun.objects.get()
    assert (heartbeat.started_at, heartbeat.finished_at, heartbeat.error) == (NOW, NOW, "")
    assert heartbeat.counts["sent"] == {KIND: {"3": 1}}


def test_task_fails_at_the_end_where_a_row_failed(start, known_kinds):
    start()
    known_kinds.clear()

    with time_machine.travel(NOW, tick=False), pytest.raises(SweepFailed):
        sweep_deadlines()

    assert JobRun.objects.get().finished_at == NOW
    assert "1" in JobRun.objects.get().error


@pytest.mark.parametrize(("minutes", "late"), [(0, False), (60, False), (61, True)])
def test_sweep_is_late_after_an_hour(db, minutes, late):
    finish_run(run=begin_run(name="sweep_deadlines", at=NOW), counts={}, at=NOW)

    assert sweep_is_late(NOW + timedelta(minutes=minutes)) == late


def test_sweep_is_late_where_it_only_began(db):
    begin_run(name="sweep_deadlines", at=NOW)

    assert sweep_is_late(NOW)


def test_old_heartbeats_go(db):
    for days in (0, 100):
        at = NOW + timedelta(days=days)
        finish_run(run=begin_run(name="sweep_deadlines", at=at), counts={}, at=at)

    assert JobRun.objects.get().started_at == NOW + timedelta(days=100)


def test_command_sweeps_as_of_a_day(start):
    start()

    counts = run("sweep_deadlines", "--on", "2026-03-18", "--dry-run")

    assert counts == {
        "on": "2026-03-18",
        "dry_run": True,
        # Those above, and those responsible, whom the rungs skipped would have told.
        "sent": {KIND: {"-1": 2}},
        "skipped": {KIND: {"7": 1, "3": 1, "1": 1, "0": 1}},
        "nobody": 0,
        "failed": 0,
    }
    assert (Reminder.objects.count(), JobRun.objects.count()) == (0, 0)
    assert run("sweep_deadlines", "--on", "2026-03-18")["sent"] == counts["sent"]
    assert run("sweep_deadlines", "--on", "2026-03-18")["sent"] == {}


def test_command_prints_counts_and_fails_where_a_row_failed(start, known_kinds):
    start()
    known_kinds.clear()
    out = StringIO()

    with pytest.raises(CommandError):
        call_command("sweep_deadlines", "--on", "2026-03-18", stdout=out)
    assert json.loads(out.getvalue())["failed"] == 1


@pytest.mark.parametrize("day", ["2026-02-30", "2026-3-1", "20260301", "heute", "2026-03-01x"])
def test_command_refuses_what_is_no_day(day):
    with pytest.raises(CommandError, match="--on"):
        call_command("sweep_deadlines", "--on", day)


@pytest.mark.requirement("R66")
def test_due_date_prints_the_sum(db):
    assert run("due_date", "2026-03-01", "2m") == {
        "nominal": "2026-05-01",
        "due": "2026-05-06",
        "provisional": False,
        "explanation": "3月1日的次日起算，2个月，至5月1日；逢劳动节放假顺延至5月6日",
    }
    assert run("due_date", "2026-11-23", "2m")["provisional"] is True


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("2026-02-30", "2m"), "START"),
        (("2026-02-01", "2y"), "PERIOD"),
        (("2026-02-01", "0d"), "PERIOD"),
        (("9999-12-01", "2m"), "PERIOD"),
        (("2026-02-01",), "PERIOD"),
    ],
)
def test_due_date_refuses_bad_input_in_one_line(db, arguments, told):
    out = StringIO()

    with pytest.raises(CommandError, match=told) as refusal:
        call_command("due_date", *arguments, stdout=out)
    assert (out.getvalue(), str(refusal.value).count("\n")) == ("", 0)
