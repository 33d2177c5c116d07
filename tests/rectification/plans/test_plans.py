"""整改方案: asked for where the office sees fit, filled in by 五落实, filed with its paper, accepted or sent back."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from docx import Document
from pypdf import PdfReader

from core.refusals import IllegalMove, NotAllowed, StaleCopy
from deadlines.actions.sweep import sweep
from deadlines.models import Deadline
from inspections.actions import findings
from inspections.closing import gaps
from planning.models import Ruleset
from records.models import IssuedDocument
from records.rendering import render_document
from records.rendering.word import render_word
from rectification.actions import rectification_plans as plans
from rectification.models import RectificationPlan, Remedy
from rectification.queries.chases import board
from rectification.scenes import listings, steps
from tests.inspections.builders import approved_report, at_on
from tests.rectification import builders as b
from tests.rectification.plans import builders as p

pytestmark = pytest.mark.django_db


def only_remedy(plan, *, major=False) -> Remedy:
    found = plan.remedies.select_related("plan_of", "item").order_by("number")
    return next(one for one in found if one.is_major is major)


# --- Asking --------------------------------------------------------------------------------------------------------


def test_ruleset_proposes_no_plan_by_default_and_the_feedback_asks_for_none():
    assert Ruleset._meta.get_field("plan_workdays").default == 0
    case = b.signed_case()
    assert not RectificationPlan.objects.filter(case=case).exists()
    with pytest.raises(IllegalMove, match="请填写报送期限"):
        plans.ask(case=case, by=case.here.office, **p.when(p.ASKED))


def test_plan_is_asked_for_with_the_feedback_by_working_days_of_the_ruleset():
    report = approved_report()
    here = b.subdistrict_people(report.here)
    Ruleset.objects.update(plan_workdays=5)
    report.round.ruleset.refresh_from_db()
    # Thursday; five working days on, over a weekend and before the holiday of 清明.
    case = steps.issued(here, report.round, on=b.ISSUED, plan_due_on=date(2026, 4, 2))

    plan = case.plans.get()
    assert (plan.status, plan.asked_on, plan.due_on) == ("asked", b.ISSUED, date(2026, 4, 2))
    assert (plan.deadline.period, plan.deadline.due_on) == ("5wd", date(2026, 4, 2))
    assert [one.number for one in plan.remedies.order_by("number")] == [item.number for item in case.items.all()]
    # The two months of the text stay as they are.
    assert case.deadline.due_on == date(2026, 6, 1)


def test_day_of_the_offices_own_stands_and_only_one_plan_is_asked_for_at_a_time():
    plan = p.asked_plan()
    assert (plan.deadline.period, plan.deadline.due_on, plan.deadline.responsible_unit) == ("", p.DUE, plan.case.unit)
    with pytest.raises(IllegalMove, match="已经要求"):
        plans.ask(case=plan.case, due_on=p.DUE, by=plan.here.office, **p.when(p.ASKED))
    with pytest.raises(IntegrityError), transaction.atomic():
        RectificationPlan.objects.create(
            case=plan.case, scope=plan.scope, asked_on=p.ASKED, asked_by=plan.here.office, due_on=p.DUE
        )
    plans.call_off(rectification_plan=plan, reason="已另行报送", by=plan.here.office, **p.when(p.FILED))
    assert plans.ask(case=plan.case, due_on=p.REVIEWED, by=plan.here.office, **p.when(p.FILED)).status == "asked"


def test_day_lies_after_the_asking():
    case = b.signed_case()
    with pytest.raises(IllegalMove, match="应当晚于"):
        plans.ask(case=case, due_on=p.ASKED, by=case.here.office, **p.when(p.ASKED))


def test_nothing_is_asked_once_the_rectification_is_accepted():
    case = b.accepted_case()
    with pytest.raises(IllegalMove, match="已审核通过"):
        plans.ask(case=case, due_on=b.DECIDED + timedelta(9), by=case.here.office, **p.when(b.DECIDED))


def test_what_is_listed_brings_its_five_fields_along():
    case = b.signed_case()
    here = case.here
    finding = case.items.get(kind="major_hazard").finding
    listing = listings.proposed(here, finding, by=here.office, department=here.department, on=p.ASKED, due_on=p.FIX_BY)
    listing = listings.listed(here, listing, on=p.ASKED)

    plan = plans.ask(case=case, due_on=p.DUE, by=here.office, **p.when(p.ASKED))

    remedy = only_remedy(plan, major=True)
    five = ("responsible_person", "measures", "funds", "due_on", "plan")
    assert [getattr(remedy, name) for name in five] == [getattr(listing, name) for name in five]
    assert remedy.lacking == []
    assert only_remedy(plan).measures == ""


# --- Filling in and filing -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("missing", ["measures", "responsible_person", "funds", "due_on", "plan"])
def test_each_of_the_five_fields_is_needed_and_the_emergency_plan_of_major_hazards_alone(missing):
    plan = p.asked_plan()
    p.fill(plan, **{missing: None if missing == "due_on" else ""})
    live = plan.remedies.order_by("number")
    lacking = [one.number for one in live if missing != "plan" or one.is_major]

    with pytest.raises(IllegalMove, match="尚不完整") as refusal:
        p.file(plan)

    assert "、".join(map(str, lacking)) in str(refusal.value)
    assert [one.number for one in live if one.lacking] == lacking
    assert list(plan.remedies.unfilled().values_list("number", flat=True).order_by("number")) == lacking
    assert not IssuedDocument.objects.filter(kind="rectification_plan").exists()


def test_emergency_plan_of_an_ordinary_item_is_not_kept():
    plan = p.filled_plan()
    assert only_remedy(plan).plan == ""
    assert only_remedy(plan, major=True).plan


def test_remedy_says_who_filled_it_in_and_no_day_before_the_feedback():
    plan = p.asked_plan()
    remedy, clerk = only_remedy(plan), plan.here.extra["clerk"]
    with pytest.raises(IllegalMove, match="早于反馈日期"):
        plans.fill(remedy=remedy, due_on=b.ISSUED - timedelta(1), by=clerk, at=at_on(p.FILLED))
    plans.fill(remedy=remedy, measures=" 清理通道 ", by=clerk, at=at_on(p.FILLED))
    assert b.fresh(remedy).measures == "清理通道"
    with pytest.raises(StaleCopy):
        plans.fill(remedy=remedy, version=remedy.version, funds="无需资金", by=clerk, at=at_on(p.FILLED))
    with pytest.raises(NotAllowed):
        plans.fill(remedy=remedy, funds="无需资金", by=plan.here.member, at=at_on(p.FILLED))


def test_principal_files_the_plan_with_its_paper_in_pdf_and_word():
    plan = p.file(p.filled_plan())

    assert (plan.status, plan.filed_on, plan.deadline.due_on) == ("filed", p.FILED, p.DUE)
    assert Deadline.objects.of(plan).get().met_on == p.FILED
    paper = plan.paper
    assert paper.full_number == "枣高安委办备〔2026〕1号"
    data = paper.data
    assert [line["number"] for line in data["items"]] == [1, 2, 3, 4, 5]
    assert all(line["funds"] == "0.5万元，街道自筹" and line["due_on"] == "2026-05-15" for line in data["items"])
    assert [line["kind"] for line in data["items"] if line.get("emergency")] == ["major_hazard"]
    pdf = render_document(paper.kind, data, number=paper.full_number, issued_on=p.FILED, draft=False)
    printed = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).replace("\n", "")
    word = Document(BytesIO(render_word(paper.kind, data, number=paper.full_number, issued_on=p.FILED, draft=False)))
    written = "".join(each.text for each in word.paragraphs)
    told = "".join(cell.text for table in word.tables for row in table.rows for cell in row.cells)
    for words in ("整改任务", "组织领导和保障措施", "重大事故隐患1项", "专人值守", "钱书记"):
        assert words in printed
        assert words in written
    assert "王演示（分管副主任）" in told


def test_clerk_files_nothing_and_a_plan_without_organisation_is_none():
    plan = p.filled_plan()
    with pytest.raises(NotAllowed):
        p.file(plan, by=plan.here.extra["clerk"])
    with pytest.raises(NotAllowed):
        p.file(plan, by=plan.here.extra["foreigner"])
    with pytest.raises(IllegalMove, match="组织领导"):
        p.file(plan, organisation=" ")


def test_withdrawn_item_is_planned_no_more():
    plan = p.asked_plan()
    p.fill(plan)
    remedy = only_remedy(plan, major=True)
    plans.fill(remedy=remedy, plan="", by=plan.here.extra["clerk"], at=at_on(p.FILLED))
    findings.revoke(finding=remedy.item.finding, reason="查明不属实", by=plan.here.committee, **p.when(p.FILLED))

    filed = p.file(plan)

    assert remedy.number not in [line["number"] for line in filed.paper.data["items"]]


# --- Review --------------------------------------------------------------------------------------------------------


def test_office_sends_it_back_with_a_reason_and_a_new_day_and_accepts_the_next_one():
    plan = p.filed_plan()
    here = plan.here
    with pytest.raises(IllegalMove, match="不足"):
        plans.send_back(rectification_plan=plan, reason=" ", due_on=p.DUE, by=here.office, **p.when(p.REVIEWED))
    with pytest.raises(IllegalMove, match="请填写报送期限"):
        plans.send_back(rectification_plan=plan, reason="资金不明", by=here.office, **p.when(p.REVIEWED))
    again = date(2026, 4, 20)
    plan = plans.send_back(
        rectification_plan=plan, reason="资金不明", due_on=again, by=here.office, **p.when(p.REVIEWED)
    )
    assert (plan.status, plan.lacking, plan.times_sent_back) == ("sent_back", "资金不明", 1)
    assert Deadline.objects.open().of(plan).get().due_on == again
    first = plan.paper
    plan.here = here
    plan = p.file(plan, on=date(2026, 4, 15))
    assert (plan.paper.number, first.number) == (2, 1)
    assert IssuedDocument.objects.filter(pk=first.pk).exists()

    plan = plans.accept(rectification_plan=plan, review="同意", by=here.office, **p.when(date(2026, 4, 16)))

    assert (plan.status, plan.review) == ("accepted", "同意")
    assert not Deadline.objects.open().of(plan).exists()
    with pytest.raises(NotAllowed):
        plans.accept(rectification_plan=plan, by=here.principal, **p.when(date(2026, 4, 16)))


def test_called_off_its_day_falls_away():
    plan = p.asked_plan()
    with pytest.raises(IllegalMove, match="不再要求"):
        plans.call_off(rectification_plan=plan, reason="", by=plan.here.office, **p.when(p.FILED))
    plans.call_off(rectification_plan=plan, reason="已另行报送", by=plan.here.office, **p.when(p.FILED))
    assert Deadline.objects.of(plan).get().voided_at is not None


# --- Late ----------------------------------------------------------------------------------------------------------


def test_overdue_plan_is_reminded_chased_and_filed_with_a_reason():
    plan = p.filled_plan()
    deadline, late = plan.deadline, p.DUE + timedelta(days=1)
    assert deadline.signal(late).value == "overdue"

    sweep(on=late, at=at_on(late))

    assert deadline.reminders.filter(rung=-1, state="sent", recipient=plan.here.office).exists()
    assert deadline in board(plan.here.office, late)
    with pytest.raises(IllegalMove, match="逾期"):
        p.file(plan, on=late)
    p.file(plan, on=late, lateness_reason="主要负责人外出")
    met = Deadline.objects.get(pk=deadline.pk)
    assert (met.days_late, met.late_explanation) == (1, "主要负责人外出")


@pytest.mark.requirement("R84")
def test_plan_that_is_not_settled_is_a_gap_that_the_closing_check_names():
    plan = p.asked_plan()
    round_, today = plan.case.round, p.REVIEWED

    def named():
        return [(gap.path, gap.who) for gap in gaps(round_, today) if gap.path == plan.get_absolute_url()]

    assert named() == [(plan.get_absolute_url(), "兴仁街道")]
    p.fill(plan)
    plan = p.file(plan)
    assert named() == [(plan.get_absolute_url(), "安委办")]
    plans.accept(rectification_plan=plan, by=round_.team.proposed_by, **p.when(p.REVIEWED))
    assert named() == []
