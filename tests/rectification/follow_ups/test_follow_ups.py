"""回头看: what earlier rounds closed is drawn, looked at again on site, and found again where it came back."""

from datetime import date

import pytest

from core.models import AuditEvent
from core.refusals import IllegalMove, NotAllowed
from inspections.actions import findings, notes, reports
from inspections.closing import gaps
from inspections.models import Finding
from inspections.papers.report import generated_overview
from inspections.presenters.rounds import what_is_missing
from inspections.scenes import steps
from rectification.actions import follow_ups
from rectification.contributions import follow_ups as contribution
from rectification.models import FollowUpCheck, RectificationItem
from rectification.queries.follow_ups import closed_before, rounds_before, to_look_at
from rectification.scenes import follow_ups as scene
from tests.inspections.builders import at_on
from tests.rectification.follow_ups.builders import ENDED, NOTIFIED, SEEN, checks_of, drawn_round, later_round

pytestmark = pytest.mark.django_db


def test_major_hazards_are_taken_whole_and_the_others_by_lot():
    round_ = drawn_round()

    checks = checks_of(round_)
    assert [check.number for check in checks] == [1, 2, 3]
    assert sorted(check.kind for check in checks if check.is_taken_whole) == ["major_hazard"]
    assert len([check for check in checks if not check.is_taken_whole]) == 2
    assert {check.status for check in checks} == {"pending"}


def test_the_draw_is_repeated_from_its_seed():
    round_ = drawn_round()

    draw = checks_of(round_)[0].draw
    assert draw.again() == draw.drawn == sorted(check.key for check in checks_of(round_))
    assert draw.is_repeatable


def test_check_keeps_the_words_of_the_closed_item():
    check = checks_of(drawn_round())[0]

    item = check.item
    assert (check.text, check.subject_name, check.measures) == (item.text, item.subject_name, item.measures)
    assert check.closed_on == item.closed_on
    assert check.key == f"{item.case.feedback.full_number}第{item.number}项"


def test_neither_open_items_nor_what_lies_apart_nor_other_subdistricts_are_candidates():
    round_ = later_round()
    found = list(closed_before(round_))
    assert len(found) == 5

    first, second, third, *_rest = found
    RectificationItem.objects.filter(pk=first.pk).update(status="reopened", return_reason="反弹", closed_on=None)
    Finding.objects.filter(pk=second.finding_id).update(is_apart=True)
    RectificationItem.objects.filter(pk=third.pk).update(subdistrict=round_.here.other_subdistrict)

    assert set(closed_before(round_)) == set(found) - {first, second, third}


def test_the_round_itself_and_later_ones_are_no_source():
    case = later_round().earlier

    assert not closed_before(case.round).exists()


def test_another_draw_adds_to_the_first_and_draws_nothing_twice():
    round_ = later_round()
    here = round_.here
    scene.drawn(here, round_, by=here.office, on=NOTIFIED, number=2)
    scene.drawn(here, round_, by=here.office, on=NOTIFIED, number=50)

    checks = checks_of(round_)
    assert [check.number for check in checks] == [1, 2, 3, 4, 5]
    assert len({check.item_id for check in checks}) == 5
    with pytest.raises(IllegalMove):
        follow_ups.draw(
            round=round_, rounds=[round_.earlier.round], number=3, by=here.office, on=NOTIFIED, at=at_on(NOTIFIED)
        )


def test_member_does_not_draw():
    round_ = later_round()

    with pytest.raises(NotAllowed):
        scene.drawn(round_.here, round_, by=round_.here.member, on=NOTIFIED, rounds=[round_.earlier.round])


def test_nothing_is_drawn_once_the_team_has_left():
    round_ = drawn_round(number=1)
    here = round_.here
    round_ = steps.ended(here, round_, by=here.leader, on=ENDED)

    with pytest.raises(IllegalMove) as refusal:
        scene.drawn(here, round_, by=here.leader, on=ENDED, rounds=list(rounds_before(round_)))
    assert "应在进驻前或现场巡查期间抽取" in refusal.value.reason


