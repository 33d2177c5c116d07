"""Many matters at once: sorted to whose duty they are, offered by their receiver, and what still waits of them."""

import pytest
import time_machine
from django.urls import reverse

from inspections.closing import gaps
from rectification.models import Classification
from tests.accounts.builders import sign_in
from tests.inspections.builders import add_finding, at_on, confirm_finding
from tests.inspections.files import words_of
from tests.rectification.hand_offs import builders as b
from tests.rectification.hand_offs.test_pages import address, get, post, read

pytestmark = pytest.mark.django_db


def sort_page(round_) -> str:
    return reverse("rectification:classification-sort-many", args=[round_.pk])


def list_page(round_, **asked) -> str:
    return reverse("inspections:finding-list", args=[round_.pk]) + (
        "?" + "&".join(f"{name}={value}" for name, value in asked.items()) if asked else ""
    )


@pytest.mark.requirement("R61")
def test_violations_are_sorted_together_each_to_whom_the_duty_table_names(client):
    round_ = b.approved_round()
    here = round_.here
    lift, chemicals = here.extra["violation"], here.extra["breach"]
    listed = read(client, here.leader, list_page(round_), day=b.SORTED)
    assert f'value="{lift.number}"' in listed and sort_page(round_) in listed
    page = read(client, here.leader, f"{sort_page(round_)}?n={lift.number}&n={chemicals.number}", day=b.SORTED)
    assert "高新区市场监管分局" in page and "高新区消防救援大队" in page and b.LEAD not in page

    data = {"n": [lift.number, chemicals.number], "is_unlawful": "yes", "matter": "breach", "on": "2026-03-26"}
    answer = post(client, here.leader, sort_page(round_), data, day=b.SORTED)

    assert answer.status_code == 302
    found = {one.finding: (one.is_unlawful, one.proposed_receiver) for one in Classification.objects.all()}
    assert found == {lift: (True, here.extra["market"]), chemicals: (True, here.extra["fire"])}


def test_one_without_an_entry_in_the_duty_table_is_refused_alone_and_says_so(client):
    round_ = b.approved_round()
    here = round_.here
    lift, neglect = here.extra["violation"], here.extra["neglect"]
    page = read(client, here.leader, f"{sort_page(round_)}?all=1", day=b.SORTED)
    assert "职责分工未列明" in page

    data = {"n": [lift.number, neglect.number], "is_unlawful": "yes", "matter": "neglect", "on": "2026-03-26"}
    answer = post(client, here.leader, sort_page(round_), data, day=b.SORTED)

    assert answer.status_code == 409 and "请单独办理分类处置" in answer.content.decode()
    assert [one.finding for one in Classification.objects.all()] == [lift]


def test_type_is_asked_where_they_are_unlawful(client):
    round_ = b.approved_round()
    data = {"n": [2], "is_unlawful": "yes", "on": "2026-03-26"}
    answer = post(client, round_.here.leader, sort_page(round_), data, day=b.SORTED)
    assert answer.status_code == 422 and "属于哪一类" in answer.content.decode()


def test_nobody_but_the_leader_is_offered_it(client):
    round_ = b.approved_round()
    for person in (round_.here.office, round_.here.member):
        assert sort_page(round_) not in read(client, person, list_page(round_), day=b.SORTED)


# --- The draft -----------------------------------------------------------------------------------------------------


def groups(client, round_, query="") -> list[tuple[str, list[str], bool]]:
    answer = get(client, round_.here.office, address("hand-off-draft", round_) + query, day=b.SORTED)
    field = answer.context["form"]["findings"]
    told = field.field.widget.get_context("findings", field.value(), {"id": "id_findings"})["groups"]
    return [(label, [str(option["label"])[:2] for option in options], is_open) for label, options, is_open in told]


@pytest.mark.requirement("R61")
def test_the_matters_of_one_receiver_stand_open_and_the_rest_is_folded(client):
    round_ = b.approved_round()
    here = round_.here
    b.sort(here.extra["violation"], here, receiver=here.extra["market"])
    query = f"?finding={here.extra['violation'].pk}"

    assert groups(client, round_, query) == [
        ("移交高新区市场监管分局", ["2."], True),
        ("移交高新区消防救援大队", ["3."], False),
        ("待移交，接收单位未定", ["4."], False),
        ("其他问题（已移交或者无需移交）", ["1."], False),
    ]


