"""Lists of rounds, fieldwork and corrections, and the preview of a list, as their readers see them."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from inspections.actions import corrections, imports, rounds
from planning.actions.entries import add_ad_hoc_entry
from tests.inspections.builders import (
    ENDED,
    ENTERED,
    NOTIFIED,
    add_entry,
    add_finding,
    at_on,
    ended_round,
    notified_round,
    on_site_round,
    round_with_findings,
    submitted_report,
    world,
)
from tests.inspections.importing_samples import HEADINGS, book_of, xlsx_bytes
from tests.inspections.test_imports import GOOD

pytestmark = pytest.mark.django_db
DAY = ENTERED + timedelta(days=3)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(at_on(DAY), tick=False) as traveller:
        yield traveller


def address(name, thing=None) -> str:
    return reverse(f"inspections:{name}", args=[thing.pk] if thing else [])


def read(client, user, url) -> str:
    client.force_login(user)
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_name_of_a_round_tells_its_cycle_and_outside_the_plan_its_first_day(client):
    here = world()
    notified_round(here)
    assert "不定期" not in read(client, here.office, address("round-list"))

    day = ENDED + timedelta(days=20)
    entry = add_ad_hoc_entry(
        subdistrict=here.other_subdistrict, team=here.team, from_on=day, to_on=day + timedelta(days=13),
        reason="事故多发", order="区安委会〔2026〕12号通知", by=here.office, on=NOTIFIED, at=at_on(NOTIFIED),
    )  # fmt: skip
    here.entry = entry
    notified_round(here)

    page = read(client, here.office, address("round-list"))
    assert page.count("兴城街道 2026年不定期（4月4日）</a>") == 1
    assert "兴仁街道 2026年第1轮</a>" in page


@pytest.mark.requirement("R48")
def test_fieldwork_shows_its_notes_or_says_that_there_are_none(client):
    round_ = on_site_round()
    member = round_.here.member
    assert "尚无工作记录" in read(client, member, address("note-list", round_))

    facts = {"on": ENTERED.isoformat(), "method_number": 5, "text": "夜间暗访，未见异常"}
    client.post(address("note-record", round_), facts)

    page = read(client, member, address("note-list", round_))
    assert "夜间暗访，未见异常" in page and "尚无工作记录" not in page
    assert ">2026-03-02<" in page


def test_fieldwork_that_fills_more_than_a_page_is_paged(client):
    round_ = round_with_findings(0)
    member = round_.here.member
    client.force_login(member)
    for number in range(17):
        facts = {"on": ENTERED.isoformat(), "method_number": 1, "text": f"座谈第{number}次"}
        client.post(address("note-record", round_), facts)
    assert 'rel="next"' in read(client, member, address("note-list", round_))


@pytest.mark.requirement("R86")
@pytest.mark.parametrize(("day", "is_marked"), [(ENTERED - timedelta(days=1), True), (ENTERED, False)])
def test_finding_of_a_day_outside_the_stay_says_so(client, day, is_marked):
    round_ = on_site_round()
    facts = {"kind": "general_hazard", "text": "配电箱未接地", "subject_name": "甲公司", "found_on": day.isoformat()}
    client.force_login(round_.here.member)
    client.post(address("finding-record", round_), facts)
    page = read(client, round_.here.leader, round_.findings.get().get_absolute_url())
    assert ("发现日期不在现场巡查期间" in page) is is_marked
    assert f"<dd>{day.isoformat()}</dd>" in page


def uploaded(client, round_, content, name="清单.csv"):
    client.force_login(round_.here.member)
    data = {"upload": SimpleUploadedFile(name, content), "found_on": ENTERED.isoformat()}
    answer = client.post(address("import-list-upload", round_), data)
    assert answer.status_code == 302
    return answer.url


def test_hidden_rows_of_a_workbook_are_named_in_the_preview(client):
    round_ = on_site_round()
    book = book_of([HEADINGS, ("甲公司", "一般隐患", "堵塞", ""), ("乙公司", "一般隐患", "旧问题", "")])
    seen = read(client, round_.here.member, uploaded(client, round_, xlsx_bytes(book), "全.xlsx"))
    assert "第3行：" not in seen
    book.active.row_dimensions[3].hidden = True

    page = read(client, round_.here.member, uploaded(client, round_, xlsx_bytes(book), "藏.xlsx"))

    assert "第3行：在文件中已隐藏" in page
    assert "旧问题" not in page


def test_preview_of_a_list_that_a_colleague_has_imported_meanwhile_says_so_and_offers_nothing(client):
    round_ = on_site_round()
    here = round_.here
    preview = uploaded(client, round_, GOOD.encode())
    imports.import_findings(round=round_, data=GOOD.encode(), name="同.csv", by=here.leader, on=ENTERED, at=at_on(DAY))

    page = read(client, here.member, preview)

    assert "该文件已由李明远（区应急管理局）于2026年3月5日导入（共2条问题）" in page
    assert "甲公司" not in page and 'method="post" data-form' not in page
    assert address("import-list-upload", round_) in page


def test_preview_names_neither_a_refusal_nor_an_error_of_a_good_list(client):
    round_ = on_site_round()
    page = read(client, round_.here.member, uploaded(client, round_, GOOD.encode()))
    assert "x-alert-bad" not in page and "2条问题" in page


def test_refused_confirmation_comes_back_in_the_preview(client, clock):
    """The round ended between upload and confirmation: a member brings no list any more."""
    round_ = on_site_round()
    here = round_.here
    preview = uploaded(client, round_, GOOD.encode())
    clock.move_to(at_on(ENDED))
    client.force_login(here.leader)
    ended = client.post(
        address("round-end", round_), {"on": ENDED.isoformat(), "no_recording_reason": "以照片和书面记录留存"}
    )
    assert ended.status_code == 302
    client.force_login(here.member)
    answer = client.post(preview)
    assert answer.status_code == 403
    assert 'role="alert"' in answer.content.decode()


@pytest.mark.requirement("R56")
def test_corrections_of_a_round_show_who_proposed_and_who_decided(client, clock):
    round_ = ended_round()
    here = round_.here
    later = ENDED + timedelta(days=2)
    clock.move_to(at_on(later))
    listed = address("round-corrections", round_)
    assert "本次巡查没有日期更正" in read(client, here.leader, listed)
    form = read(client, here.leader, address("correction-propose", round_))
    assert "现场巡查结束日 2026-03-15" in form and "进驻日期 2026-03-02" in form
    facts = {"field": "ended_on", "old": ENDED.isoformat(), "new": later.isoformat(), "reason": "录入错误"}
    assert client.post(address("correction-propose", round_), facts).url == listed
    correction = round_.corrections.get()
    page = read(client, here.leader, listed)
    assert "李明远（区应急管理局） 2026-03-17" in page and "待确认" in page
    assert address("correction-confirm", correction) not in page
    assert address("correction-confirm", correction) in read(client, here.office, listed)
    assert address("correction-propose", round_) not in read(client, here.member, listed)

    client.force_login(here.office)
    client.post(address("correction-confirm", correction), {"note": "签到表为证", "version": correction.version})

    page = read(client, here.leader, listed)
    assert "王建国（安委办） 2026-03-17" in page and "签到表为证" in page and "已更正" in page
    assert address("correction-confirm", correction) not in page


def test_correction_decided_without_a_remark_shows_none(client, clock):
    round_ = ended_round()
    here = round_.here
    clock.move_to(at_on(ENDED + timedelta(days=2)))
    at = at_on(ENDED + timedelta(days=2))
    correction = corrections.correct_fact(
        round=round_, field="entered_on", old=ENTERED, new=ENTERED - timedelta(days=1), reason="笔误",
        by=here.leader, at=at,
    )  # fmt: skip
    corrections.confirm(correction=correction, by=here.office, at=at)
    page = read(client, here.office, address("round-corrections", round_))
    assert "<div><small>" not in page and "已更正" in page


def test_entries_wait_for_their_notice_with_their_days(client):
    here = world()
    other = add_entry(here.entry.plan, here.entry.cycle, here.team, here.other_subdistrict, by=here.office)
    page = read(client, here.office, address("entry-list"))
    assert page.count(">2026-03-02<") == 2 and address("round-notify", other) in page
    question = read(client, here.office, address("round-notify", other))
    assert "计划巡查时间：2026年3月2日至2026年3月15日（共14天）" in question


def test_findings_of_the_overview_show_their_round(client):
    round_ = on_site_round()
    add_finding(round_)
    assert "兴仁街道 2026年第1轮" in read(client, round_.here.office, address("finding-overview"))


def test_lists_name_the_topic_and_not_its_number_alone(client):
    round_ = on_site_round()
    add_finding(round_, topic_number=5)
    add_finding(round_, text="未定内容的问题")
    member = round_.here.member
    client.force_login(member)
    for content in (5, ""):
        facts = {"on": ENTERED.isoformat(), "method_number": 1, "topic_number": content, "text": "座谈"}
        client.post(address("note-record", round_), facts)
    for url in (address("finding-list", round_), address("finding-overview"), address("note-list", round_)):
        page = read(client, member, url)
        assert page.count('<td class="x-desk">5. 内容5</td>') == 1
        assert '<td class="x-desk" data-none>—</td>' in page


@pytest.mark.requirement("R56")
def test_list_of_rounds_shows_when_a_report_is_due_and_that_it_was_filed(client, clock):
    report = submitted_report()
    listed = read(client, report.here.office, address("round-list"))
    assert "已完成" in listed and ">2026-03-20<" in listed and ">2026-03-30<" not in listed


def test_list_of_rounds_shows_a_running_date_with_its_light(client, clock):
    round_ = ended_round()
    clock.move_to(at_on(ENDED + timedelta(days=10)))
    listed = read(client, round_.here.office, address("round-list"))
    assert "x-signal-near" in listed and "还剩5天" in listed and ">2026-03-30<" in listed


def test_recorder_goes_on_to_the_next_finding_from_the_one_just_recorded(client):
    round_ = on_site_round()
    finding = add_finding(round_)
    page = read(client, round_.here.member, finding.get_absolute_url())
    assert f'href="{address("finding-record", round_)}"' in page and "再登记一条问题" in page
    assert "再登记一条问题" not in read(client, round_.here.office, finding.get_absolute_url())


@pytest.mark.requirement("R43")
def test_topic_left_out_shows_its_reason_in_place_of_the_question(client):
    round_ = on_site_round()
    member = round_.here.member
    ask = f"{address('topic-leave-out', round_)}?topic=9"
    assert ask in read(client, member, address("note-list", round_))

    client.post(address("topic-leave-out", round_), {"topic-9": "on", "reason-9": "该街道无此类事项"})

    page = read(client, member, address("note-list", round_))
    assert '<small class="x-soft">该街道无此类事项 <a' in page
    assert page.count("?topic=") == 9


def test_nothing_is_missing_of_the_topics_before_the_team_is_on_site(client):
    notified = notified_round()
    assert "巡查内容覆盖情况" not in read(client, notified.here.office, notified.get_absolute_url())

    assert rounds.enter(
        round=notified, place="三楼", minutes="通报任务", by=notified.here.leader, on=ENTERED, at=at_on(ENTERED)
    )
    assert "巡查内容覆盖情况" in read(client, notified.here.office, notified.get_absolute_url())
