"""Clause by clause, whether the year of a subdistrict met the regulation, and which records prove it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models.unit import UnitKind
from core.compliance import CHECKS, Answer, Asked, Check, Outcome, not_kept, of_each
from desk.views.compliance import LISTED
from tests.accounts.builders import sign_in, unit
from tests.desk.world import get, here  # noqa: F401  a fixture
from tests.inspections import builders as rounds
from tests.rectification import builders as cases
from tests.rectification.results import builders as results

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)
YEAR = 2026


def answers(user, unit_, *, today=TODAY, year=YEAR) -> dict:
    """What is answered, by the function that answers."""
    asked = Asked(unit_, year, user, today)
    return {check.look.__name__: check.look(asked) for check in CHECKS if check.look.__name__ != "<lambda>"}


def outcomes(user, unit_, **facts) -> dict:
    return {name: answer.outcome for name, answer in answers(user, unit_, **facts).items()}


def test_year_that_went_well_is_met_with_its_records():
    assessment = results.locked()
    here_, round_ = assessment.here, assessment.case.round

    found = answers(here_.office, round_.subdistrict)

    met = {name for name, answer in found.items() if answer.outcome == Outcome.MET}
    assert met >= {
        "plan_is_there", "team_is_approved", "was_inspected", "stayed_long_enough", "told_in_advance",
        "explained_task", "reported_in_time", "report_was_approved", "feedback_was_given", "rectified_in_time",
        "was_reviewed", "was_assessed", "covered_contents", "was_recorded",
    }  # fmt: skip
    assert all(found[name].proofs for name in met)
    assert found["was_assessed"].proofs[0].url == assessment.get_absolute_url()


def test_year_without_a_round_is_under_way_until_it_is_over():
    here_ = rounds.world()
    left = unit(UnitKind.SUBDISTRICT, "无巡查街道")

    during, after = outcomes(here_.office, left), outcomes(here_.office, left, today=date(2027, 1, 2))

    for name in ("was_inspected", "reported_in_time", "was_assessed", "was_closed"):
        assert (during[name], after[name]) == (Outcome.PENDING, Outcome.MISSED)
    assert during["team_is_whole"] == during["was_handed_over"] == Outcome.NOTHING


def test_year_without_a_plan_is_missed_once_it_is_over():
    here_ = rounds.world()

    assert outcomes(here_.office, here_.subdistrict, year=2024)["plan_is_there"] == Outcome.MISSED
    assert outcomes(here_.office, here_.subdistrict, year=2027)["plan_is_there"] == Outcome.PENDING


def test_late_report_and_missing_report_are_missed():
    late = rounds.submitted_report(late=True, on=date(2026, 4, 20))
    round_ = late.round

    assert outcomes(late.here.office, round_.subdistrict)["reported_in_time"] == Outcome.MISSED


def test_report_that_is_overdue_is_missed():
    round_ = rounds.ended_round()

    found = answers(round_.here.office, round_.subdistrict, today=date(2026, 12, 1))

    assert found["reported_in_time"].outcome == Outcome.MISSED
    assert found["report_was_approved"].outcome == Outcome.PENDING


def test_rectification_is_pending_until_due_and_then_missed():
    case = cases.signed_case()

    before = answers(case.here.office, case.unit, today=case.deadline.due_on)["rectified_in_time"]
    after = answers(case.here.office, case.unit, today=date(2026, 12, 30))["rectified_in_time"]

    assert (before.outcome, after.outcome) == (Outcome.PENDING, Outcome.MISSED)
    assert after.proofs[0].url == case.get_absolute_url()


def test_copies_and_announcement_are_met_when_both_are_there():
    assessment = results.locked()
    found = outcomes(assessment.here.office, assessment.case.round.subdistrict)

    assert (found["was_copied"], found["was_announced"], found["was_closed"]) == (Outcome.PENDING,) * 3


def test_whoever_does_not_reach_the_records_is_told_of_none():
    report = rounds.approved_report()
    stranger = report.here.leader
    stranger = type(stranger).objects.create_user("nobody_here", full_name="测试", role="inspector")

    found = answers(stranger, report.round.subdistrict)

    assert not [link for answer in found.values() for link in answer.proofs]


def test_worst_outcome_tells_of_all_and_every_record_is_kept():
    told = of_each(
        [Answer(Outcome.MET, "好", ("a",)), *[Answer(Outcome.MISSED, "缺")] * 2],
        lambda one: one,
    )

    assert told == Answer(Outcome.MISSED, "缺", ("a",))


def test_clause_without_records_says_so():
    answer = not_kept("四(一)", "经费").look(Asked(None, YEAR, None, TODAY))

    assert (answer.outcome, answer.proofs) == (Outcome.NOT_KEPT, ())
    assert answer.words


def test_checks_stand_in_the_order_of_the_text():
    parts = "一二三四"
    clauses = [check.clause for check in CHECKS]

    assert [parts.index(clause[0]) for clause in clauses] == sorted(parts.index(clause[0]) for clause in clauses)
    assert {clause[:4] for clause in clauses} >= {"一(二)", "二(一)", "二(三)", "三(一)", "三(二)", "三(三)", "四(二)"}
    assert all(isinstance(check, Check) for check in CHECKS)


# --- The page -------------------------------------------------------------------------------------------------------


def open_page(client, user, **query):
    return sign_in(client, user).get(reverse("desk:compliance-year", args=[YEAR]), query)


def test_page_shows_each_clause_of_the_chosen_subdistrict(client):
    report = rounds.approved_report()
    here_ = report.here

    page = open_page(client, here_.office, unit=report.round.subdistrict.pk).content.decode()

    for words in ("三（三）3", "巡查结束后15日内报送巡查工作报告", "已落实", "系统未记录", report.get_absolute_url()):
        assert words in page


def test_year_before_all_plans_of_the_system_is_said_to_be_unknown(client):
    """Nobody may be told that he did not do what was done on paper before the system came, or that nothing was due."""
    report = rounds.approved_report()
    sign_in(client, report.here.office)

    def page(year):
        return client.get(reverse("desk:compliance-year", args=[year])).content.decode()

    assert "未落实" not in page(YEAR - 1) and "该年度早于系统中的首个年度方案" in page(YEAR - 1)
    assert "早于系统中" not in page(YEAR)


def test_page_costs_few_queries(client):
    report = rounds.approved_report(findings_count=3)
    sign_in(client, report.here.office)
    address = reverse("desk:compliance-year", args=[YEAR])
    client.get(address)

    with CaptureQueriesContext(connection) as asked:
        client.get(address, {"unit": report.round.subdistrict.pk})

    assert len(asked) <= 32, [query["sql"][:120] for query in asked]


def test_many_subdistricts_are_searched_and_not_listed(client):
    here_ = rounds.world()
    for number in range(LISTED + 2):
        unit(UnitKind.SUBDISTRICT, f"第{number}街道")

    response = open_page(client, here_.office)
    found = open_page(client, here_.office, q="第51街道")

    assert (len(response.context["units"]), response.context["is_searched"]) == (LISTED, True)
    assert [one.name for one in found.context["units"]] == ["第51街道"]


@pytest.mark.parametrize("key", ["0", "abc", "0" * 32])
def test_subdistrict_that_is_none_does_not_exist(client, key):
    assert open_page(client, rounds.world().office, unit=key).status_code == 404


def test_search_that_finds_nothing_says_so(client):
    page = open_page(client, rounds.world().office, q="不存在")

    assert "没有找到该街道" in page.content.decode()


def test_menu_leads_to_the_running_year(client):
    response = sign_in(client, rounds.world().office).get(reverse("desk:compliance-now"))

    assert response.status_code == 200


@pytest.mark.parametrize("account", ["office", "committee", "secretary"])
def test_office_committee_and_secretary_read_it(here, account):  # noqa: F811
    assert get(here, account, reverse("desk:compliance-year", args=[YEAR])).status_code == 200


@pytest.mark.parametrize("account", ["leader", "principal", "clerk", "officer", "recipient"])
def test_nobody_else_does(here, account):  # noqa: F811
    assert get(here, account, reverse("desk:compliance-year", args=[YEAR])).status_code == 403
