"""Board, notes, forms, and what stands on the pages of the matters (R24)."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import parts
from core.sections import HISTORY
from core.work import tasks_for
from rectification.models import Chase, ChaseCall
from tests.accounts.builders import sign_in
from tests.inspections.builders import at_on
from tests.rectification.chases import builders as b

pytestmark = pytest.mark.django_db
BOARD, NOTES = reverse("rectification:chase-board"), reverse("rectification:chase-list")
ISSUE, LOG = reverse("rectification:chase-issue"), reverse("rectification:chase-call-log")
TODAY = date(2026, 6, 3)
YELLOW_IS_DUE = parts.light("overdue", "黄色催办单")


def get(client, person, url, *, day=TODAY, status=200):
    with time_machine.travel(at_on(day), tick=False):
        answer = sign_in(client, person).get(url)
    assert answer.status_code == status
    return answer


def read(client, person, url, **kwargs) -> str:
    return " ".join(get(client, person, url, **kwargs).content.decode().split())


def post(client, person, url, data, *, day=TODAY):
    with time_machine.travel(at_on(day), tick=False):
        return sign_in(client, person).post(url, data)


@pytest.mark.requirement("R24")
def test_board_tells_how_late_how_often_and_when_the_next_step_comes(client):
    chase = b.chased()
    here = chase.here
    b.call([chase.duty], here, outcome="答应周五报送")

    page = read(client, here.office, BOARD)

    for words in (chase.letter.full_number, "● 蓝色", "答应周五报送", "黄色催办单", "2026-06-02", "逾期7天"):
        assert words in page, words
    assert f"{ISSUE}?n={chase.duty.pk}" in page and f"{LOG}?n={chase.duty.pk}" in page
    early = read(client, here.office, BOARD, day=b.BLUE_ON)
    assert "2026-06-02起" in early and str(YELLOW_IS_DUE) not in early and str(YELLOW_IS_DUE) in page


@pytest.mark.parametrize(("query", "most"), [("", 9), ("?q=兴仁", 11), ("?level=never", 9)])
def test_of_duties_that_were_not_chased_no_notes_and_no_calls_are_read(client, query, most):
    here = b.late_case().here
    sign_in(client, here.office)
    with time_machine.travel(at_on(TODAY), tick=False), CaptureQueriesContext(connection) as caught:
        page = client.get(BOARD + query)

    assert "逾期7天" in page.content.decode()
    assert len(caught) <= most
    assert not [one for one in caught if one["sql"].startswith('SELECT "rectification_chase')]


def test_committee_reads_the_board_and_chases_nobody_and_others_have_none(client):
    chase = b.chased()
    here = chase.here
    page = read(client, here.committee, BOARD)
    assert chase.letter.full_number in page and ISSUE not in page and LOG not in page
    for person in (here.leader, here.member, here.principal, here.extra["clerk"]):
        get(client, person, BOARD, status=403)


@pytest.mark.parametrize(
    ("query", "is_there"),
    [
        ("level=never", False), ("level=blue", True), ("level=red", False), ("due=1", True),
        ("kind=rectification", True), ("kind=report", False), ("q=兴仁", True), ("q=没有", False), ("unit=x", False),
    ],
)  # fmt: skip
def test_board_is_filtered(client, query, is_there):
    chase = b.chased()
    page = read(client, chase.here.office, f"{BOARD}?{query}")
    assert (str(chase.duty.pk) in page) is is_there


def test_board_is_exported_as_filtered_and_empty_where_nothing_is_late(client):
    case = b.late_case()
    office = case.here.office
    with time_machine.travel(at_on(TODAY), tick=False):
        answer = sign_in(client, office).get(f"{BOARD}?export=csv")
        file = b"".join(answer).decode()
    assert "兴仁街道" in file and "蓝色催办单" in file and "7" in file
    assert "没有逾期事项" in read(client, office, BOARD, day=b.DUE)


@pytest.mark.requirement("R24")
def test_one_or_all_that_is_listed_is_chased_from_one_form(client):
    case = b.late_case()
    here = case.here
    other = b.another_duty(case, here.other_subdistrict)
    form = read(client, here.office, f"{ISSUE}?all=1")
    assert form.count('name="deadlines"') == 2 and "按规则为“● 蓝色”" in form

    answer = post(client, here.office, ISSUE, {"deadlines": [case.deadline.pk, other.pk], "on": "2026-06-03"})

    assert answer.status_code == 302 and answer["Location"] == NOTES
    assert Chase.objects.count() == 2
    assert read(client, here.office, NOTES).count("枣高安委办催〔2026〕") >= 2
    again = post(client, here.office, ISSUE, {"deadlines": [case.deadline.pk], "on": "2026-06-03"})
    assert again.status_code == 409 and "已于2026年6月3日催办" in again.content.decode()


def test_form_begins_with_what_was_chosen_and_says_where_nothing_is(client):
    case = b.late_case()
    office, item = case.here.office, case.items.first()
    for query in (f"n={case.deadline.pk}", f"of={case.pk}", f"of={item.pk}", "unit=&all=1"):
        assert read(client, office, f"{ISSUE}?{query}").count('name="deadlines"') == 1, query
    for query in ("", "n=x", f"of={case.here.office.unit.pk}", "of=x"):
        page = read(client, office, f"{ISSUE}?{query}")
        assert 'name="deadlines"' not in page and "前往催办台" in page, query
    assert post(client, office, ISSUE, {"deadlines": ["x"], "on": "2026-06-03"}).status_code == 422


@pytest.mark.requirement("R24")
def test_call_is_logged_with_two_fields_and_proposes_whom_to_call(client):
    case = b.late_case()
    here = case.here
    type(here.principal).objects.filter(pk=here.principal.pk).update(phone="0632-5550001")
    type(here.subdistrict).objects.filter(pk=here.subdistrict.pk).update(phone="0632-5550000")
    form = read(client, here.office, f"{LOG}?n={case.deadline.pk}")
    assert form.count("可联系：") >= 2 and "0632-5550001" in form and "0632-5550000" in form
    assert f"{here.principal.full_name}" in form

    data = {"deadlines": [case.deadline.pk], "spoken_to": "王主任", "outcome": "周五报送", "on": "2026-06-03"}
    answer = post(client, here.office, LOG, data)

    assert answer.status_code == 302 and answer["Location"] == BOARD
    assert ChaseCall.objects.get().outcome == "周五报送"


def test_several_bodies_have_no_one_to_call(client):
    case = b.late_case()
    b.another_duty(case, case.here.other_subdistrict)
    assert "可联系" not in read(client, case.here.office, f"{LOG}?all=1")


@pytest.mark.requirement("R24")
def test_body_reads_its_note_and_answers_and_never_sees_the_calls(client):
    chase = b.chased(b.late_case())
    here = chase.here
    b.call([chase.duty], here, outcome="电话结果不外传")
    clerk = here.extra["clerk"]
    page = read(client, clerk, chase.get_absolute_url())
    assert chase.letter.full_number in page and "● 蓝色" in page
    assert "催办记录" in read(client, clerk, chase.case.get_absolute_url())
    for url in (chase.get_absolute_url(), chase.case.get_absolute_url(), NOTES):
        assert "电话结果不外传" not in read(client, clerk, url)
    get(client, here.extra["foreigner"], chase.get_absolute_url(), status=404)
    get(client, here.leader, chase.get_absolute_url(), status=404)

    waits = {str(task.verb) for task in tasks_for(_fresh(clerk), today=TODAY)}
    assert "回复催办" in waits
    answer = post(client, clerk, chase.get_absolute_url() + "reply/", {"reply": "周五报送", "on": "2026-06-03"})
    assert answer.status_code == 302
    assert "周五报送" in read(client, here.office, chase.get_absolute_url())
    assert "回复催办" not in {str(task.verb) for task in tasks_for(_fresh(clerk), today=TODAY)}


@pytest.mark.requirement("R24")
def test_one_answer_waits_for_one_matter_however_often_it_was_chased():
    chase = b.chased()
    clerk = chase.here.extra["clerk"]
    (yellow,) = b.chase([chase.duty], chase.here, on=b.YELLOW_ON)

    asked = [task.url for task in tasks_for(_fresh(clerk), today=TODAY) if str(task.verb) == "回复催办"]

    assert asked == [yellow.get_absolute_url()]


def test_item_page_has_the_buttons_the_records_and_the_timeline(client):
    chase = b.chased()
    here, item = chase.here, chase.case.items.first()
    b.call([chase.duty], here, outcome="答应周五报送")

    page = read(client, here.office, item.get_absolute_url())

    assert f"{ISSUE}?of={item.pk}" in page and "催办记录" in page and "答应周五报送" in page
    assert "登记电话催办" in page and "2026-06-02起可办理" in page
    early = read(client, here.office, item.get_absolute_url(), day=b.BLUE_ON)
    assert "2026-06-02起" in early and "可办理" not in early
    leader = read(client, here.leader, item.get_absolute_url())
    assert "催办记录" not in leader and ISSUE not in leader
    assert [thing for told in HISTORY.of(item) for thing in told(item, here.leader)] == []


def test_nothing_late_has_neither_buttons_nor_records(client):
    case = b.late_case()
    office, item = case.here.office, case.items.first()
    page = read(client, office, item.get_absolute_url(), day=b.DUE)
    assert ISSUE not in page and "催办记录" not in page
    late = read(client, office, item.get_absolute_url())
    assert "尚未签发催办单" in late and "催办记录" in late


def test_deadlines_list_offers_to_chase_what_is_late(client):
    case = b.late_case()
    url = reverse("deadlines:deadline-list")
    assert f"{ISSUE}?n={case.deadline.pk}" in read(client, case.here.office, url)
    assert ISSUE not in read(client, case.here.office, url, day=b.DUE)
    assert ISSUE not in read(client, case.here.committee, url)


def test_my_work_names_each_body_once_while_its_next_step_is_due():
    case = b.late_case()
    office = case.here.office

    def waits(day):
        return [task for task in tasks_for(_fresh(office), today=day) if str(task.verb) == "催办"]

    (task,) = waits(b.BLUE_ON)
    assert (task.label, task.count) == ("兴仁街道", 1)
    assert task.url == f"{BOARD}?unit={case.here.subdistrict.pk}&due=1"
    b.chase([case.deadline], case.here)
    assert waits(date(2026, 6, 1)) == []
    assert len(waits(b.YELLOW_ON)) == 1


def test_page_of_a_note_tells_what_followed_and_what_became_of_it(client):
    chase = b.chased()
    here = chase.here
    assert "黄色催办单（2026年6月2日起）" in read(client, here.office, chase.get_absolute_url(), day=b.BLUE_ON)
    (red,) = b.chase([chase.duty], here, on=b.YELLOW_ON, level="red", reason="情况紧急")
    first = read(client, here.office, chase.get_absolute_url())
    assert "后续催办" in first and red.letter.full_number in first
    assert "情况紧急" in read(client, here.office, red.get_absolute_url())
    assert "情况紧急" not in read(client, here.principal, red.get_absolute_url())
    answer = post(client, here.office, red.get_absolute_url() + "withdraw/", {"reason": "误发", "on": "2026-06-03"})
    assert answer.status_code == 302
    assert "误发" in read(client, here.office, red.get_absolute_url())
    for state, number in (("running", 1), ("settled", 0), ("withdrawn", 1)):
        assert f"共 {number} 条" in read(client, here.office, f"{NOTES}?state={state}&q=兴仁"), state
    assert "共 1 条" in read(client, here.office, f"{NOTES}?q={red.letter.number}&level=red")


def test_board_asks_no_more_questions_for_more_rows(client, django_assert_max_num_queries):
    case = b.late_case()
    here = case.here
    for unit in (here.other_subdistrict, here.subdistrict):
        for kind in ("resubmission", "rectification_item", "hand_off_reply"):
            b.another_duty(case, unit, kind)
    b.chase([case.deadline], here)
    with time_machine.travel(at_on(TODAY), tick=False):
        sign_in(client, here.office).get(BOARD)
        with django_assert_max_num_queries(18):
            assert client.get(BOARD).status_code == 200


def _fresh(person):
    return type(person).objects.get(pk=person.pk)
