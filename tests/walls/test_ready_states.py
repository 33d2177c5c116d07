"""A state that is laid in is the state that was built, row by row; anything else in a test makes it be built."""

import pytest
from django.db import transaction

from accounts.models import Unit
from core.models import AuditEvent
from inspections.models import SubdistrictRound
from tests import ready_states
from tests.inspections import builders as inspecting
from tests.planning import builders as planning
from tests.rectification import builders as rectifying

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_kept():
    """Each of these tests begins as the first of a worker does."""
    kept = dict(ready_states._kept)
    ready_states._kept.clear()
    yield
    ready_states._kept.clear()
    ready_states._kept.update(kept)


@pytest.fixture
def afresh():
    """Begins anew in the same test: whatever was written is undone, as between two tests."""

    def begin():
        ready_states._test.state, ready_states._test.issued = (), []
        return transaction.atomic()

    return begin


class Undone(Exception):  # noqa: N818  it is no error
    pass


def in_a_test(afresh, act):
    """What `act` returns; its rows are undone."""
    try:
        with afresh():
            found = act()
            raise Undone
    except Undone:
        return found


@pytest.fixture
def ran():
    """The calls that were really built and kept."""
    calls, build = [], ready_states._build

    def watched(call, given):
        calls.append(call)
        return build(call, given)

    ready_states._build = watched
    yield calls
    ready_states._build = build


def rows():
    return {model: dict(found) for model, found in ready_states._everything().items()}


@pytest.mark.parametrize(
    "build",
    [rectifying.accepted_case, rectifying.returned_case, inspecting.submitted_report, planning.house],
    ids=lambda build: build.__name__,
)
def test_rows_laid_in_are_those_that_were_built(afresh, ran, build):
    built = in_a_test(afresh, lambda: (build(), rows())[1])
    before = len(ran)

    laid_in = in_a_test(afresh, lambda: (build(), rows())[1])

    assert before and len(ran) == before
    assert laid_in == built
    assert sum(map(len, built.values())) > sum(map(len, rows().values()))


def test_things_handed_out_are_whole_and_of_this_test_alone(afresh, ran):
    first = in_a_test(afresh, rectifying.signed_case)
    first.here.leader.full_name = "改过"

    def act():
        second = rectifying.signed_case()
        assert second == first and second is not first
        assert second.here.leader.full_name == "李明远"
        assert second.here.extra["clerk"].groups.exists()
        # They work: the next action goes on from them.
        rectifying.report_item(second.items.first(), second.here)
        return second.items.filter(status="reported").count()

    assert in_a_test(afresh, act) == 1


def test_state_goes_on_from_another_with_the_very_things_of_the_test(afresh, ran):
    def act():
        here = planning.house()
        team = planning.approved_team(here)
        plan = planning.approved_plan(here, team=team, subdistricts=here.subdistricts[:1])
        assert plan.team is team
        assert plan.entries.get().team == team
        return plan.entries.get().subdistrict

    built = in_a_test(afresh, act)
    before = len(ran)

    assert in_a_test(afresh, act) == built
    assert len(ran) == before


def test_builder_changes_the_things_it_was_given(afresh):
    def act():
        here = inspecting.world()
        case = rectifying.issued_case(here)
        assert case.here is here
        return sorted(here.extra)

    assert in_a_test(afresh, act) == in_a_test(afresh, act) == ["clerk", "director", "foreigner"]


def test_anything_written_before_makes_it_be_built(afresh, ran):
    in_a_test(afresh, inspecting.on_site_round)
    before = len(ran)

    def act():
        Unit.objects.create(name="别的街道", short_name="别的街道", kind="subdistrict")
        return inspecting.on_site_round()

    in_a_test(afresh, act)

    # Built past the keeper altogether, and nothing of it kept.
    assert len(ran) == before
    assert (
        in_a_test(afresh, lambda: (inspecting.on_site_round(), Unit.objects.filter(name="别的街道").exists())[1])
        is False
    )


def test_world_changed_in_hand_is_built_on_as_it_is(afresh):
    def act(*, swapped):
        here = inspecting.world()
        if swapped:
            here.leader, here.member = here.leader, here.leader
        round_ = inspecting.round_with_findings(1, here)
        return round_.findings.get().recorded_by == here.leader

    assert in_a_test(afresh, lambda: act(swapped=False)) is False
    assert in_a_test(afresh, lambda: act(swapped=True)) is True


def test_rows_undone_inside_a_test_are_not_counted_on(afresh):
    def act():
        with pytest.raises(Undone), afresh():
            inspecting.on_site_round()
            raise Undone
        assert ready_states._test.state is None
        assert not SubdistrictRound.objects.exists()
        return inspecting.ended_round().findings.count()

    assert in_a_test(afresh, act) == 6


def test_patched_house_is_built_for_real(afresh, ran, monkeypatch):
    in_a_test(afresh, inspecting.on_site_round)
    monkeypatch.setattr("inspections.scenes.steps.entered", lambda world, round_, **facts: round_)

    assert in_a_test(afresh, inspecting.on_site_round).status == "notified"
    assert not AuditEvent.objects.exists()
