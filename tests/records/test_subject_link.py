"""The page of a paper leads to what the paper is about, for whoever may read that."""

import pytest

from records.models import IssuedDocument
from tests.accounts.builders import sign_in
from tests.inspections.builders import approved_report
from tests.rectification import builders as b

pytestmark = pytest.mark.django_db


def facts(client, person, document) -> dict:
    answer = sign_in(client, person).get(document.get_absolute_url())
    assert answer.status_code == 200
    return {str(fact.label): fact.url for fact in answer.context["facts"]}


def test_notice_leads_the_office_to_its_round_and_the_subdistrict_nowhere(client):
    case = b.issued_case()
    here, round_ = case.here, case.round
    notice = IssuedDocument.objects.get(kind="advance_notice")
    assert facts(client, here.office, notice)["所属事项"] == round_.get_absolute_url()
    assert "所属事项" not in facts(client, here.principal, notice)


def test_feedback_leads_both_sides_to_the_case(client):
    case = b.issued_case()
    for person in (case.here.office, case.here.principal):
        assert facts(client, person, case.feedback)["所属事项"] == case.get_absolute_url()


def test_report_offers_what_was_issued_in_place_of_its_preview(client):
    report = approved_report()
    page = sign_in(client, report.here.office).get(report.get_absolute_url())
    paper = IssuedDocument.objects.get(kind="inspection_report")
    papers = {url: label for label, url in page.context["papers"]}
    assert paper.get_absolute_url() in papers and paper.full_number in papers[paper.get_absolute_url()]
    assert [str(label) for label in papers.values() if "预览" in label] == ["反馈意见预览（PDF）"]
    buttons = {str(button.label): button.url for button in page.context["actions"]}
    assert buttons["查看成文报告"] == paper.get_absolute_url() and "预览（PDF）" not in buttons


def test_feedback_that_is_issued_takes_the_place_of_its_preview(client):
    case = b.issued_case()
    report = case.round.report
    page = sign_in(client, case.here.office).get(report.get_absolute_url())
    urls = [url for _label, url in page.context["papers"]]
    assert case.feedback.get_absolute_url() in urls and not [url for url in urls if "preview" in url]
