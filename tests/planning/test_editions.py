"""Editions of the regulation: drafted by the office, approved by the committee, in force by the day."""

from datetime import date, timedelta

import pytest

from accounts.models import Message
from core.models import AuditEvent
from core.refusals import IllegalMove, NotAllowed, StaleCopy
from planning.actions import plans, rulesets
from planning.actions.rulesets import NumberedText
from planning.models import Ruleset
from planning.presenters.edition_changes import changes
from planning.queries.rulesets import last_days
from records.models import Decision
from records.policies import Paper
from tests.planning import builders as build
from tests.planning.builders import APPROVED, DRAFTED, PROPOSED, on
from tests.records.builders import upload

NEW = date(2026, 6, 1)
DAY = timedelta(days=1)


def words(cell) -> str:
    return "".join(text for text, _is_marked in cell.of) if hasattr(cell, "of") else str(cell)


def test_new_edition_is_a_copy_that_nothing_reads_yet(here):
    draft = rulesets.revise(ruleset=here.ruleset, reason="领导职务变动", by=here.office, **on(DRAFTED))

    assert (draft.base, draft.status, draft.document_number, draft.effective_on) == (here.ruleset, "draft", "", None)
    assert list(changes(here.ruleset, draft)) == []
    assert [one.text for one in draft.topics.all()] == [one.text for one in here.ruleset.topics.all()]
    assert Ruleset.objects.in_force_on(date(2099, 1, 1)).first() == here.ruleset
    assert AuditEvent.objects.get(verb="ruleset.draft").reason == "领导职务变动"
    assert plans.draft(year=2026, title="方案", by=here.office, **on(DRAFTED)).ruleset == here.ruleset


def test_one_edition_is_prepared_at_a_time(here):
    build.drafted_edition(here)

    with pytest.raises(IllegalMove, match="正在"):
        rulesets.revise(ruleset=here.ruleset, reason="又一次", by=here.office2, **on(DRAFTED))


def test_new_edition_needs_a_reason_and_is_drafted_from_the_latest(here):
    with pytest.raises(IllegalMove, match="修订理由"):
        rulesets.revise(ruleset=here.ruleset, reason=" ", by=here.office, **on(DRAFTED))
    build.approved_edition(here, effective_on=NEW)

    with pytest.raises(IllegalMove, match="更新"):
        rulesets.revise(ruleset=here.ruleset, reason="再修订", by=here.office, **on(APPROVED))


@pytest.mark.requirement("R1", "R2")
def test_approved_edition_rules_from_its_day_and_the_one_before_until_the_day_before(here):
    edition = build.approved_edition(here, effective_on=NEW, report_days=20)

    assert Ruleset.objects.in_force_on(NEW - DAY).first() == here.ruleset
    assert Ruleset.objects.in_force_on(NEW).first() == edition
    assert last_days(Ruleset.objects.approved()) == {here.ruleset.pk: NEW - DAY, edition.pk: None}
    decision = Decision.objects.get(subject_id=str(edition.pk))
    assert (decision.verb, decision.decided_by, edition.decision) == ("ruleset.approve", here.committee, decision)


@pytest.mark.requirement("R1")
def test_plan_drafted_before_keeps_citing_the_edition_of_its_day(here):
    plan = build.drafted_plan(here)
    edition = build.approved_edition(here, effective_on=NEW, title="安全生产巡查工作制度（修订）")

    plan.refresh_from_db()
    assert plan.ruleset == here.ruleset
    later = plans.draft(year=2027, title="方案", by=here.office, **on(NEW))
    assert later.ruleset == edition


def test_decision_on_paper_is_put_down_by_the_secretary_with_meeting_and_scan(here):
    draft = build.submitted_edition(here)
    given = {"ruleset": draft, "effective_on": NEW, "by": here.secretary, **on(APPROVED)}

    with pytest.raises(IllegalMove):
        rulesets.approve(**given)
    edition = rulesets.approve(paper=Paper("安委会〔2026〕3号", APPROVED, upload()), **given)

    assert (edition.decision.decided_by, edition.decision.meeting_number) == (None, "安委会〔2026〕3号")


