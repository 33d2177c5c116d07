"""Every page of a rectification, for each person who may open it: it renders, in Chinese, with the verbs he has."""

import csv
import io
import re
from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts.actions import terms
from inspections.actions import findings
from inspections.models import Finding
from rectification.actions import cases, items
from rectification.commitment import COMMITMENT
from rectification.models import RectificationCase, RectificationItem
from tests.accounts.builders import security_admin, sign_in
from tests.inspections.builders import approved_report, at_on
from tests.records.builders import look_at_pictures, photo, upload
from tests.rectification import builders as b

pytestmark = pytest.mark.django_db

# Words a Chinese page may hold in Latin letters: names of formats, of the product, of a hash.
ALLOWED = {"xuncha", "pdf", "excel", "csv", "word", "sha", "mb", "xlsx", "jpg", "png", "heic", "english", "en"}


def english_in(response) -> set[str]:
    """Latin words of two letters or more that a reader sees."""
    # The frame around belongs to every app; here is what stands in the page itself.
    main = "<main" + response.content.decode().partition("<main")[2]
    html = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", main, flags=re.DOTALL)
    text = re.sub(r"<[^>]*>", " ", html)
    # Names and words of tests' own accounts are written in Latin letters on purpose.
    text = re.sub(r"测试[\w-]+|&\w+;|xingren[\w-]*", " ", text)
    return {word.lower() for word in re.findall(r"[A-Za-z]{2,}", text)} - ALLOWED


def page(client, name, thing, *args, **query):
    return client.get(reverse(f"rectification:{name}", args=[thing.pk, *args]), query)


def test_every_page_of_a_case_opens_in_chinese(client):
    case = b.submitted_case()
    here = case.here
    first, second, third, *_rest = case.items.all()
    b.verify_item(first, here)
    items.fail_check(item=second, verification="仍有杂物", by=here.member, on=b.CHECKED, at=at_on(b.CHECKED))
    b.return_item(third, here)
    opened = {
        here.principal: [("case-detail", case), ("item-detail", first), ("item-detail", third)],
        here.extra["clerk"]: [("case-detail", case), ("item-report", third), ("item-explain", third)],
        here.member: [("item-verify", second), ("item-fail-check", second), ("item-verify-many", case)],
        here.leader: [("case-detail", case), ("item-detail", first), ("item-give-opinion", first)],
        here.office: [("case-detail", case), ("case-record-meeting", case), ("item-verify", second)],
        here.committee: [
            ("case-detail", case), ("case-review", case), ("case-return", case), ("case-accept", case),
            ("item-return", first), ("item-close", first), ("item-reopen", first), ("item-close-many", case),
        ],
    }  # fmt: skip

    for user, pages in opened.items():
        sign_in(client, user)
        for name, thing in pages:
            response = page(client, name, thing)
            assert response.status_code == 200, (user, name)
            assert english_in(response) == set(), (user, name)


CASE_PAGES = [
    "case-detail",
    "case-sign-receipt",
    "case-submit",
    "case-return",
    "case-accept",
    "case-review",
    "case-record-meeting",
]
ITEM_PAGES = [
    "item-detail",
    "item-report",
    "item-explain",
    "item-verify",
    "item-return",
    "item-close",
    "item-give-opinion",
]
# Who gets 200 on which page; everybody else of those who see the case 403.
MAY = {
    "principal": {"case-detail", "case-sign-receipt", "case-submit", "item-detail", "item-report", "item-explain"},
    "clerk": {"case-detail", "item-detail", "item-report", "item-explain"},
    "member": {"case-detail", "item-detail", "item-verify"},
    "leader": {"case-detail", "item-detail", "item-verify", "item-give-opinion"},
    "office": {"case-detail", "case-record-meeting", "item-detail", "item-verify"},
    "committee": {
        "case-detail",
        "case-return",
        "case-accept",
        "case-review",
        "item-detail",
        "item-return",
        "item-close",
    },
}