def test_what_need_not_be_handed_over_is_searched_and_may_still_be_chosen(client):
    round_ = b.matters_round()
    here = round_.here
    for _number in range(9):
        confirm_finding(add_finding(round_), here)
    page = read(client, here.office, address("hand-off-draft", round_), day=b.SORTED)
    assert page.count("data-narrows") == 1
    ordinary = round_.findings.ordinary().get(number=1)
    data = {"findings": [ordinary.pk], "receiver": here.extra["market"].pk}
    assert post(client, here.office, address("hand-off-draft", round_), data, day=b.SORTED).status_code == 302


def test_nothing_is_open_where_nothing_waits(client):
    hand_off = b.sent()
    here, round_ = hand_off.here, hand_off.round
    for name in ("breach", "neglect"):
        b.sort(here.extra[name], here, receiver=here.extra["fire"])
    round_.here = here
    b.draft(round_, [here.extra["breach"], here.extra["neglect"]], here.extra["fire"], by=here.office)
    assert [is_open for _label, _options, is_open in groups(client, round_)] == [False]


def test_draft_under_edit_keeps_its_own_among_what_waits(client):
    hand_off = b.drafted()
    page = read(client, hand_off.here.office, address("hand-off-edit", hand_off), day=b.SORTED)
    first = page.index("移交高新区市场监管分局 <span")
    assert first < page.index(b.VIOLATION) < page.index("移交高新区消防救援大队 <span")


# --- How it stands -------------------------------------------------------------------------------------------------


def test_finding_list_tells_how_the_hand_off_stands(client):
    hand_off = b.drafted()
    here, round_ = hand_off.here, hand_off.round
    assert "移交：草稿" in read(client, here.office, list_page(round_), day=b.SENT)

    hand_off = b.receive(b.send(hand_off, here), here)
    page = read(client, here.leader, list_page(round_))
    assert f"移交：{hand_off.get_status_display()}" in page
    with time_machine.travel(at_on(b.RECEIVED), tick=False):
        file = words_of(sign_in(client, here.office).get(list_page(round_, export="csv")))
    assert hand_off.get_status_display() in file


def test_hand_off_of_a_lead_is_told_to_nobody_who_does_not_see_the_lead(client):
    hand_off = b.sent_lead()
    here, round_ = hand_off.here, hand_off.round
    told = f"移交：{hand_off.get_status_display()}"
    assert told not in read(client, here.office, list_page(round_))
    assert told in read(client, here.committee, list_page(round_))


@pytest.mark.parametrize(("state", "numbers"), [("unsorted", [3, 4]), ("unhanded", []), ("unanswered", [2])])
def test_findings_are_found_by_what_they_wait_for(client, state, numbers):
    hand_off = b.sent()
    rows = get(client, hand_off.here.office, list_page(hand_off.round, hand_off=state)).context["rows"]
    assert [row.finding.number for row in rows] == numbers


@pytest.mark.requirement("R84")
def test_each_gap_leads_to_its_thing_and_names_who_must_act(client):
    hand_off = b.sent()
    here, round_ = hand_off.here, hand_off.round
    b.sort(here.extra["breach"], here, receiver=here.extra["fire"])

    told = {gap.label: (gap.path, gap.who) for gap in gaps(round_, b.RECEIVED)}

    assert told["尚未分类处置：问题 4"] == (here.extra["neglect"].get_absolute_url(), "巡查组组长")
    assert told["尚未移交：问题 3"] == (here.extra["breach"].get_absolute_url(), "安委办")
    assert (hand_off.get_absolute_url(), "市场监管分局") in told.values()
    page = read(client, here.office, reverse("inspections:round-close", args=[round_.pk]))
    assert "由巡查组组长办理" in page and "由市场监管分局办理" in page


def test_page_of_the_round_leads_to_sorting_them_together(client):
    round_ = b.approved_round()
    here = round_.here
    way = f"{sort_page(round_)}?hand_off=unsorted&amp;all=1"
    assert way in read(client, here.leader, round_.get_absolute_url(), day=b.SORTED)
    assert way not in read(client, here.office, round_.get_absolute_url(), day=b.SORTED)
    assert "未列入" not in read(client, here.leader, way.replace("&amp;", "&"), day=b.SORTED)
    for name, receiver in (("breach", "fire"), ("neglect", "fire")):
        b.sort(here.extra[name], here, receiver=here.extra[receiver])
    assert way not in read(client, here.leader, round_.get_absolute_url(), day=b.SORTED)


def test_gap_of_several_leads_to_the_list_of_them():
    round_ = b.approved_round()
    (path,) = [gap.path for gap in gaps(round_, b.SORTED) if gap.label.startswith("尚未分类处置")]
    assert path == list_page(round_, hand_off="unsorted")
