"""The sweep: on time, late, twice, eight at once, killed half-way, after an extension."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import close_old_connections, connection, connections
from django.test.utils import CaptureQueriesContext

from accounts.actions.scopes import open_scope
from accounts.models import Message, User
from accounts.models.unit import UnitKind
from accounts.roles import Role, ScopeKind
from core.models import OutboundMail
from deadlines import kinds
from deadlines.actions import deadlines as actions
from deadlines.actions import sweep as sweeping
from deadlines.actions.sweep import sweep
from deadlines.kinds import DeadlineKind
from deadlines.models import Reminder, ReminderState
from tests.accounts.builders import person, unit
from tests.deadlines.builders import KIND, house, running

DUE = date(2026, 3, 17)
AT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


def on(days_left):
    return DUE - timedelta(days=days_left)


def rows(state=ReminderState.SENT):
    return {(row.rung, row.recipient) for row in Reminder.objects.filter(state=state).select_related("recipient")}


@pytest.mark.requirement("R56")
@pytest.mark.parametrize(
    ("days_left", "rung", "who", "before"),
    [
        (7, 7, "official", None),
        (6, 7, "official", None),
        (3, 3, "official", 7),
        (1, 1, "official", 3),
        (0, 0, "official", 1),
        (-1, -1, "office", 0),
        (-2, -1, "office", 0),
        (-3, -3, "committee", -1),
        (-7, -7, "office", -3),
        (-400, -7, "office", -3),
    ],
)
def test_sweep_sends_the_highest_rung_passed(house, start, days_left, rung, who, before):
    """`before`: the last rung that an earlier run sent."""
    start()
    if before is not None:
        sweep(on=on(before), at=AT)
    known = set(Reminder.objects.values_list("pk", flat=True))
    heard = set(Message.objects.values_list("pk", flat=True))

    counts = sweep(on=on(days_left), at=AT)

    assert counts["sent"] == {KIND: {str(rung): 1}}
    new = Reminder.objects.exclude(pk__in=known).exclude(state=ReminderState.SKIPPED)
    assert [(row.rung, row.recipient) for row in new] == [(rung, getattr(house, who))]
    assert Message.objects.exclude(pk__in=heard).get().recipient == getattr(house, who)


@pytest.mark.parametrize("days_left", [8, 30, 200])
def test_sweep_before_the_first_rung_sends_nothing(start, days_left):
    start()

    assert sweep(on=on(days_left), at=AT)["sent"] == {}


def test_sweep_day_by_day_climbs_the_whole_ladder_once(house, start):
    start()

    for days_left in range(12, -12, -1):
        for _twice in range(2):
            sweep(on=on(days_left), at=AT)

    assert [row.rung for row in Reminder.objects.all()] == [7, 3, 1, 0, -1, -3, -7]
    assert Message.objects.count() == 7


def test_sweep_after_downtime_stores_the_skipped_rungs(house, start):
    start()
    sweep(on=on(7), at=AT)

    counts = sweep(on=on(-4), at=AT)

    assert counts["sent"] == {KIND: {"-3": 3}}
    assert counts["skipped"] == {KIND: {"3": 1, "1": 1, "0": 1, "-1": 1}}
    assert rows() == {(7, house.official), (-3, house.committee), (-3, house.official), (-3, house.office)}
    assert rows(ReminderState.SKIPPED) == {
        (3, house.official),
        (1, house.official),
        (0, house.official),
        (-1, house.office),
    }


@pytest.mark.requirement("R56")
@pytest.mark.parametrize(
    ("days_left", "above"), [(-1, {"office"}), (-3, {"office", "committee"}), (-7, {"office", "committee"})]
)
def test_sweep_after_downtime_tells_those_responsible_too(house, start, days_left, above):
    start()

    sweep(on=on(days_left), at=AT)

    told = {message.recipient for message in Message.objects.all()}
    assert told == {house.official, *(getattr(house, who) for who in above)}
    mine = Message.objects.get(recipient=house.official)
    assert f"逾期{-days_left}天" in mine.subject
    assert sweep(on=on(days_left), at=AT)["sent"] == {}


def test_sweep_gives_the_draft_of_a_chase_note_to_the_office_alone(house, start):
    start()

    sweep(on=on(-7), at=AT)

    drafts = {message.recipient for message in Message.objects.filter(body__contains="催办函初稿")}
    assert drafts == {house.office}


def test_sweep_with_a_clock_set_back_sends_nothing_again(start):
    start()
    sweep(on=on(0), at=AT)

    assert sweep(on=on(3), at=AT)["sent"] == {}


def test_sweep_starts_anew_after_an_extension(house, start):
    deadline = start()
    sweep(on=on(-3), at=AT)
    actions.extend(deadline=deadline, due_on=date(2026, 3, 27), reason="设备", by=house.committee, on=None, at=AT)

    counts = sweep(on=date(2026, 3, 20), at=AT)

    assert counts["sent"] == {KIND: {"7": 1}}
    assert Reminder.objects.filter(due_on=date(2026, 3, 27)).count() == 1


@pytest.mark.parametrize("verb", ["meet", "void"])
def test_sweep_leaves_alone_what_no_longer_runs(house, start, verb):
    deadline = start()
    details = {"meet": {}, "void": {"reason": "撤回"}}[verb]
    getattr(actions, verb)(deadline=deadline, by=house.office, on=date(2026, 3, 2), at=AT, **details)

    assert sweep(on=on(-7), at=AT)["sent"] == {}


@pytest.mark.parametrize(("days_left", "told"), [(3, 1), (-3, 3)])
def test_sweep_killed_between_rung_and_message_sends_next_time(start, monkeypatch, days_left, told):
    start()

    def killed(**kwargs):
        raise SystemExit

    with monkeypatch.context() as broken:
        broken.setattr(sweeping, "notify", killed)
        with pytest.raises(SystemExit):
            sweep(on=on(days_left), at=AT)
    assert (Reminder.objects.count(), Message.objects.count()) == (0, 0)

    sweep(on=on(days_left), at=AT)
    assert Message.objects.count() == told


def test_sweep_goes_on_after_a_bad_row_and_reports_it(house, start, known_kinds, caplog):
    def breaks(deadline, today):
        raise RuntimeError("bad row")

    known_kinds["test.bad"] = DeadlineKind("test.bad", "坏", breaks)
    for each in (house.other_subdistrict, house.office.unit):
        start(subject=each, kind="test.bad")
    start()

    counts = sweep(on=on(3), at=AT)

    assert (counts["failed"], counts["sent"]) == (2, {KIND: {"3": 1}})
    assert "bad row" in caplog.text


def test_sweep_fails_a_kind_nobody_registered(start, known_kinds):
    start()
    del known_kinds[KIND]

    assert sweep(on=on(3), at=AT)["failed"] == 1


def test_sweep_dry_run_counts_and_keeps_nothing(start):
    start()

    counts = sweep(on=on(3), at=AT, dry_run=True)

    assert (counts["sent"], counts["dry_run"]) == ({KIND: {"3": 1}}, True)
    assert (Reminder.objects.count(), Message.objects.count()) == (0, 0)


def test_sweep_tells_the_office_where_nobody_is_responsible(house, start):
    User.objects.filter(pk=house.official.pk).update(is_active=False)
    start()

    sweep(on=on(3), at=AT)

    assert rows() == {(3, house.office)}


def test_sweep_tries_again_while_there_is_nobody_at_all(house, start):
    User.objects.update(is_active=False)
    start()

    assert sweep(on=on(3), at=AT)["nobody"] == 1
    assert Reminder.objects.count() == 0
    User.objects.filter(pk=house.official.pk).update(is_active=True)
    assert sweep(on=on(3), at=AT)["sent"] == {KIND: {"3": 1}}


def test_sweep_tells_only_people_who_may_know(house, start):
    start(
        scope=open_scope(kind=ScopeKind.SEALED, label="暗访"),
        responsible_unit=None,
        subject_label="暗访某企业",
        kind=KIND,
    )

    sweep(on=on(-1), at=AT)
    assert rows() == set()
    sweep(on=on(-3), at=AT)

    assert Message.objects.get().recipient == house.committee
    assert "暗访" not in Message.objects.get().subject
    assert "整改报告" not in OutboundMail.objects.get().subject


@pytest.mark.parametrize(
    ("kind", "days_left", "digest", "any_hour"),
    [
        (KIND, 3, True, False),
        (KIND, -1, True, False),
        (KIND, -3, False, False),
        (KIND, -7, False, False),
        ("test.hazard", 3, False, True),
        ("test.hazard", -7, False, True),
    ],
)
def test_sweep_last_rungs_skip_the_digest_and_hazards_the_hours(start, kind, days_left, digest, any_hour):
    start(kind=kind)

    sweep(on=on(days_left), at=AT)

    mails = OutboundMail.objects.all()
    assert {(mail.is_digest, mail.ignores_hours) for mail in mails} == {(digest, any_hour)}


def test_sweep_last_rung_drafts_a_chase_note_and_calls_the_hook(house, start):
    called = []
    kinds.register_escalation(lambda **facts: called.append(facts))
    deadline = start()

    sweep(on=on(-7), at=AT)

    body = Message.objects.get(recipient=house.office).body
    assert "期限甲街道：“整改报告”（甲街道整改报告）应于2026年3月17日前完成，现逾期7天。" in body
    assert "约谈" in body
    assert called == [{"deadline": deadline, "rung": -7, "on": on(-7), "at": AT}]


def test_sweep_takes_the_ladder_of_the_ruleset(start):
    kinds.register_ladders(lambda deadlines: {each.pk: (20, 0) for each in deadlines})
    start()

    assert sweep(on=on(18), at=AT)["sent"] == {KIND: {"20": 1}}
    assert sweep(on=on(7), at=AT)["sent"] == {}


def test_sweep_refuses_a_ladder_it_would_not_look_ahead_for(start):
    kinds.register_ladders(lambda deadlines: {each.pk: (90, 0) for each in deadlines})
    start()

    assert sweep(on=on(3), at=AT)["failed"] == 1


def test_sweep_asks_as_little_for_many_as_for_one_when_nothing_is_new(house, start):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            sweep(on=on(3), at=AT)
        return len(seen)

    start()
    sweep(on=on(3), at=AT)
    one = queries()
    for _number in range(30):
        start(subject=unit(UnitKind.SUBDISTRICT))
    first_run = queries()

    assert (one, queries()) == (2, 2)
    assert first_run <= 5 + 30 * 12


def test_sweep_goes_through_more_than_one_chunk(house, start, monkeypatch):
    monkeypatch.setattr(sweeping, "_CHUNK", 2)
    for _number in range(5):
        start(subject=unit(UnitKind.SUBDISTRICT))

    assert sweep(on=on(3), at=AT)["sent"] == {KIND: {"3": 5}}


def _sweep_in_a_thread(_number):
    close_old_connections()
    try:
        return sweep(on=on(-3), at=AT)
    finally:
        connections.close_all()


def _eight_at_once():
    people = house()
    for _number in range(3):
        running(people, subject=unit(UnitKind.SUBDISTRICT))
    person(Role.COMMITTEE, people.committee.unit)

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(_sweep_in_a_thread, range(8)))

    assert [counts["failed"] for counts in found] == [0] * 8
    assert sum(counts["sent"].get(KIND, {}).get("-3", 0) for counts in found) == 12
    assert (Message.objects.count(), Reminder.objects.filter(rung=-3).count()) == (12, 12)


@pytest.mark.django_db(transaction=True)
def test_sweep_eight_at_once_tells_everybody_once():
    _eight_at_once()


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_sweep_eight_at_once_on_postgresql():
    assert connection.vendor == "postgresql"
    _eight_at_once()