def test_it_is_looked_at_on_a_day_of_the_stay_by_somebody_of_the_team():
    round_ = drawn_round()
    here, check = round_.here, checks_of(round_)[0]

    with pytest.raises(NotAllowed):
        scene.held(here, check, by=here.office, on=SEEN)
    with pytest.raises(IllegalMove):
        follow_ups.hold(follow_up=check, words="仍完好", by=here.member, on=NOTIFIED, at=at_on(SEEN))
    held = scene.held(here, check, by=here.member, on=SEEN)

    assert (held.status, held.checked_on, held.checked_by) == ("held", SEEN, here.member)


def test_a_look_says_what_was_seen():
    round_ = drawn_round()

    with pytest.raises(IllegalMove):
        scene.held(round_.here, checks_of(round_)[0], by=round_.here.member, on=SEEN, words=" ")


def test_what_came_back_is_a_finding_of_this_round_and_the_earlier_one_stays():
    round_ = drawn_round()
    here, check = round_.here, checks_of(round_)[0]
    before = RectificationItem.objects.values().get(pk=check.item_id)

    back = scene.came_back(here, check, by=here.member, on=SEEN, text="通道再次堵塞")

    finding = back.finding
    assert (back.status, finding.round, finding.status) == ("came_back", round_, "draft")
    assert (finding.text, finding.kind, finding.enterprise) == ("通道再次堵塞", check.kind, check.enterprise)
    assert finding.topic_number == check.item.finding.topic_number
    assert RectificationItem.objects.values().get(pk=check.item_id) == before
    assert AuditEvent.objects.get(verb="follow_up.come_back").new["finding"] == finding.number


def test_what_came_back_is_counted_on_and_is_no_candidate_again():
    round_ = drawn_round(number=50)
    here, check = round_.here, checks_of(round_)[0]

    scene.came_back(here, check, by=here.member, on=SEEN)

    FollowUpCheck.objects.exclude(pk=check.pk).delete()
    assert check.item not in closed_before(round_)
    assert FollowUpCheck.objects.get(pk=check.pk).times == 1


def test_enterprise_that_moved_is_found_again_by_its_name():
    round_ = drawn_round(number=50)
    here = round_.here
    check = next(one for one in checks_of(round_) if one.enterprise)
    enterprise = check.enterprise
    type(enterprise).objects.filter(pk=enterprise.pk).update(subdistrict=here.other_subdistrict)

    back = scene.came_back(here, check, by=here.member, on=SEEN)

    assert back.finding.enterprise.name == check.subject_name
    assert back.finding.enterprise.subdistrict == here.subdistrict


def test_what_could_not_be_checked_says_why():
    round_ = drawn_round()
    here, check = round_.here, checks_of(round_)[0]

    passed = scene.passed_over(here, check, by=here.member, on=SEEN)

    assert (passed.status, passed.hindrance, passed.words) == ("not_checked", "closed", "企业已注销。")
    with pytest.raises(ValueError, match="nowhere"):
        follow_ups.pass_over(
            follow_up=checks_of(round_)[1], hindrance="nowhere", words="无", by=here.member, on=SEEN, at=at_on(SEEN)
        )


def test_a_wrong_result_is_taken_back_with_a_reason():
    round_ = drawn_round()
    here, check = round_.here, checks_of(round_)[0]
    held = scene.held(here, check, by=here.member, on=SEEN)

    again = follow_ups.look_again(follow_up=held, reason="看错了点位", by=here.member, on=SEEN, at=at_on(SEEN))

    assert (again.status, again.words, again.checked_on) == ("pending", "", None)