@pytest.mark.requirement("R15")
def test_pages_open_for_those_who_may_refuse_those_who_may_not_and_hide_from_the_rest(client):
    case = b.issued_case(findings_count=1)
    here = case.here
    item = case.items.first()
    clerk = here.extra["clerk"]
    people = {name: clerk if name == "clerk" else getattr(here, name) for name in MAY}
    for name, person in people.items():
        sign_in(client, person)
        for url in CASE_PAGES + ITEM_PAGES:
            response = page(client, url, case if url in CASE_PAGES else item)
            assert response.status_code == (200 if url in MAY[name] else 403), (name, url)
    for stranger in (here.extra["foreigner"], here.stranger):
        sign_in(client, stranger)
        for url in CASE_PAGES + ITEM_PAGES:
            status = page(client, url, case if url in CASE_PAGES else item).status_code
            # Without any rectification of his own the door itself is closed, with one the thing does not exist.
            assert status in (403, 404) and b"reason" not in page(client, url, item).content
            if url in ("case-detail", "item-detail") and stranger == here.extra["foreigner"]:
                assert status == 404


def test_visible_and_hidden_ids_of_each_person():
    case = b.issued_case(findings_count=1)
    here = case.here
    clerk, foreigner = here.extra["clerk"], here.extra["foreigner"]
    ids = set(case.items.values_list("pk", flat=True))
    for person in (here.office, here.committee, here.secretary, here.leader, here.member, here.principal, clerk):
        assert set(RectificationItem.objects.visible_to(person).values_list("pk", flat=True)) == ids, person
        assert RectificationCase.objects.visible_to(person).count() == 1
    for person in (foreigner, here.stranger):
        assert not RectificationItem.objects.visible_to(person).exists(), person
        assert not RectificationCase.objects.visible_to(person).exists()
    # What the team found stays with the team: the subdistrict has items, never findings.
    assert not Finding.objects.visible_to(here.principal).exists()
    here.principal.is_active = False
    here.principal.save()
    assert not RectificationItem.objects.visible_to(b.fresh(here.principal)).exists()


def test_former_principal_sees_what_his_unit_sees_and_signs_no_more(client):
    case = b.issued_case(findings_count=1)
    term = case.unit.terms.get(user=case.here.principal)
    terms.end_term(term=term, to_on=date(2026, 3, 20), by=security_admin(), at=at_on(b.ISSUED))
    sign_in(client, case.here.principal)

    assert page(client, "case-detail", case).status_code == 200
    assert page(client, "case-sign-receipt", case).status_code == 403


@pytest.mark.requirement("R59")
def test_principal_signs_through_the_page(client):
    case = b.issued_case(findings_count=1)
    sign_in(client, case.here.principal)

    path = reverse("rectification:case-sign-receipt", args=[case.pk])
    response = client.post(path, {"on": "2026-03-27", "version": 1})

    assert response.status_code == 302
    assert b.fresh(case).received_on == b.SIGNED


@pytest.mark.requirement("R90")
def test_filing_page_keeps_what_was_typed_when_the_commitment_is_missing(client):
    case = b.reported_case(findings_count=1)
    sign_in(client, case.here.principal)
    typed = {
        "measures": "逐项整改到位",
        "investigation": "罚款2起",
        "lateness_reason": "汛期",
        "version": b.fresh(case).version,
    }

    response = client.post(reverse("rectification:case-submit", args=[case.pk]), typed)

    assert response.status_code == 422
    text = response.content.decode()
    assert "逐项整改到位" in text
    # What is wrong stands behind the words of the field: no stop before the colon.
    assert "愿依法依规依纪承担责任：" in text and "。：" not in text
    client.post(reverse("rectification:case-submit", args=[case.pk]), typed | {"commitment": "on"})
    assert b.fresh(case).submissions.get().commitment == COMMITMENT


def test_refusal_comes_back_on_the_page_with_409(client):
    case = b.signed_case(findings_count=1)
    sign_in(client, case.here.extra["clerk"])
    item = case.items.first()
    url = reverse("rectification:item-report", args=[item.pk])
    client.post(url, {"measures": "已清理", "version": item.version})

    response = client.post(url, {"measures": "已清理第二次", "version": item.version})

    assert response.status_code == 409
    assert "已清理第二次" in response.content.decode()


