"""Photos of an item: those that go along with it, before and after, and the evidence of major hazards."""

import pytest
import time_machine
from django.urls import reverse

from core.refusals import IllegalMove
from inspections.actions import findings, photos
from inspections.scenes.steps import report_approved, report_submitted
from records.models import EvidenceLink
from records.models.evidence import EvidenceRole
from rectification.actions import cases, items
from rectification.models import FiledItem
from rectification.policies import EvidenceMissing
from tests.inspections.builders import APPROVED, ENDED, SUBMITTED, at_on, drafted_report
from tests.records.builders import look_at_pictures, photo, upload
from tests.records.test_evidence_views import status
from tests.rectification import builders as b

pytestmark = pytest.mark.django_db


# --- What goes along -----------------------------------------------------------------------------------------------


@pytest.fixture
def approved():
    """The report, with two photos of a finding, of which one is chosen."""
    report = drafted_report(findings_count=1)
    here = b.subdistrict_people(report.here)
    finding = report.round.findings.filter(kind="general_hazard").first()
    kept = [upload(photo(size=(40 + n, 30)), f"举报人{n}.jpg") for n in range(2)]
    findings.attach_evidence(finding=finding, uploads=kept, by=here.leader, at=at_on(ENDED), note="内部线索")
    look_at_pictures()
    first, _second = EvidenceLink.objects.filter(subject_id=str(finding.pk))
    photos.choose(finding=finding, photos=[str(first.pk)], by=here.leader, on=ENDED, at=at_on(ENDED))
    report = report_approved(here, report_submitted(here, report, by=here.leader, on=SUBMITTED), on=APPROVED)
    report.here, report.finding, report.photo = here, finding, EvidenceLink.objects.get(pk=first.pk)
    return report


def issue(report):
    on = b.ISSUED
    return cases.issue_feedback(round=report.round, by=report.here.office, on=on, at=at_on(on))


@pytest.mark.requirement("R59")
def test_subdistrict_gets_the_photo_the_committee_saw_and_no_other(client, approved):
    item = issue(approved).items.get(finding=approved.finding)

    (shown,) = EvidenceLink.objects.filter(subject_id=str(item.pk))
    assert (shown.blob, shown.role) == (approved.photo.viewing_copy, EvidenceRole.BEFORE)
    assert (shown.name, shown.note) == (f"第{item.number}项照片1.jpg", "")
    assert shown.scope == item.scope
    client.force_login(approved.here.extra["clerk"])
    page = client.get(item.get_absolute_url()).content.decode()
    assert page.count("/thumbnail/") == page.count(reverse("records:evidence-thumbnail", args=[shown.pk])) == 1
    assert "整改前" in page and "举报人" not in page and "内部线索" not in page
    for name in ("evidence-thumbnail", "evidence-view", "evidence-download"):
        assert status(client, approved.here.extra["clerk"], name, shown) == 200
        assert status(client, approved.here.extra["clerk"], name, approved.photo) == 404
        assert status(client, approved.here.extra["foreigner"], name, shown) == 404


def test_photo_that_was_exchanged_since_stops_the_issue(approved):
    other = EvidenceLink.objects.filter(subject_id=str(approved.finding.pk), is_chosen=False).get()
    EvidenceLink.objects.filter(pk=approved.photo.pk).update(viewing_copy=other.viewing_copy)
    with pytest.raises(IllegalMove, match="与留存时不一致"):
        issue(approved)


def test_office_reads_how_many_go_along_before_it_issues(client, approved):
    client.force_login(approved.here.office)
    with time_machine.travel(at_on(b.ISSUED), tick=False):
        page = client.get(reverse("rectification:case-issue-feedback", args=[approved.round.pk])).content.decode()
    assert "附照片1张" in page


# --- Before and after ----------------------------------------------------------------------------------------------


@pytest.fixture
def reported():
    case = b.signed_case(findings_count=1)
    item = case.items.exclude(kind="major_hazard").first()
    item.here = case.here
    return item


def page_of(client, user, url) -> str:
    client.force_login(user)
    with time_machine.travel(at_on(b.CHECKED), tick=False):
        answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_nothing_stands_beside_each_other_where_nothing_is_kept(client, reported):
    assert "x-compare" not in page_of(client, reported.here.extra["clerk"], reported.get_absolute_url())


@pytest.mark.requirement("R68")
def test_before_and_after_stand_on_item_check_and_review(client, reported):
    here = reported.here
    before, after = upload(photo(size=(31, 20)), "前.jpg"), upload(photo(size=(32, 20)), "后.jpg")
    b.report_item(reported, here, before=[before], evidence=[after])
    look_at_pictures()

    review = reverse("rectification:case-review", args=[reported.case_id]) + "?show=reported"
    verify = reverse("rectification:item-verify", args=[reported.pk])
    for user, url in ((here.member, reported.get_absolute_url()), (here.member, verify), (here.committee, review)):
        page = page_of(client, user, url)
        compared = page[page.index("x-compare-before") :]
        assert compared.index("整改前") < compared.index("整改后")
        assert compared.count("/thumbnail/") == 2


