"""The pages as people meet them: what they see, what they may change, and nothing lost on the way."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.html import strip_tags

from accounts.models.unit import UnitKind
from accounts.roles import Role
from core.csv_files import safe_cell
from deadlines.actions import deadlines as actions
from deadlines.models import CalendarDay, CalendarYear, Deadline
from tests.accounts.builders import person, sign_in, unit
from tests.deadlines.builders import STATUTORY_2027_LINES

NOW = datetime(2026, 3, 14, 2, 0, tzinfo=UTC)
LIST = reverse("deadlines:deadline-list")
EXPORT = f"{LIST}?export=csv"
IMPORT = reverse("deadlines:calendar-import")
DAY = reverse("deadlines:calendar-edit-day", args=[2026, 3, 3])
GOOD_FILE = "date,is_workday,name\n2027-02-20,1,春节\n" + STATUTORY_2027_LINES


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def signed_in(client, house):
    """The client of one of the house's people."""
    return lambda who: sign_in(client, who if not isinstance(who, str) else getattr(house, who))


def labels(response):
    return [row.due.deadline.subject_label for row in response.context["rows"]]


@pytest.fixture
def four(house, start):
    """One deadline of every light."""
    made = {
        "normal": start(subject=house.other_subdistrict, subject_label="正常的", period="30d"),
        "near": start(subject_label="临近的"),
        "overdue": start(subject=house.office.unit, subject_label="逾期的", period="5d", kind="test.hazard"),
        "done": start(subject=house.committee.unit, subject_label="完成的", period="4d"),
    }
    made["done"] = actions.meet(deadline=made["done"], on=date(2026, 3, 9), by=house.official, at=NOW)
    return made


def test_list_shows_what_runs_ordered_by_due_date(signed_in, four):
    response = signed_in("office").get(LIST)

    assert labels(response) == ["逾期的", "临近的", "正常的"]
    text = response.content.decode()
    assert "依据：三（三）5" in text
    assert "逾期5天" in text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("signal=overdue", ["逾期的"]),
        ("signal=near", ["临近的"]),
        ("signal=normal", ["正常的"]),
        ("signal=done", ["完成的"]),
        ("signal=all", ["完成的", "逾期的", "临近的", "正常的"]),
        ("kind=test.hazard", ["逾期的"]),
        ("q=临近", ["临近的"]),
        ("q=期限甲&signal=all", ["完成的", "逾期的", "临近的", "正常的"]),
        ("q=没有", []),
    ],
)
def test_list_filters_and_export_agree(signed_in, four, query, found):
    client = signed_in("office")

    assert labels(client.get(f"{LIST}?{query}")) == found
    lines = b"".join(client.get(f"{EXPORT}&{query}").streaming_content).decode("utf-8-sig").splitlines()
    assert [line.split(",")[1] for line in lines[1:]] == found


def test_list_filters_by_unit(signed_in, house, start):
    start()
    start(subject=house.other_subdistrict, responsible_unit=house.other_subdistrict, subject_label="乙的")

    assert labels(signed_in("office").get(f"{LIST}?unit={house.other_subdistrict.pk}")) == ["乙的"]


def test_list_offers_the_units_one_may_know_only(signed_in, house, start):
    start(subject_label="甲的")

    page = signed_in("stranger").get(LIST).content.decode()
    assert "甲的" not in page
    assert house.subdistrict.name not in page


def test_list_is_closed_to_those_without_the_right(signed_in, client, house):
    assert client.get(LIST).status_code == 302
    assert signed_in("sysadmin").get(LIST).status_code == 403


def test_list_asks_as_little_for_many_as_for_few(signed_in, house, start, django_assert_max_num_queries):
    for _number in range(25):
        start(subject=unit(UnitKind.SUBDISTRICT))
    client = signed_in("office")

    with django_assert_max_num_queries(16):
        client.get(LIST)


def test_export_cannot_run_as_a_formula(signed_in, start):
    start(subject_label='=HYPERLINK("http://evil")')

    response = signed_in("office").get(EXPORT)

    text = b"".join(response.streaming_content).decode()
    assert "'=HYPERLINK" in text
    assert ".csv" in response["Content-Disposition"]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@x", "'@x"),
        ("\tx", "'\tx"),
        (" =1", "' =1"),
        (-1, "-1"),
        (None, ""),
        ("甲", "甲"),
    ],
)
def test_safe_cell(value, cell):
    assert safe_cell(value) == cell


