"""Which deadlines the sweep looks at, and when again (docs/adr/0040)."""

from datetime import timedelta

from accounts.models.unit import UnitKind
from deadlines import kinds
from deadlines.actions import deadlines as actions
from deadlines.actions import sweep as sweeping
from deadlines.actions.looks import rebuild_looks
from deadlines.actions.sweep import sweep
from deadlines.looks import late_looks
from deadlines.models import Deadline
from tests.accounts.builders import unit
from tests.deadlines.builders import KIND
from tests.deadlines.test_sweep import AT, DUE, on


def test_sweep_reads_what_has_a_rung_to_reach_and_nothing_else(house, start, monkeypatch):
    """The bound of DESIGN §8: neither what is overdue and told, nor what is far from its first rung."""
    read = []
    chunk = sweeping._candidates
    monkeypatch.setattr(sweeping, "_candidates", lambda *asked: read.append(chunk(*asked)) or read[-1])
    start()
    for days in (-40, 30, 45, 300):
        start(subject=unit(UnitKind.SUBDISTRICT), due_on=DUE + timedelta(days=days), period=None)
    sweep(on=on(-7), at=AT)
    read.clear()

    sweep(on=on(-7), at=AT)
    assert read == [[]]

    near = start(subject=unit(UnitKind.SUBDISTRICT), due_on=on(-8), period=None)
    sweep(on=on(-7), at=AT)
    assert read == [[], [near]]


def test_sweep_looks_again_on_the_day_of_the_next_rung(start):
    deadline = start()
    looks = {}
    for days_left in (60, 8, 7, 6, 3, 0, -1, -7):
        sweep(on=on(days_left), at=AT)
        deadline.refresh_from_db()
        looks[days_left] = deadline.look_on
    assert looks == {
        60: on(7), 8: on(7), 7: on(3), 6: on(3), 3: on(1), 0: on(-1), -1: on(-3), -7: None
    }  # fmt: skip
    assert list(late_looks()) == []


def test_sweep_that_only_counts_puts_nothing_off(start):
    deadline = start()
    before = deadline.look_on

    sweep(on=on(10), at=AT, dry_run=True)
    sweep(on=on(3), at=AT, dry_run=True)

    deadline.refresh_from_db()
    assert deadline.look_on == before


def test_check_finds_a_rung_that_would_be_missed_and_the_rebuild_mends_it(house, start):
    deadline = start()
    sweep(on=on(3), at=AT)
    assert list(late_looks()) == []
    for wrong in (on(0), None):
        Deadline.objects.update(look_on=wrong)
        assert list(late_looks()) == [deadline]
        assert rebuild_looks() == 1
        assert list(late_looks()) == []

    assert sweep(on=on(1), at=AT)["sent"] == {KIND: {"1": 1}}


def test_sweep_leaves_a_day_that_an_action_has_set_meanwhile(house, start):
    deadline = start()
    run = sweeping._Run(on=on(20), at=AT, dry_run=False)
    (found,) = sweeping._candidates(run, None)
    run.visit(found, {})
    actions.extend(deadline=deadline, due_on=on(-30), reason="设备", by=house.committee, on=None, at=AT)

    run.put_off()

    deadline.refresh_from_db()
    assert deadline.look_on == on(-30) - timedelta(days=kinds.FARTHEST_RUNG)