def test_what_came_back_is_looked_at_again_only_after_its_finding_is_gone():
    round_ = drawn_round()
    here, check = round_.here, checks_of(round_)[0]
    back = scene.came_back(here, check, by=here.member, on=SEEN)

    with pytest.raises(IllegalMove):
        follow_ups.look_again(follow_up=back, reason="误登", by=here.member, on=SEEN, at=at_on(SEEN))
    findings.discard(finding=back.finding, by=here.member, on=SEEN, at=at_on(SEEN))
    assert check in FollowUpCheck.objects.unsettled()
    again = follow_ups.look_again(follow_up=back, reason="误登", by=here.member, on=SEEN, at=at_on(SEEN))

    assert (again.status, again.finding) == ("pending", None)


def test_pending_checks_wait_for_the_team_while_it_is_on_site():
    round_ = drawn_round()
    here = round_.here

    rows = to_look_at(here.member, SEEN).rows
    assert rows.count() == 3
    steps.ended(here, round_, by=here.leader, on=ENDED)
    assert to_look_at(here.member, SEEN).rows.count() == 0


def test_what_is_left_is_named_before_the_team_reports_and_before_closing():
    round_ = drawn_round(number=0)
    here, check = round_.here, checks_of(round_)[0]
    name = f"回头看第1项未登记结果：{check.subject_name}"

    assert any(name in str(one.text) for one in what_is_missing(round_, SEEN))
    assert any(name in gap.label for gap in gaps(round_, SEEN))
    add_and_cover(round_)
    round_ = steps.ended(here, round_, by=here.leader, on=ENDED)
    report = steps.report_drafted(here, round_, by=here.leader, on=ENDED, assessment="总体平稳。")
    with pytest.raises(IllegalMove) as refusal:
        reports.submit(report=report, by=here.leader, on=ENDED, at=at_on(ENDED))
    assert name in refusal.value.reason

    follow_ups.pass_over(
        follow_up=check, hindrance="gone", words="厂房已拆除", by=here.leader, on=ENDED, at=at_on(ENDED)
    )
    submitted = reports.submit(report=report, by=here.leader, on=ENDED, at=at_on(ENDED))

    assert submitted.status == "submitted"
    assert not any("回头看" in gap.label for gap in gaps(round_, ENDED))


def add_and_cover(round_):
    """What a report needs besides."""
    here = round_.here
    for number in range(1, 10):
        notes.record(
            round=round_,
            method_number=1,
            topic_number=number,
            text="听取汇报。",
            by=here.member,
            on=SEEN,
            at=at_on(SEEN),
        )


def test_the_many_left_are_counted_beyond_the_first(monkeypatch):
    monkeypatch.setattr(contribution, "NAMED", 1)
    round_ = drawn_round()

    words = [str(one.text) for one in contribution.left_to_look_at(round_)]

    assert len(words) == 2
    assert words[-1] == "另有2项回头看未登记结果"


def test_report_tells_how_what_was_drawn_was_found():
    round_ = drawn_round(number=50)
    here = round_.here
    first, second, third, *rest = checks_of(round_)
    scene.held(here, first, by=here.member, on=SEEN)
    scene.came_back(here, second, by=here.member, on=SEEN)
    scene.passed_over(here, third, by=here.member, on=SEEN)
    for check in rest:
        scene.held(here, check, by=here.member, on=SEEN)
    round_ = steps.ended(here, round_, by=here.leader, on=ENDED)
    report = steps.report_drafted(here, round_, by=here.leader, on=ENDED)

    told = [words for words in generated_overview(report) if "回头看" in words]

    assert told == [
        "对以往巡查已销号的问题开展回头看，共抽查5项（其中重大事故隐患1项全部纳入，其余随机抽取），保持整改3项，"
        "问题重现1项（已作为本次发现问题列出），无法核查1项（企业已关闭1项）"
    ]


def test_report_of_a_round_without_a_draw_says_nothing_of_it():
    round_ = later_round()
    here = round_.here
    round_ = steps.entered(here, round_, by=here.leader, on=date(2026, 9, 1))
    round_ = steps.ended(here, round_, by=here.leader, on=ENDED)
    report = steps.report_drafted(here, round_, by=here.leader, on=ENDED)

    assert not any("回头看" in words for words in generated_overview(report))
