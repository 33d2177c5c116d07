"""No round closes over a major hazard that was neither listed and removed nor verified as gone before (R64)."""

import pytest

from core.refusals import IllegalMove
from inspections.actions import rounds
from inspections.closing import gaps
from rectification.contributions.listings import gate
from rectification.scenes import listings as steps
from tests.inspections.builders import at_on
from tests.rectification import builders as cases
from tests.rectification.listings import builders as b

pytestmark = pytest.mark.django_db


def labels(round_, day=b.LATER) -> list[str]:
    return [str(gap.label) for gap in gate(round_, day)]


@pytest.mark.requirement("R64")
def test_confirmed_major_hazard_keeps_the_round_open_until_it_is_listed_and_removed():
    case = b.case_with_major()
    here, round_, major = case.here, case.round, case.here.extra["major"]
    assert labels(round_) == [f"重大事故隐患既未挂牌督办，也未在审定前核实消除：第{major.number}号问题"]
    assert {gap.label for gap in gate(round_, b.LATER)} <= {gap.label for gap in gaps(round_, b.LATER)}
    with pytest.raises(IllegalMove, match="既未挂牌督办"):
        rounds.close(round=round_, by=here.office, on=b.LATER, at=at_on(b.LATER))

    listing = steps.proposed(here, major, by=here.leader, department=here.department, on=b.PROPOSED, due_on=b.DUE)
    open_while = [labels(round_)]
    listing = steps.listed(here, listing, on=b.LISTED)
    open_while.append(labels(round_))
    listing = steps.sign_shown(here, listing, by=here.extra["clerk"], on=b.SIGNED)
    listing = steps.requested(here, listing, by=here.extra["clerk"], on=b.REQUESTED)
    open_while.append(labels(round_))
    listing = steps.accepted(here, listing, by=here.member, on=b.LOOKED)
    open_while.append(labels(round_))
    listing = steps.removed(here, listing, on=b.DECIDED)
    assert ["未摘牌" in words for (words,) in open_while] == [True] * 4
    assert labels(round_) == [f"{listing}：挂牌尚未公布、摘牌尚未公布"]

    b.published(listing, here)
    assert labels(round_) == []


@pytest.mark.requirement("R64")
def test_removal_verified_before_the_committee_decided_stands_for_the_listing():
    listing = b.proposed()
    here, round_ = listing.here, listing.round
    assert labels(round_) != []

    steps.looked(here, listing, by=here.member, on=b.LISTED, result="removed")
    steps.left_out(here, listing, on=b.LISTED)

    assert labels(round_) == []


def test_withdrawn_hazard_keeps_nothing_open():
    listing = b.listed()
    assert labels(listing.round) != []

    listing.finding.status = "withdrawn"
    listing.finding.withdraw_reason = "误判"
    listing.finding.save()

    assert labels(listing.round) == []


def test_ordinary_hazards_need_no_listing():
    case = cases.signed_case()
    assert case.round.findings.filter(kind="general_hazard").exists()
    assert len(labels(case.round)) == 1
