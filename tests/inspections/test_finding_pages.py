"""What the page of a finding tells of its changes, and what it offers no more."""

import pytest
import time_machine
from django.urls import reverse

from core.models import AuditEvent
from core.refusals import IllegalMove
from inspections.actions import findings
from inspections.papers.finding_lines import text_with_place
from inspections.views.findings import FindingListView
from tests.inspections.builders import ENTERED, add_finding, at_on, confirm_finding, on_site_round
from tests.records.builders import upload

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(at_on(ENTERED), tick=False):
        yield


def read(client, user, finding) -> str:
    client.force_login(user)
    return client.get(finding.get_absolute_url()).content.decode()


def test_timeline_says_what_an_edit_changed(client):
    round_ = on_site_round()
    member = round_.here.member
    finding = add_finding(round_, text="现场2台压缩机", subject_name="甲公司", topic_number=5)
    finding = findings.edit(
        finding=finding, by=member, on=ENTERED, at=at_on(ENTERED), text="现场3台压缩机", kind="major_hazard",
        topic_number=5, subject_name="乙公司",
    )  # fmt: skip
    confirm_finding(finding, round_.here)

    page = read(client, round_.here.leader, finding)
    for old, new in (("现场2台压缩机", "现场3台压缩机"), ("一般隐患", "重大事故隐患"), ("甲公司", "乙公司")):
        assert f"<del>{old}</del>" in page and f"</span> {new}</dd>" in page
    assert "<del>5</del>" not in page
    event = AuditEvent.objects.get(verb="finding.edit")
    assert event.new["fields"] == ["enterprise", "kind", "text"]
    # The log bears no texts.
    assert "压缩机" not in str(event.new) + str(event.old)


def test_withdrawn_finding_takes_no_more_files(client):
    round_ = on_site_round()
    finding = add_finding(round_)
    offer = reverse("inspections:finding-attach", args=[finding.pk])
    assert offer in read(client, round_.here.leader, finding)
    finding = findings.withdraw(finding=finding, reason="重复", by=round_.here.leader, on=ENTERED, at=at_on(ENTERED))
    assert offer not in read(client, round_.here.leader, finding)
    with pytest.raises(IllegalMove, match="不能再添加内容"):
        findings.attach_evidence(finding=finding, uploads=[upload()], by=round_.here.leader, at=at_on(ENTERED))


def test_name_of_a_finding_that_is_cut_says_so():
    round_ = on_site_round()
    assert str(add_finding(round_, text="压" * 40)) == "1. " + "压" * 30 + "…"
    assert str(add_finding(round_, text="压" * 30)) == "2. " + "压" * 30


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("正在运行。", "正在运行（演示路1号）。"),
        ("正在运行", "正在运行（演示路1号）"),
        ("是否运行？", "是否运行？（演示路1号）"),
    ],
)
def test_place_stands_before_the_end_of_the_sentence(text, printed):
    round_ = on_site_round()
    assert text_with_place(add_finding(round_, text=text, place="演示路1号")) == printed
    assert text_with_place(add_finding(round_, text=text)) == text


def test_fifty_rows_are_a_small_page(client):
    """Long texts are shortened in the row, and stand whole in its title (DESIGN §8)."""
    round_ = on_site_round()
    long = "二车间北侧疏散通道堆放成品木托盘约四十个，" * 3
    for number in range(50):
        add_finding(round_, text=f"{number}{long}", subject_name=f"示例{number}木业有限公司", topic_number=5)
    client.force_login(round_.here.leader)
    page = client.get(reverse("inspections:finding-list", args=[round_.pk])).content

    assert page.decode().count(f'title="49{long}"') == 1
    assert len(page) <= 60 * 1024


def test_withdrawn_and_withdrawn_as_a_draft_are_told_apart(client):
    """The list opens what the count counts (R87)."""
    round_ = on_site_round()
    here = round_.here
    stood_for, never = confirm_finding(add_finding(round_), here), add_finding(round_)
    slip = add_finding(round_)
    for finding in (stood_for, never):
        findings.withdraw(finding=finding, reason="重复", by=here.leader, on=ENTERED, at=at_on(ENTERED))
    findings.discard(finding=slip, by=here.member, on=ENTERED, at=at_on(ENTERED))
    client.force_login(here.leader)
    listed = reverse("inspections:finding-list", args=[round_.pk])

    def shown(status):
        return [row.finding for row in client.get(listed, {"status": status}).context["rows"]]

    assert (shown("withdrawn"), shown("draft_withdrawn"), shown("discarded")) == ([stood_for], [never], [slip])
    assert "待确认时撤回" in client.get(listed, {"status": "draft_withdrawn"}).content.decode()
    page = client.get(listed).content.decode()
    assert "共0条问题" in page and "已撤回1条、待确认时撤回或作废2条" in page and "共 3 条" in page


def test_nothing_is_told_of_withdrawals_where_there_is_none(client):
    round_ = on_site_round()
    add_finding(round_)
    client.force_login(round_.here.leader)

    page = client.get(reverse("inspections:finding-list", args=[round_.pk])).content.decode()

    assert "共1条问题，其中已确认0条、待确认1条" in page and "另有已撤回" not in page


def test_printed_list_says_by_whom_and_which_part(client):
    round_ = on_site_round()
    add_finding(round_)
    client.force_login(round_.here.leader)
    page = client.get(reverse("inspections:finding-list", args=[round_.pk])).content.decode()
    assert "打印人：李明远（区应急管理局）；打印时间：2026-03-02 10:00 · 第1页，共1页，共1条" in page


def test_the_list_is_as_long_as_its_head_counted_until_something_narrows_it(client, monkeypatch):
    monkeypatch.setattr(FindingListView, "paginate_by", 2)
    round_ = on_site_round()
    here = round_.here
    confirm_finding(add_finding(round_, sector="工贸"), here)
    never, slip = add_finding(round_, kind="violation"), add_finding(round_)
    findings.withdraw(finding=never, reason="重复", by=here.leader, on=ENTERED, at=at_on(ENTERED))
    findings.discard(finding=slip, by=here.member, on=ENTERED, at=at_on(ENTERED))
    for _more in range(2):
        add_finding(round_)
    client.force_login(here.leader)
    listed = reverse("inspections:finding-list", args=[round_.pk])

    def counted(query=""):
        return client.get(f"{listed}?{query}").context["paginator"].count

    assert [counted(), counted("page=2"), counted("sort="), counted("kind=")] == [5, 5, 5, 5]
    # What fits on one page is counted by its rows: only a narrower list of several pages tells whether it is counted.
    assert [counted("kind=general_hazard"), counted("kind=general_hazard&page=2"), counted("q=疏散")] == [4, 4, 5]
    assert [counted("kind=violation"), counted("sector=工贸"), counted("kind=none_such")] == [1, 1, 0]


def test_page_of_a_leader_who_records_counts_its_findings_once(client, django_assert_max_num_queries):
    round_ = on_site_round()
    for number in range(52):
        add_finding(round_, text=f"通道被占用{number}")
    client.force_login(round_.here.leader)

    with django_assert_max_num_queries(12) as asked:
        page = client.get(reverse("inspections:finding-list", args=[round_.pk]))

    assert not [one["sql"] for one in asked.captured_queries if one["sql"].startswith("SELECT COUNT(")]
    assert page.context["paginator"].num_pages == 2 and page.context["bulk"]