def test_clerk_reports_with_pictures_through_the_page(client):
    case = b.signed_case(findings_count=1)
    item = case.items.first()
    sign_in(client, case.here.extra["clerk"])

    client.post(
        reverse("rectification:item-report", args=[item.pk]),
        {
            "measures": "已清理", "version": item.version, "before": [upload(photo(), "前.jpg")],
            "evidence": [upload(photo(), "后1.jpg"), upload(photo(), "后2.jpg")], "responsible_name": "李四",
        },
    )  # fmt: skip

    look_at_pictures()
    shown = page(client, "item-detail", item).content.decode()
    assert shown.count('loading="lazy"') == 3 and "李四" in shown


def test_several_items_are_reported_from_the_list(client):
    case = b.signed_case(findings_count=3)
    sign_in(client, case.here.extra["clerk"])
    url = reverse("rectification:item-report-many", args=[case.pk])
    assert client.get(url, {"n": [1, 2]}).status_code == 200

    response = client.post(url, {"n": [1, 2], "measures": "集中整治"})

    assert response.status_code == 302
    assert list(case.items.filter(status="reported").values_list("number", flat=True)) == [1, 2]
    assert client.get(url, {"all": 1, "kind": "general_hazard"}).content.decode().count('name="n"') == 1


def test_refused_items_of_a_bulk_stay_on_the_page_with_their_reasons(client):
    case = b.submitted_case(findings_count=1)
    b.verify_item(case.items.first(), case.here)
    sign_in(client, case.here.committee)
    too_early = {"n": [1], "on": "2026-01-25", "meeting_number": ""}

    response = client.post(reverse("rectification:item-close-many", args=[case.pk]), too_early)

    assert response.status_code == 409
    assert "第1项：" in response.content.decode() and "2026年1月25日" in response.content.decode()


def test_nobody_uses_a_bulk_verb_he_has_not(client):
    case = b.submitted_case(findings_count=1)
    sign_in(client, case.here.extra["clerk"])

    assert client.get(reverse("rectification:item-close-many", args=[case.pk])).status_code == 403
    sign_in(client, case.here.extra["foreigner"])
    assert client.get(reverse("rectification:item-report-many", args=[case.pk])).status_code == 404


def test_committee_closes_an_item_from_the_review_and_stays_there(client):
    case = b.submitted_case(findings_count=1)
    item = b.verify_item(case.items.first(), case.here)
    sign_in(client, case.here.committee)

    response = client.post(
        reverse("rectification:item-close", args=[item.pk]),
        {"on": "2026-05-25", "version": item.version, "back": "review"},
    )

    assert response.url == reverse("rectification:case-review", args=[case.pk])
    assert b.fresh(item).status == "closed"


def test_leaders_opinion_is_hidden_from_the_subdistrict(client):
    case = b.reported_case(findings_count=1)
    item = case.items.first()
    items.give_opinion(item=item, opinion="建议退回，照片存疑", by=case.here.leader, on=b.CHECKED, at=at_on(b.CHECKED))
    seen = {}
    for person in (case.here.committee, case.here.principal):
        sign_in(client, person)
        seen[person.role] = "照片存疑" in page(client, "item-detail", item).content.decode()

    assert seen == {"committee": True, "subdistrict": False}


def test_filters_of_the_items_narrow_the_list(client):
    case = b.signed_case(findings_count=3)
    b.report_item(case.items.first(), case.here)
    b.explain_item(case.items.last(), case.here)
    sign_in(client, case.here.principal)

    def found(**query):
        return [row.item.number for row in page(client, "case-detail", case, **query).context["rows"]]

    assert found() == [1, 2, 3, 4, 5]
    assert found(status="reported") == [1]
    assert found(status="unfinished") == [2, 3, 4, 5]
    assert found(status="unanswered") == [2, 3, 4]
    assert found(kind="problem") == [4]
    assert found(q="泄爆") == [5]
    assert found(overdue="1") == [2, 3, 4, 5]