def test_explain_a_delay(signed_in, house, start):
    deadline = actions.meet(deadline=start(period="5d"), on=date(2026, 3, 12), by=house.official, at=NOW)
    url = reverse("deadlines:deadline-explain", args=[deadline.pk])

    client = signed_in("official")
    assert url in client.get(f"{LIST}?signal=done").content.decode()
    assert client.get(url).status_code == 200
    assert client.post(url, {"explanation": "", "version": deadline.version}).status_code == 422
    stale = client.post(url, {"explanation": "机构改革", "version": 1})
    assert (stale.status_code, "机构改革" in stale.content.decode()) == (409, True)
    assert client.post(url, {"explanation": "机构改革", "version": deadline.version}).status_code == 302
    assert Deadline.objects.get().late_explanation == "机构改革"
    assert signed_in("stranger").get(url).status_code == 404
    assert signed_in("committee").post(url, {"explanation": "x"}).status_code == 403


def test_explanation_of_a_delay_is_read_by_all_and_changed_by_those_who_answer(signed_in, house, start):
    deadline = actions.meet(deadline=start(period="5d"), on=date(2026, 3, 12), by=house.official, at=NOW)
    actions.explain_lateness(deadline=deadline, explanation="机构改革", by=house.official, at=NOW)
    url = reverse("deadlines:deadline-explain", args=[deadline.pk])

    for who, may_change in (("official", True), ("office", True), ("committee", False)):
        page = signed_in(who).get(f"{LIST}?signal=done").content.decode()
        assert "<small>机构改革</small>" in page
        assert (url in page) == ("说明逾期原因" in page) == may_change, who
        assert '<time datetime="2026-03-12">2026-03-12</time> 逾期3天完成' in page


@pytest.mark.requirement("R2")
@pytest.mark.parametrize("who", ["office", "committee", "sysadmin"])
def test_calendar_page_of_a_published_year(signed_in, who):
    page = signed_in(who).get(reverse("deadlines:calendar")).content.decode()

    assert "2026年工作日历" in page
    assert "节假日 国庆节" in page
    assert "<span>1–5 劳动节</span><span>9 调休上班</span>" in page
    assert "调休上班" in page
    assert "放假安排未发布" not in page
    assert (DAY in page) == (who == "office")
    assert (IMPORT in page) == (who == "sysadmin")


def test_calendar_page_of_a_provisional_year(signed_in):
    page = signed_in("office").get(reverse("deadlines:calendar-year", args=[2027])).content.decode()

    assert "放假安排未发布" in page


@pytest.mark.parametrize(
    "path", ["/calendar/1999/", "/calendar/99999/", "/calendar/2051/days.csv", "/calendar/2026/2/30/"]
)
def test_calendar_page_of_no_year_is_not_found(signed_in, path):
    assert signed_in("office").get(path).status_code == 404


def test_calendar_is_closed_to_those_without_the_right(signed_in, house):
    assert signed_in("official").get(reverse("deadlines:calendar")).status_code == 403
    assert signed_in("office").get(IMPORT).status_code == 403
    assert signed_in("sysadmin").get(DAY).status_code == 403


def test_day_is_edited_with_a_reason(signed_in):
    client = signed_in("office")
    given = {"is_workday": "0", "name": "测试假日", "version": "0"}

    assert client.get(DAY).status_code == 200
    without_reason = client.post(DAY, given)
    assert (without_reason.status_code, "测试假日" in without_reason.content.decode()) == (422, True)
    done = client.post(DAY, given | {"reason": "市政府通知"}, follow=True)
    assert "市政府通知" in done.content.decode()
    assert client.post(DAY, given | {"reason": "又一次"}).status_code == 409
    assert CalendarDay.objects.get(date=date(2026, 3, 3)).note == "市政府通知"


@pytest.mark.parametrize(
    ("day", "is_workday", "words"),
    [(3, "0", "2026-03-03 休息日 测试假日 · 市政府通知"), (7, "1", "2026-03-07 工作日 测试调休 · 市政府通知")],
)
def test_days_the_office_set_are_listed_with_their_reason(signed_in, day, is_workday, words):
    client = signed_in("office")
    name = words.split()[2]
    given = {"is_workday": is_workday, "name": name, "reason": "市政府通知", "version": "0"}

    url = reverse("deadlines:calendar-edit-day", args=[2026, 3, day])
    page = client.post(url, given, follow=True).content.decode()

    assert f"<li>{words}</li>" in page
    head = client.get(url).content.decode()
    assert f"2026年3月{day}日" in head.partition("<h1>")[2].partition("</h1>")[0]