def test_proposer_never_approves(here):
    draft = build.submitted_edition(here)
    Ruleset.objects.filter(pk=draft.pk).update(proposed_by=here.committee)

    with pytest.raises(NotAllowed):
        rulesets.approve(ruleset=draft, effective_on=NEW, by=here.committee, **on(APPROVED))


@pytest.mark.parametrize("day", [APPROVED - DAY, date(2022, 6, 22)])
def test_edition_is_never_put_in_force_for_days_that_are_gone(here, day):
    draft = build.submitted_edition(here)

    with pytest.raises(IllegalMove):
        rulesets.approve(ruleset=draft, effective_on=day, by=here.committee, **on(APPROVED))


def test_editions_follow_each_other_in_their_days(here):
    first = build.approved_edition(here, effective_on=NEW)
    draft = rulesets.revise(ruleset=first, reason="再修订", by=here.office, **on(APPROVED))
    rulesets.edit(ruleset=draft, document_number="2号", effective_on=NEW, by=here.office, **on(APPROVED))
    rulesets.submit(ruleset=draft, by=here.office, **on(APPROVED))

    with pytest.raises(IllegalMove, match="6月1日"):
        rulesets.approve(ruleset=draft, effective_on=NEW, by=here.committee, **on(APPROVED))


def test_what_is_missing_is_named_when_it_is_submitted(here):
    draft = rulesets.revise(ruleset=here.ruleset, reason="修订", by=here.office, **on(DRAFTED))
    draft.topics.all().delete()
    draft.methods.all().delete()

    with pytest.raises(IllegalMove) as refusal:
        rulesets.submit(ruleset=draft, by=here.office, **on(PROPOSED))

    assert all(part in str(refusal.value) for part in ("发文字号", "施行", "巡查内容", "巡查方式"))


def test_returned_edition_is_mended_and_its_reason_stands_on_it(here):
    draft = build.submitted_edition(here)

    back = rulesets.return_(ruleset=draft, note="第一项应写全称", by=here.committee, **on(APPROVED))

    assert (back.status, back.decision_note) == ("draft", "第一项应写全称")
    assert Message.objects.filter(recipient=here.office, subject__contains="枣高管办字〔2026〕1号").exists()
    with pytest.raises(IllegalMove):
        rulesets.return_(ruleset=build_again(back, here), note=" ", by=here.committee, **on(APPROVED))


def build_again(draft, here):
    return rulesets.submit(ruleset=draft, by=here.office, **on(APPROVED))


def test_discarded_draft_keeps_its_reason_and_makes_room(here):
    draft = build.drafted_edition(here)
    with pytest.raises(IllegalMove):
        rulesets.discard(ruleset=draft, reason="", by=here.office, **on(DRAFTED))

    gone = rulesets.discard(ruleset=draft, reason="上级暂缓修订", by=here.office, **on(DRAFTED))

    assert (gone.status, gone.discard_reason) == ("discarded", "上级暂缓修订")
    assert rulesets.revise(ruleset=here.ruleset, reason="再来", by=here.office, **on(DRAFTED)).base == here.ruleset


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"report_days": 0}, "1"),
        ({"min_teams": 3}, "3"),
        ({"max_team_size": 5}, "6"),
        ({"leader_ranks": []}, "职级"),
        ({"leader_ranks": ["emperor"]}, "职级"),
        ({"ladder": []}, "提醒"),
        ({"ladder": [90]}, "60"),
    ],
)
def test_numbers_that_cannot_be_are_refused_in_words(here, facts, said):
    draft = build.drafted_edition(here)

    with pytest.raises(IllegalMove, match=said):
        rulesets.edit(ruleset=draft, by=here.office, **on(DRAFTED), **facts)


