"""What happens to one duty: the boundary days, the first time it is met, earlier and later starts."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.actions.scopes import open_scope
from accounts.roles import ScopeKind
from core.models import AuditEvent
from core.refusals import IllegalMove, NotAllowed, StaleCopy
from deadlines.actions import deadlines as actions
from deadlines.models import Deadline, Signal
from deadlines.presenters import present
from tests.deadlines.builders import KIND

DUE = date(2026, 3, 17)


def late_at(day=24):
    return datetime(2026, 3, day, 2, 0, tzinfo=UTC)


@pytest.mark.requirement("R56")
def test_open_deadline_stores_the_sum(house, start):
    deadline = start(start_on=date(2026, 3, 1))

    assert (deadline.nominal_on, deadline.due_on) == (date(2026, 3, 16), date(2026, 3, 16))
    assert (deadline.clause, deadline.period, deadline.is_provisional) == ("三(三)5", "15d", False)
    assert AuditEvent.objects.of(deadline).get().verb == "deadline.open"


@pytest.mark.requirement("R66")
@pytest.mark.parametrize(
    ("signed", "due"), [(date(2022, 12, 31), date(2023, 2, 28)), (date(2023, 12, 31), date(2024, 2, 29))]
)
def test_open_deadline_of_two_months_ends_with_february(start, signed, due):
    assert start(start_on=signed, period="2m").due_on == due


def test_open_deadline_twice_for_one_duty_is_refused(start):
    first = start()

    with pytest.raises(IllegalMove):
        start()
    with pytest.raises(IntegrityError), transaction.atomic():
        Deadline.objects.create(
            **{
                field.name: getattr(first, field.name)
                for field in Deadline._meta.concrete_fields
                if field.name not in ("id", "version")
            }
        )


def test_open_deadline_again_after_it_was_met(house, start, at):
    first = start(start_on=date(2026, 2, 2))
    actions.meet(deadline=first, on=date(2026, 2, 10), by=house.office, at=at)

    assert start().pk != first.pk


def test_open_deadline_of_an_unknown_kind_is_a_programming_error(start):
    with pytest.raises(KeyError):
        start(kind="test.unknown")


def test_open_deadline_needs_a_period_or_a_date(house, start):
    with pytest.raises(ValueError, match="either"):
        start(period=None)


def test_open_deadline_to_a_set_day_stands_as_it_is(start):
    deadline = start(due_on=date(2026, 3, 14))

    assert deadline.due_on.weekday() == 5
    assert deadline.due_on == deadline.nominal_on == date(2026, 3, 14)


@pytest.mark.requirement("R56")
@pytest.mark.parametrize(
    ("today", "signal", "left", "words"),
    [
        (date(2026, 3, 9), Signal.NORMAL, 8, "还剩8天"),
        (date(2026, 3, 10), Signal.NEAR, 7, "还剩7天"),
        (date(2026, 3, 16), Signal.NEAR, 1, "还剩1天"),
        (DUE, Signal.NEAR, 0, "今日到期"),
        (date(2026, 3, 18), Signal.OVERDUE, -1, "逾期1天"),
    ],
)
def test_signal_and_queries_agree_on_each_border(start, today, signal, left, words):
    deadline = start()
    found = Deadline.objects.all()

    assert (deadline.signal(today), deadline.days_left(today)) == (signal, left)
    assert present(deadline, today).words == words
    assert found.overdue(today).exists() == (signal == Signal.OVERDUE)
    assert found.near(today).exists() == (signal == Signal.NEAR)
    assert found.normal(today).exists() == (signal == Signal.NORMAL)
    assert not found.done().exists()


@pytest.mark.parametrize(
    ("instant", "late"),
    [
        (datetime(2026, 3, 17, 15, 59, tzinfo=UTC), 0),  # 23:59 in Shanghai
        (datetime(2026, 3, 17, 16, 0, tzinfo=UTC), 1),  # 00:00 of the day after
    ],
)
def test_meet_at_midnight_in_shanghai(house, start, instant, late):
    deadline = start()

    met = actions.meet(deadline=deadline, on=timezone.localdate(instant), by=house.official, at=instant)

    assert met.days_late == late


@pytest.mark.requirement("R56")
def test_meet_stores_days_late_and_freezes_them(house, start):
    deadline = actions.meet(
        deadline=start(), on=date(2026, 3, 20), by=house.official, at=late_at(), late_explanation="机构改革"
    )

    shown = present(deadline, date(2027, 1, 1))
    assert (deadline.days_late, deadline.late_explanation) == (3, "机构改革")
    assert (shown.signal, shown.days_left, shown.words) == (Signal.DONE, -3, "逾期3天完成")
    assert Deadline.objects.done().get() == deadline


def test_meet_the_first_time_counts(house, start):
    deadline = start()
    actions.meet(deadline=deadline, on=date(2026, 3, 16), by=house.official, at=late_at())

    again = actions.meet(deadline=deadline, on=date(2026, 3, 20), by=house.official, at=late_at())

    assert (again.met_on, again.days_late) == (date(2026, 3, 16), 0)


def test_meet_in_the_future_is_refused(house, start, at):
    with pytest.raises(IllegalMove):
        actions.meet(deadline=start(), on=date(2026, 3, 3), by=house.official, at=at)


@pytest.mark.requirement("R66")
def test_pull_forward_takes_the_earlier_start_only(house, start, at):
    deadline = start(start_on=date(2026, 3, 5), period="2m", start_reason="Deemed")

    sooner = actions.pull_forward(
        deadline=deadline,
        start_on=date(2026, 3, 1),
        start_reason="Signed",
        by=house.official,
        on=date(2026, 3, 1),
        at=at,
    )

    assert (sooner.started_on, sooner.due_on, sooner.start_reason) == (date(2026, 3, 1), date(2026, 5, 6), "Signed")
    with pytest.raises(IllegalMove):
        actions.pull_forward(
            deadline=deadline, start_on=date(2026, 3, 2), by=house.official, on=date(2026, 3, 2), at=at
        )


def test_extend_goes_later_only_and_keeps_the_first_date(house, start, at):
    deadline = start()
    for due_on in (date(2026, 3, 31), date(2026, 4, 15)):
        deadline = actions.extend(
            deadline=deadline, due_on=due_on, reason="设备到货晚", by=house.committee, on=date(2026, 3, 2), at=at
        )

    assert (deadline.due_on, deadline.extended_from_on) == (date(2026, 4, 15), DUE)
    assert (
        present(deadline, date(2026, 3, 2)).explanation
        == "3月2日的次日起算，15日，至3月17日；经同意延至4月15日。依据：三（三）5"
    )
    with pytest.raises(IllegalMove):
        actions.extend(
            deadline=deadline, due_on=date(2026, 4, 15), reason="同", by=house.committee, on=date(2026, 3, 2), at=at
        )


def test_restart_counts_anew_either_way_and_mends_days_late(house, start):
    deadline = actions.meet(deadline=start(), on=date(2026, 3, 20), by=house.official, at=late_at())

    mended = actions.restart(
        deadline=deadline,
        start_on=date(2026, 3, 4),
        reason="签收日登记有误",
        by=house.office,
        on=date(2026, 3, 24),
        at=late_at(),
    )

    assert (mended.due_on, mended.days_late) == (date(2026, 3, 19), 1)
    event = AuditEvent.objects.of(deadline).last()
    assert (event.verb, event.old["due_on"], event.new["due_on"]) == ("deadline.restart", "2026-03-17", "2026-03-19")


def test_restart_leaves_a_granted_date_alone(house, start, at):
    deadline = actions.extend(
        deadline=start(), due_on=date(2026, 4, 15), reason="设备", by=house.committee, on=None, at=at
    )

    mended = actions.restart(
        deadline=deadline, start_on=date(2026, 2, 27), reason="更正", by=house.office, on=None, at=at
    )

    assert (mended.due_on, mended.extended_from_on) == (date(2026, 4, 15), date(2026, 3, 16))


@pytest.mark.parametrize("verb", ["meet", "extend", "pull_forward", "restart", "void"])
def test_voided_deadline_takes_no_more_verbs(house, start, at, verb):
    deadline = actions.void(deadline=start(), reason="问题已撤回", by=house.office, on=date(2026, 3, 2), at=at)
    day = date(2026, 3, 2)
    calls = {
        "meet": {"on": day},
        "extend": {"due_on": date(2027, 1, 1), "reason": "x", "on": day},
        "pull_forward": {"start_on": day, "on": day},
        "restart": {"start_on": day, "reason": "x", "on": day},
        "void": {"reason": "x", "on": day},
    }

    with pytest.raises(IllegalMove):
        getattr(actions, verb)(deadline=deadline, by=house.office, at=at, **calls[verb])
    assert present(deadline, day).words == "已撤销"
    assert not Deadline.objects.live().exists()


def test_explain_lateness_is_for_those_who_answer(house, start):
    deadline = actions.meet(deadline=start(), on=date(2026, 3, 20), by=house.official, at=late_at())

    for nosy in (house.stranger, house.committee):
        with pytest.raises(NotAllowed):
            actions.explain_lateness(deadline=deadline, explanation="x", by=nosy, at=late_at())
    told = actions.explain_lateness(deadline=deadline, explanation="台风影响", by=house.official, at=late_at())
    assert told.late_explanation == "台风影响"
    with pytest.raises(StaleCopy):
        actions.explain_lateness(
            deadline=deadline, explanation="y", by=house.office, at=late_at(), version=deadline.version
        )


def test_explain_lateness_of_what_was_in_time_is_refused(house, start):
    deadline = actions.meet(deadline=start(), on=DUE, by=house.official, at=late_at())

    with pytest.raises(IllegalMove):
        actions.explain_lateness(deadline=deadline, explanation="x", by=house.official, at=late_at())


def test_constraint_refuses_days_late_without_being_late(start):
    deadline = start()
    deadline.days_late = 2

    with pytest.raises(IntegrityError), transaction.atomic():
        deadline.save()


def test_visible_to_the_unit_and_the_round_and_nobody_else(house, start):
    own = start(round_scope=house.round_scope)
    sealed = start(subject=house.other_subdistrict, scope=open_scope(kind=ScopeKind.SEALED, label="暗访"))

    def seen(user):
        return set(Deadline.objects.visible_to(user))

    assert seen(house.official) == seen(house.office) == {own}
    assert seen(house.stranger) == seen(house.sysadmin) == set()
    assert seen(house.committee) == {own, sealed}
    assert Deadline.objects.of(house.subdistrict).of_kind(KIND).get() == own


def test_due_within_counts_both_ends(start):
    start()

    for days_before, found in ((3, True), (4, False)):
        assert Deadline.objects.due_within(DUE - timedelta(days=days_before), 3).exists() == found
    assert not Deadline.objects.due_within(DUE + timedelta(days=1), 3).exists()