def upload(content):
    return SimpleUploadedFile("days.csv", content.encode(), "text/csv")


def test_import_shows_first_and_stores_when_confirmed(signed_in):
    client = signed_in("sysadmin")
    given = {"year": "2027", "source": "国办发明电〔2026〕5号"}

    preview = client.post(IMPORT, given | {"file": upload(GOOD_FILE + "2027-01-02,0,元旦\n")})
    assert preview.status_code == 200
    assert "<strong>休息日</strong><br>01-01 元旦、01-02 元旦、02-05 农历除夕、" in preview.content.decode()
    assert "<strong>调休上班日</strong><br>02-20 春节</p>" in preview.content.decode()
    assert CalendarYear.objects.get(year=2027).is_provisional
    form = preview.context["form"]
    hidden = {name: form[name].value() for name in ("year", "source", "text")} | {"confirmed": "True"}

    assert client.post(IMPORT, hidden).status_code == 302
    loaded = CalendarYear.objects.get(year=2027)
    assert (loaded.is_provisional, loaded.source, loaded.days.count()) == (False, "国办发明电〔2026〕5号", 15)


def test_import_of_a_year_without_make_up_days_says_so(signed_in):
    given = {
        "year": "2027",
        "source": "国办发明电〔2026〕5号",
        "file": upload("date,is_workday,name\n" + STATUTORY_2027_LINES),
    }

    page = signed_in("sysadmin").post(IMPORT, given).content.decode()

    assert "<strong>调休上班日</strong><br>—</p>" in page
    assert "01-01 元旦" in page


def test_import_lists_every_problem_and_stores_nothing(signed_in):
    client = signed_in("sysadmin")

    response = client.post(
        IMPORT, {"year": "2027", "source": "x", "file": upload(GOOD_FILE + "2027-02-30,0,x\n2026-01-01,0,x\n")}
    )

    text = response.content.decode()
    assert response.status_code == 422
    assert "第16行" in text
    assert "第17行" in text
    assert CalendarYear.objects.get(year=2027).is_provisional


def test_import_of_part_of_a_year_names_what_is_missing_and_stores_nothing(signed_in):
    given = {"year": "2027", "source": "x", "file": upload("date,is_workday,name\n2027-01-01,0,元旦\n")}

    response = signed_in("sysadmin").post(IMPORT, given)

    assert response.status_code == 422
    assert "名单缺少法定节假日：农历除夕（2月5日）" in response.content.decode()
    assert CalendarYear.objects.get(year=2027).is_provisional


@pytest.mark.parametrize("extra", [{}, {"file": SimpleUploadedFile("big.csv", b"x" * 300_000)}])
def test_import_without_a_usable_file_says_so(signed_in, extra):
    assert signed_in("sysadmin").post(IMPORT, {"year": "2027", "source": "x", **extra}).status_code == 422


def test_import_takes_the_file_the_page_offers_as_sample(signed_in):
    client = signed_in("sysadmin")
    sample = b"".join(client.get(reverse("deadlines:calendar-file", args=[2026])).streaming_content).decode()

    preview = client.post(IMPORT, {"year": "2026", "source": "重新导入", "file": upload(sample)})

    assert preview.status_code == 200
    assert preview.context["replaces"].year == 2026


def test_no_english_on_the_pages(signed_in, four):
    office = signed_in("office")
    pages = [office.get(url).content.decode() for url in (LIST, reverse("deadlines:calendar"), DAY)]
    pages.append(signed_in("sysadmin").get(IMPORT).content.decode())

    for page in pages:
        main = strip_tags(page.split('tabindex="-1">')[1].split("</main>")[0])
        for word in ("Deadline", "Calendar", "Working", "Store", "Due on", "Reason", "Search", "holiday"):
            assert word not in main


def test_custodian_sees_no_deadlines(signed_in, db):
    assert signed_in(person(Role.CUSTODIAN)).get(LIST).status_code == 403