def test_edit_knows_its_fields_and_its_version(here):
    draft = build.drafted_edition(here)

    with pytest.raises(TypeError):
        rulesets.edit(ruleset=draft, status="approved", by=here.office, **on(DRAFTED))
    with pytest.raises(StaleCopy):
        rulesets.edit(ruleset=draft, report_days=9, by=here.office, version=draft.version - 1, **on(DRAFTED))


def test_clause_of_an_edition_is_its_own(here):
    draft = build.drafted_edition(here)
    clauses = draft.clauses | {"notice_days": " 三(三)1 ", "report_days": " "}

    draft = rulesets.edit(ruleset=draft, clauses=clauses, by=here.office, **on(DRAFTED))

    assert (draft.clause_of("notice_days"), draft.clause_of("report_days")) == ("三（三）1", "本制度未规定")
    assert here.ruleset.clause_of("report_days") == "三（三）3"


@pytest.mark.requirement("R34")
def test_persons_named_in_the_text_change_with_the_edition_and_the_old_text_stays(here):
    draft = build.drafted_edition(here)
    old = here.ruleset.topics.first().text
    texts = [NumberedText(one.short, one.text, one.checkpoints) for one in draft.topics.all()]
    texts[0] = NumberedText("中央部署", old.replace("李克强", "李强"), texts[0].checkpoints)

    rulesets.edit_topics(
        ruleset=draft, texts=[*texts, NumberedText("新增", "新增内容。")], by=here.office, **on(DRAFTED)
    )

    assert here.ruleset.topics.first().text == old
    found = {change.what: (words(change.before), words(change.after)) for change in changes(here.ruleset, draft)}
    assert found == {
        "内容1：简称": ("中央决策部署", "中央部署"),
        "内容1：原文": (old, old.replace("李克强", "李强")),
        "内容10": ("None", "新增内容。"),
    }
    marked = next(change for change in changes(here.ruleset, draft) if change.what == "内容1：原文")
    assert [text for text, is_marked in marked.before.of if is_marked] == ["克"]


def test_methods_are_numbered_in_their_order_and_lose_what_is_left_out(here):
    draft = build.drafted_edition(here)
    texts = [NumberedText(one.short, one.text) for one in draft.methods.all()]

    rulesets.edit_methods(ruleset=draft, texts=texts[1:], by=here.office, **on(DRAFTED))

    assert list(draft.methods.values_list("number", flat=True)) == [1, 2, 3, 4, 5]
    assert draft.methods.first().text == texts[1].text
    with pytest.raises(IllegalMove):
        rulesets.edit_methods(ruleset=draft, texts=[NumberedText("简称", " ")], by=here.office, **on(DRAFTED))


def test_changed_numbers_are_told_old_and_new_with_their_units(here):
    draft = build.drafted_edition(
        here, title="新制度", report_days=20, leader_ranks=["section_head"], rolls_to_workday=False,
        clauses=here.ruleset.clauses | {"notice_days": "三(三)1"},
    )  # fmt: skip

    found = {change.what: (words(change.before), words(change.after)) for change in changes(here.ruleset, draft)}
    assert found["报送巡查报告的期限"] == ("15日", "20日")
    assert found["进驻前告知的提前期：条款"] == ("本制度未规定", "三（三）1")
    assert found["期限届满日遇休息日顺延至下一工作日"] == ("是", "否")
    assert found["标题"][1] == "新制度"
    assert len(found) == 5


def test_draft_is_known_to_office_and_committee_alone(here):
    draft = build.drafted_edition(here)
    knowing = {here.office, here.office2, here.committee, here.secretary}

    others = {here.principal, here.clerk, here.officer, here.custodian}
    assert {user for user in knowing | others if _knows(user, draft)} == knowing
    edition = build.approved_edition_of(here, draft, effective_on=NEW)
    assert _knows(here.clerk, edition)


def _knows(user, ruleset) -> bool:
    return Ruleset.objects.visible_to(user).filter(pk=ruleset.pk).exists()
