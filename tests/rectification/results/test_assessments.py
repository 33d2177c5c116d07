"""考核 from the count to the lock: frozen, told, objected to in time, answered, locked with its sheet (R70)."""

import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
from pypdf import PdfReader

from core.refusals import IllegalMove, NotAllowed, StaleCopy
from inspections.closing import gaps
from records.models import IssuedDocument
from records.rendering import render_document
from rectification.actions import assessments
from rectification.models import Assessment, RectificationItem
from rectification.queries.assessments import cases_of, figures_of
from rectification.scenes import results as steps
from tests import moves
from tests.inspections.builders import approved_report, at_on
from tests.rectification.results import builders as b
from tests.rectification.test_state_tables import tried

pytestmark = pytest.mark.django_db


def when(day):
    return {"on": day, "at": at_on(day)}


def objected(one, *, day=b.OBJECT_BY):
    return assessments.file_objection(
        assessment=one, objection="第2项已于当日整改", by=one.here.principal, **when(day)
    )


def answer(one, here, *, outcome="partly_upheld", adjustment=Decimal(1), day=b.OBJECT_BY, **facts):
    return assessments.answer(
        assessment=one, outcome=outcome, adjustment=adjustment, note="该项属实", by=here.committee,
        **facts, **when(day),
    )  # fmt: skip


@pytest.mark.requirement("R70")
def test_same_data_give_the_same_score_and_later_changes_do_not():
    """Frozen with the numbers and the edition: what changes afterwards changes the score only when counted again."""
    one = b.drafted()
    cases = cases_of(one.unit, one.year)
    assert one.figures == figures_of(cases) == figures_of(cases)
    assert one.score == one.reckoned()
    frozen, score = one.figures, one.score

    RectificationItem.objects.update(returns=3)

    assert b.fresh(one).figures == frozen and b.fresh(one).reckoned() == score
    again = assessments.recount(assessment=b.fresh(one), by=one.here.office, **when(b.TOLD))
    assert again.figures["returns"] == 3 * one.figures["total"]
    assert again.score == score - Decimal("0.5") * again.figures["returns"]


@pytest.mark.requirement("R70")
def test_formula_is_printed_under_the_score():
    one = b.locked()
    sheet = one.sheet

    pdf = render_document("assessment_sheet", sheet.data, number=sheet.full_number, issued_on=b.LOCKED, draft=False)

    words = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).replace("\n", "")
    words = words.replace(" ", "")
    assert "绩效考核情况表" in words and "〔2026〕" in words
    assert words.index("考核得分：") < words.index("计分公式：考核得分＝100") < words.index("计算过程：100")


@pytest.mark.requirement("R70")
def test_sheet_is_one_for_a_subdistrict_and_year():
    one = b.locked()
    assert (one.sheet.addressee, one.sheet.title) == (one.unit, "兴仁街道2026年度安全生产巡查绩效考核情况表")
    with pytest.raises(IllegalMove, match="已有考核"):
        assessments.draft(round=one.case.round, by=one.here.office, **when(b.LOCKED))


@pytest.mark.requirement("R70")
def test_objection_is_filed_in_time_answered_by_the_committee_and_printed():
    one = b.told()
    here, before = one.here, one.score
    assert one.object_by == b.OBJECT_BY
    with pytest.raises(IllegalMove, match="异议期限"):
        objected(one, day=b.OBJECT_BY + timedelta(days=1))
    filed = objected(one)

    answered = answer(filed, here)

    assert (answered.status, answered.score) == ("settled", before + 1)
    locked = assessments.lock_score(assessment=answered, by=here.committee, **when(b.OBJECT_BY))
    assert "异议部分成立" in locked.sheet.data["objection"] and locked.sheet.data["adjustment"] == "1"


@pytest.mark.requirement("R70")
def test_locked_score_changes_no_more():
    one = b.locked()
    for verb in (assessments.recount, assessments.tell):
        with pytest.raises(IllegalMove):
            verb(assessment=one, by=one.here.office, **when(b.LOCKED))
    with pytest.raises(IllegalMove):
        assessments.agree(assessment=one, by=one.here.principal, **when(b.LOCKED))


@pytest.mark.parametrize(
    ("outcome", "adjustment"), [("upheld", 0), ("partly_upheld", None), ("rejected", 1), ("", 1), ("upheld", 101)]
)
def test_answer_and_points_have_to_agree(outcome, adjustment):
    one = b.told()
    filed = objected(one)
    with pytest.raises(IllegalMove):
        answer(filed, one.here, outcome=outcome, adjustment=adjustment)


def test_answer_needs_its_reason():
    one = b.told()
    filed = objected(one)
    with pytest.raises(IllegalMove, match="理由"):
        assessments.answer(assessment=filed, outcome="rejected", note=" ", by=one.here.committee, **when(b.OBJECT_BY))


def test_rejected_objection_leaves_the_score():
    one = b.told()
    answered = answer(objected(one), one.here, outcome="rejected", adjustment=None)
    assert answered.score == one.score


def test_it_is_not_locked_while_the_subdistrict_may_object():
    one = b.told()
    here = one.here
    with pytest.raises(IllegalMove, match="6月2日"):
        assessments.lock_score(assessment=one, by=here.committee, **when(b.OBJECT_BY))

    day = b.OBJECT_BY + timedelta(days=1)
    assert assessments.lock_score(assessment=one, by=here.committee, **when(day)).status == "locked"