def test_missing_side_says_so_and_an_earlier_report_is_named(client, reported):
    here = reported.here
    b.report_item(reported, here, evidence=[upload(photo(), "后.jpg")])
    page = page_of(client, here.member, reported.get_absolute_url())
    assert "尚无照片" in page[page.index("x-compare-before") : page.index("x-compare-after")]
    assert "照片处理中" in page
    EvidenceLink.objects.filter(subject_id=str(reported.pk)).update(filing=7)
    assert "第7次报送（已退回）" in page_of(client, here.member, reported.get_absolute_url())


# --- Major hazards -------------------------------------------------------------------------------------------------


@pytest.fixture
def major():
    case = b.signed_case(findings_count=1)
    item = case.items.get(kind="major_hazard")
    item.here = case.here
    return item


def report(item, verb=items.report, **facts):
    return verb(
        item=item, measures="已停用", by=item.here.extra["clerk"], on=b.REPORTED, at=at_on(b.REPORTED), **facts
    )


@pytest.mark.requirement("R64")
def test_major_hazard_is_not_reported_with_neither_evidence_nor_reason(major):
    with pytest.raises(EvidenceMissing):
        report(major, no_evidence_reason="  ")
    # What was before shows nothing of the mending.
    with pytest.raises(EvidenceMissing):
        report(major, before=[upload(photo(), "前.jpg")])
    assert b.fresh(major).status == "open"


@pytest.mark.requirement("R64")
def test_major_hazard_with_evidence_keeps_no_reason(major):
    done = report(major, evidence=[upload(photo(), "后.jpg")], no_evidence_reason="没有")
    assert (done.status, done.no_evidence_reason) == ("reported", "")


@pytest.mark.requirement("R64")
def test_reason_stands_with_the_report_until_evidence_comes(client, major):
    done = report(major, no_evidence_reason="设备已拆除外运")
    assert done.no_evidence_reason == "设备已拆除外运"
    for url in (major.get_absolute_url(), reverse("rectification:item-verify", args=[major.pk])):
        page = page_of(client, major.here.member, url)
        assert "未附佐证材料" in page and "设备已拆除外运" in page

    done = report(major, items.amend, evidence=[upload(photo(), "后.jpg")])
    assert done.no_evidence_reason == ""
    assert report(major, items.amend).no_evidence_reason == ""


def test_filed_line_keeps_the_reason(major):
    case, here = major.case, major.here
    for item in case.items.all():
        b.report_item(item, here)
    b.submit(case, here)
    assert FiledItem.objects.get(item=major).no_evidence_reason


def test_other_items_ask_for_nothing(client, reported):
    assert b.report_item(reported, reported.here).no_evidence_reason == ""
    other = reported.case.items.exclude(pk=reported.pk).exclude(kind="major_hazard").first()
    page = page_of(client, reported.here.extra["clerk"], reverse("rectification:item-report", args=[other.pk]))
    assert "no_evidence_reason" not in page


def test_page_of_a_major_hazard_says_it_at_the_field_and_keeps_what_was_typed(client, major):
    client.force_login(major.here.extra["clerk"])
    with time_machine.travel(at_on(b.REPORTED), tick=False):
        answer = client.post(reverse("rectification:item-report", args=[major.pk]), {"measures": "已停用三台设备"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "已停用三台设备" in page and "照片和文件需要重新选择" in page
    assert answer.context["form"].errors.keys() == {"no_evidence_reason"}


def test_many_with_a_major_hazard_among_them_ask_for_the_reason(client, major):
    client.force_login(major.here.extra["clerk"])
    url = reverse("rectification:item-report-many", args=[major.case_id])
    others = [item.number for item in major.case.items.exclude(pk=major.pk)]
    chosen = [*others, major.number]
    with time_machine.travel(at_on(b.REPORTED), tick=False):
        assert "no_evidence_reason" in client.get(url, {"n": chosen}).content.decode()
        assert "no_evidence_reason" not in client.get(url, {"n": others}).content.decode()
        answer = client.post(url, {"n": chosen, "measures": "已整改"})
        assert answer.status_code == 409
        assert b.fresh(major).status == "open"
        answer = client.post(url, {"n": [major.number], "measures": "已整改", "no_evidence_reason": "照片随后补充"})
    assert b.fresh(major).no_evidence_reason == "照片随后补充"