def test_pages_ask_no_more_questions_for_more_items(client, django_assert_max_num_queries):
    case = b.submitted_case(findings_count=1)
    here = case.here
    pages = [
        (here.committee, reverse("rectification:case-list")),
        (here.committee, reverse("rectification:case-review", args=[case.pk]) + "?show=reported"),
        (here.committee, reverse("rectification:case-return", args=[case.pk])),
        (here.principal, case.get_absolute_url()),
        (here.member, reverse("rectification:item-verify-many", args=[case.pk]) + "?all=1"),
    ]

    def asked() -> list[int]:
        numbers = []
        for person, url in pages:
            sign_in(client, person)
            with django_assert_max_num_queries(60) as captured:
                assert client.get(url).status_code == 200
            numbers.append(len(captured))
        return numbers

    few = asked()
    first = case.items.first()
    for number in range(10, 30):
        # Rows enough for the count; each needs a finding of its own.
        finding = Finding.objects.get(pk=first.finding_id)
        finding.pk, finding.number, finding._state.adding = None, number + 100, True
        finding.id = uuid4()
        finding.save()
        copy = RectificationItem.objects.get(pk=first.pk)
        copy.id, copy.number, copy.finding, copy._state.adding = uuid4(), number, finding, True
        copy.save()

    assert asked() == few


def test_ledger_has_every_row_and_no_formula(client):
    report = approved_report(findings_count=1)
    here = b.subdistrict_people(report.here)
    case = cases.issue_feedback(round=report.round, by=here.office, on=b.ISSUED, at=at_on(b.ISSUED))
    item = case.items.first()
    items.report(
        item=item, measures="=HYPERLINK(1)", by=here.extra["clerk"], on=b.SIGNED, at=at_on(b.SIGNED),
        evidence=[upload(photo(), "后.jpg")],
    )  # fmt: skip
    sign_in(client, here.extra["clerk"])

    text = b"".join(page(client, "case-ledger", case, "csv").streaming_content).decode("utf-8-sig")
    sheet = load_workbook(io.BytesIO(b"".join(page(client, "case-ledger", case, "xlsx").streaming_content))).active

    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["序号"] for row in rows] == ["1", "2", "3"]
    assert rows[0]["整改措施"] == "'=HYPERLINK(1)"
    assert (rows[0]["佐证"], rows[0]["是否销号"], rows[2]["是否重大"]) == ("1份", "否", "是")
    assert sheet.max_row == 5
    column = [cell.value for cell in sheet[2]].index("整改措施") + 1
    assert sheet.cell(3, column).data_type == "s" and sheet.cell(3, column).value.startswith("'=")
    narrowed = b"".join(page(client, "case-ledger", case, "csv", kind="problem").streaming_content).decode()
    assert narrowed.count("\n") == 2


def test_issue_page_shows_what_goes_out_and_issues_it(client):
    report = approved_report(findings_count=1)
    b.subdistrict_people(report.here)
    sign_in(client, report.here.office)
    url = reverse("rectification:case-issue-feedback", args=[report.round.pk])
    assert "除尘系统未设泄爆装置" in client.get(url).content.decode()

    response = client.post(url, {"on": "2026-03-26"})

    case = RectificationCase.objects.get(round=report.round)
    assert response.url == case.get_absolute_url()
    assert client.get(url).status_code == 200
    missing = client.post(url, {"on": "2026-03-26", "meeting_on": "2026-03-26"})
    assert missing.status_code == 422


def test_item_of_a_withdrawn_finding_offers_no_verb(client):
    case = b.signed_case(findings_count=1)
    item = case.items.first()
    findings.revoke(finding=item.finding, reason="异议成立", by=case.here.committee, on=b.SIGNED, at=at_on(b.SIGNED))
    sign_in(client, case.here.extra["clerk"])

    response = page(client, "item-detail", item)

    assert response.context["actions"] == []
    assert "已撤回" in response.content.decode()