def test_opened_again_it_gets_a_new_sheet():
    one = b.locked()
    here, first = one.here, one.sheet
    one = assessments.reopen(assessment=one, note="另一轮巡查", by=here.committee, **when(b.LOCKED))
    assert one.status == "drafted" and not Assessment.objects.visible_to(here.principal).exists()

    one = assessments.tell(assessment=one, by=here.office, **when(b.LOCKED))
    one = assessments.agree(assessment=one, by=here.principal, **when(b.LOCKED))
    one = assessments.lock_score(assessment=one, by=here.committee, **when(b.LOCKED))

    assert one.sheet != first and IssuedDocument.objects.filter(kind="assessment_sheet").count() == 2


@pytest.mark.parametrize("verb", ["reopen", "object"])
def test_words_are_needed(verb):
    one = b.locked() if verb == "reopen" else b.told()
    with pytest.raises(IllegalMove):
        if verb == "reopen":
            assessments.reopen(assessment=one, note=" ", by=one.here.committee, **when(b.LOCKED))
        else:
            assessments.file_objection(assessment=one, objection=" ", by=one.here.principal, **when(b.AGREED))


def test_before_the_feedback_there_is_nothing_to_count():
    report = approved_report()
    with pytest.raises(IllegalMove, match="反馈意见"):
        assessments.draft(round=report.round, by=report.here.office, **when(b.TOLD))


def test_subdistrict_knows_of_it_once_it_is_told():
    one = b.drafted()
    assert not Assessment.objects.visible_to(one.here.principal).exists()
    assessments.tell(assessment=one, by=one.here.office, **when(b.TOLD))
    for user, knows in ((one.here.principal, True), (one.here.extra["clerk"], True), (one.here.leader, False)):
        user.__dict__.pop("access", None)
        assert Assessment.objects.visible_to(user).exists() is knows
    assert not Assessment.objects.visible_to(one.here.extra["foreigner"]).exists()


VERBS = {
    "recount": lambda one, here: assessments.recount(assessment=one, by=here.office, **when(b.LOCKED)),
    "tell": lambda one, here: assessments.tell(assessment=one, by=here.office, **when(b.LOCKED)),
    "agree": lambda one, here: assessments.agree(assessment=one, by=here.principal, **when(b.LOCKED)),
    "object": lambda one, here: assessments.file_objection(
        assessment=one, objection="有误", by=here.principal, **when(b.LOCKED)
    ),
    "answer": lambda one, here: answer(one, here, day=b.OBJECT_BY),
    "lock": lambda one, here: assessments.lock_score(
        assessment=one, by=here.committee, **when(b.OBJECT_BY + timedelta(days=1))
    ),
    "reopen": lambda one, here: assessments.reopen(
        assessment=one, note="重算", by=here.committee, **when(b.LOCKED)
    ),
}  # fmt: skip


def in_state(status) -> Assessment:
    if status in ("drafted", "told", "locked"):
        return {"drafted": b.drafted, "told": b.told, "locked": b.locked}[status]()
    one = b.told()
    here, case = one.here, one.case
    if status == "objected":
        one = objected(one, day=b.AGREED)
    else:
        one = assessments.agree(assessment=one, by=here.principal, **when(b.AGREED))
    one.here, one.case = here, case
    return one


def _tried(act) -> str | None:
    """Before it is told nothing of it exists for the subdistrict."""
    try:
        return tried(act)
    except NotAllowed:
        return None


@pytest.mark.parametrize("status", moves.states("assessment"))
def test_each_verb_leads_where_was_decided_or_is_refused(status):
    one = in_state(status)
    here = one.here

    found = {verb: _tried(lambda act=act: act(b.fresh(one), here).status) for verb, act in VERBS.items()}

    assert found == {verb: moves.leads_to("assessment", verb, status) for verb in VERBS}
    assert {*VERBS, "draft"} == set(moves.verbs("assessment"))


def test_others_may_not():
    one = b.told()
    here = one.here
    with pytest.raises(NotAllowed):
        assessments.draft(round=one.case.round, by=here.committee, **when(b.TOLD))
    for by in (here.office, here.committee, here.extra["clerk"], here.leader):
        with pytest.raises(NotAllowed):
            assessments.agree(assessment=one, by=by, **when(b.AGREED))
    with pytest.raises(NotAllowed):
        assessments.lock_score(assessment=one, by=here.office, **when(b.AGREED))


def test_stale_copy_is_refused():
    one = b.told()
    with pytest.raises(StaleCopy):
        assessments.agree(assessment=one, by=one.here.principal, version=one.version - 1, **when(b.AGREED))


@pytest.mark.requirement("R70", "R84")
def test_closing_names_who_has_to_act_on_the_assessment():
    """The committee cannot lock what the office has not counted or told."""

    def who(round_, today=b.TOLD):
        return [gap.who for gap in gaps(round_, today) if "考核尚未锁定" in gap.label]

    case = b.accepted()
    assert who(case.round) == ["安委办"]
    one = steps.drafted(case.here, case.round, on=b.TOLD)
    assert who(case.round) == ["安委办"]
    one = steps.told(case.here, one, on=b.TOLD)
    assert who(case.round) == ["兴仁街道"]
    assert who(case.round, date(2026, 6, 3)) == ["安委会"]
    steps.agreed(case.here, one, by=case.here.principal, on=b.AGREED)
    assert who(case.round) == ["安委会"]
