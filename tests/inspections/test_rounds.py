"""Notice, entry, last day on site, closing, archive (三（三）1–3)."""

from datetime import date, timedelta

import pytest

from accounts.models import Message
from core.models import AuditEvent
from core.refusals import IllegalMove, NotAllowed, StaleCopy
from deadlines.kinds import kind_of, ladder_of
from deadlines.models import Deadline
from inspections import closing
from inspections.actions import rounds
from inspections.closing import Gap
from inspections.models import SubdistrictRound
from inspections.models.round import RoundStatus
from planning.models import Ruleset
from records import head
from records.actions.seal import seal_all
from records.models import IssuedDocument
from tests import moves
from tests.inspections.builders import (
    APPROVED,
    ENDED,
    ENTERED,
    NOTIFIED,
    add_entry,
    approved_report,
    at_on,
    cover_all,
    ended_round,
    notified_round,
    on_site_round,
    world,
)

pytestmark = pytest.mark.django_db


def enter(round_, *, by=None, on=ENTERED, **facts):
    texts = {"place": "三楼会议室", "minutes": "通报巡查任务"} | facts
    return rounds.enter(round=round_, by=by or round_.here.leader, on=on, at=at_on(on), **texts)


def end(round_, *, by=None, on=ENDED, **facts):
    told = {"no_recording_reason": "以照片和书面记录留存"} | facts
    return rounds.end(round=round_, by=by or round_.here.leader, on=on, at=at_on(on), **told)


@pytest.mark.requirement("R46")
def test_notify_opens_the_round_numbers_the_notice_and_tells_the_subdistrict():
    here = world()

    round_ = rounds.notify(entry=here.entry, by=here.office, on=NOTIFIED, at=at_on(NOTIFIED))

    notice = IssuedDocument.objects.get(kind="advance_notice")
    assert (round_.status, round_.scope_id, round_.ruleset) == ("notified", here.entry.scope_id, here.ruleset)
    assert (notice.addressee, notice.round_scope_id, notice.number) == (here.subdistrict, round_.scope_id, 1)
    assert notice.scope.unit == here.subdistrict
    assert "安委办" in notice.full_number
    assert Message.objects.filter(recipient=here.principal, subject__contains=notice.full_number).exists()
    assert AuditEvent.objects.filter(verb="round.notify", target_id=str(round_.pk)).exists()


@pytest.mark.requirement("R34")
@pytest.mark.requirement("R42")
def test_notice_says_every_topic_of_the_ruleset_word_for_word():
    here = world()
    item = here.ruleset.topics.get(number=9)
    item.text = "区安委会部署的其他事项落实情况（2026年：危化品专项）"
    item.save()

    rounds.notify(entry=here.entry, by=here.office, on=NOTIFIED, at=at_on(NOTIFIED))

    topics = IssuedDocument.objects.get(kind="advance_notice").data["topics"]
    assert topics == [one.text for one in here.ruleset.topics.all()]
    assert topics[8] == item.text


@pytest.mark.requirement("R46")
def test_notice_names_the_methods_once():
    """The sentence ends in 等方式, which is all that the last of the six says."""
    here = world()
    for number, short in ((5, "暗查暗访、随机抽查"), (6, "其他方式")):
        here.ruleset.methods.filter(number=number).update(short=short)
    rounds.notify(entry=here.entry, by=here.office, on=NOTIFIED, at=at_on(NOTIFIED))
    methods = IssuedDocument.objects.get(kind="advance_notice").data["methods"]
    assert methods == ["方式1", "方式2", "方式3", "方式4", "暗查暗访、随机抽查"]


def test_round_carries_the_ruleset_of_its_planned_days():
    here = world()
    Ruleset.objects.create(
        title="新制度", document_number="新", status="approved", effective_on=date(2026, 1, 1), report_days=10
    )

    round_ = rounds.notify(entry=here.entry, by=here.office, on=NOTIFIED, at=at_on(NOTIFIED))

    assert round_.ruleset.report_days == 10


def test_notify_twice_is_refused():
    round_ = notified_round()
    with pytest.raises(IllegalMove):
        rounds.notify(entry=round_.entry, by=round_.here.office, on=NOTIFIED, at=at_on(NOTIFIED))
    assert SubdistrictRound.objects.count() == 1
    assert IssuedDocument.objects.count() == 1


def test_notify_after_a_cancelled_round_is_allowed():
    round_ = notified_round()
    here = round_.here
    rounds.cancel(round=round_, reason="台风", by=here.office, on=NOTIFIED, at=at_on(NOTIFIED))

    again = rounds.notify(entry=here.entry, by=here.office, on=NOTIFIED, at=at_on(NOTIFIED))

    assert again.status == "notified"


@pytest.mark.parametrize("who", ["leader", "member", "committee", "principal"])
def test_notify_is_the_offices(who):
    here = world()
    with pytest.raises(NotAllowed):
        rounds.notify(entry=here.entry, by=getattr(here, who), on=NOTIFIED, at=at_on(NOTIFIED))


def test_notify_needs_an_approved_plan():
    here = world()
    here.entry.plan.status = "submitted"
    here.entry.plan.save()
    with pytest.raises(IllegalMove):
        rounds.notify(entry=here.entry, by=here.office, on=NOTIFIED, at=at_on(NOTIFIED))


@pytest.mark.requirement("R30")
@pytest.mark.parametrize("status", ["draft", "proposed"])
def test_no_round_starts_before_the_team_is_approved(status):
    round_ = notified_round()
    round_.team.status = status
    round_.team.save()

    with pytest.raises(IllegalMove, match=r"二.三"):
        enter(round_)
    rounds.cancel(round=round_, reason="重排", by=round_.here.office, on=NOTIFIED, at=at_on(NOTIFIED))
    with pytest.raises(IllegalMove, match=r"二.三"):
        rounds.notify(entry=round_.entry, by=round_.here.office, on=NOTIFIED, at=at_on(NOTIFIED))


@pytest.mark.requirement("R30")
def test_entry_with_an_approved_team_is_on_site():
    round_ = enter(notified_round())
    assert (round_.status, round_.entered_on, round_.entry_place) == ("on_site", ENTERED, "三楼会议室")


def test_entry_in_the_future_is_refused():
    round_ = notified_round()
    with pytest.raises(IllegalMove):
        rounds.enter(
            round=round_, place="会议室", minutes="记录", by=round_.here.leader, on=ENTERED, at=at_on(NOTIFIED)
        )


@pytest.mark.parametrize("facts", [{"place": " "}, {"minutes": " "}])
def test_entry_needs_place_and_minutes(facts):
    round_ = notified_round()
    with pytest.raises(IllegalMove):
        enter(round_, **facts)


@pytest.mark.parametrize("who", ["member", "stranger", "committee", "principal"])
def test_entry_is_the_leaders_or_the_offices(who):
    round_ = notified_round()
    with pytest.raises(NotAllowed):
        enter(round_, by=getattr(round_.here, who))
    assert enter(round_, by=round_.here.office).status == "on_site"


def test_removed_leader_enters_nothing():
    round_ = notified_round()
    here = round_.here
    here.team.memberships.filter(role="leader").update(to_on=ENTERED - timedelta(days=1))
    with pytest.raises(NotAllowed):
        enter(round_)


def test_team_cannot_enter_a_second_subdistrict_meanwhile():
    round_ = on_site_round()
    here = round_.here
    second = add_entry(here.entry.plan, here.entry.cycle, here.team, here.other_subdistrict, by=here.office)
    other = rounds.notify(entry=second, by=here.office, on=ENTERED, at=at_on(ENTERED))
    other.here = here

    with pytest.raises(IllegalMove, match="兴仁街道"):
        enter(other, on=ENTERED + timedelta(days=3))
    end(round_)
    assert enter(other, on=ENDED + timedelta(days=1)).status == "on_site"


def test_entry_on_the_other_rounds_last_day_is_refused():
    round_ = on_site_round()
    here = round_.here
    second = add_entry(here.entry.plan, here.entry.cycle, here.team, here.other_subdistrict, by=here.office)
    other = rounds.notify(entry=second, by=here.office, on=ENTERED, at=at_on(ENTERED))
    other.here = here
    end(round_)
    with pytest.raises(IllegalMove):
        enter(other, on=ENDED)


@pytest.mark.requirement("R47")
def test_round_without_entry_record_cannot_end():
    round_ = on_site_round()
    SubdistrictRound.objects.filter(pk=round_.pk).update(entry_minutes="")
    with pytest.raises(IllegalMove, match=r"三.三.2"):
        end(round_)


@pytest.mark.requirement("R47")
def test_round_with_entry_record_ends():
    assert end(on_site_round()).status == "ended"


@pytest.mark.requirement("R7")
def test_thirteen_days_need_a_reason_that_is_kept():
    round_ = on_site_round()
    last = ENTERED + timedelta(days=12)

    with pytest.raises(IllegalMove) as refusal:
        end(round_, on=last)
    assert "13" in refusal.value.reason
    assert "14" in refusal.value.reason
    assert "一（二）1" in refusal.value.reason
    ended = end(round_, on=last, short_reason="防汛应急响应提前结束")

    assert (ended.days, ended.short_reason) == (13, "防汛应急响应提前结束")


@pytest.mark.requirement("R7")
def test_fourteen_days_need_no_reason():
    ended = end(on_site_round(), on=ENTERED + timedelta(days=13))
    assert (ended.days, ended.short_reason) == (14, "")


def test_end_before_entry_is_refused():
    with pytest.raises(IllegalMove):
        end(on_site_round(), on=ENTERED - timedelta(days=1), short_reason="x")


@pytest.mark.requirement("R56")
def test_report_is_due_fifteen_days_after_the_last_day_on_site():
    round_ = on_site_round(entered_on=date(2026, 2, 16))
    end(round_, on=date(2026, 3, 1))

    deadline = Deadline.objects.get(kind="report")
    assert (deadline.started_on, deadline.due_on, deadline.clause) == (
        date(2026, 3, 1),
        date(2026, 3, 16),
        "三(三)3",
    )
    assert [deadline.signal(day) for day in (date(2026, 3, 15), date(2026, 3, 16), date(2026, 3, 17))] == [
        "near", "near", "overdue",
    ]  # fmt: skip
    assert deadline.period == "15d"


@pytest.mark.requirement("R2")
def test_report_period_is_the_rulesets():
    round_ = on_site_round()
    round_.ruleset.report_days = 20
    round_.ruleset.save()
    end(round_)
    assert Deadline.objects.get(kind="report").period == "20d"


@pytest.mark.requirement("R56")
def test_people_reminded_of_the_report_are_todays_leader():
    round_ = on_site_round()
    end(round_)
    deadline = Deadline.objects.get(kind="report")
    assert kind_of("report").responsible(deadline, ENDED) == [round_.here.leader]
    round_.team.memberships.filter(role="leader").update(to_on=ENDED)
    assert kind_of("report").responsible(deadline, ENDED + timedelta(days=1)) == []
    assert ladder_of(deadline) == (7, 3, 1, 0, -1, -3, -7)


def test_cancel_needs_a_reason_and_tells_the_subdistrict():
    round_ = notified_round()
    with pytest.raises(IllegalMove):
        rounds.cancel(round=round_, reason=" ", by=round_.here.office, on=NOTIFIED, at=at_on(NOTIFIED))

    cancelled = rounds.cancel(round=round_, reason="台风", by=round_.here.office, on=NOTIFIED, at=at_on(NOTIFIED))

    assert cancelled.status == "cancelled"
    assert Message.objects.filter(recipient=round_.here.principal, body="台风").exists()


@pytest.fixture
def _only_own_gates(monkeypatch):
    """Gates of the apps above are theirs to prove."""
    monkeypatch.setattr(closing, "_gates", [gate for gate in closing._gates if "inspections" in gate.__module__])


@pytest.mark.requirement("R84")
def test_close_lists_every_gap(_only_own_gates):
    round_ = ended_round()
    closing._gates.append(lambda round_, today: [Gap("移交未办结", "/", "安委办"), Gap("未公告", "/", "安委办")])

    with pytest.raises(IllegalMove) as refusal:
        rounds.close(round=round_, by=round_.here.office, on=APPROVED, at=at_on(APPROVED))

    assert "移交未办结" in refusal.value.reason
    assert "未公告" in refusal.value.reason
    assert refusal.value.reason.count(";") >= 2 or refusal.value.reason.count("；") >= 2


@pytest.mark.requirement("R84")
def test_close_and_archive_when_nothing_is_open(_only_own_gates):
    report = approved_report()
    here = report.here

    closed = rounds.close(round=report.round, by=here.office, on=APPROVED, at=at_on(APPROVED))
    archived = rounds.archive(round=closed, by=here.office, on=APPROVED, at=at_on(APPROVED))

    assert (archived.status, archived.closed_on, archived.archived_on) == ("archived", APPROVED, APPROVED)


@pytest.mark.django_db(transaction=True)
def test_archived_round_shows_where_the_proof_of_the_log_ended_by_then(client, _only_own_gates):
    """Whoever keeps the page keeps a witness outside of database and machine."""
    report = approved_report()
    here = report.here
    closed = rounds.close(round=report.round, by=here.office, on=APPROVED, at=at_on(APPROVED))
    seal_all()
    ended = head.told()

    archived = rounds.archive(round=closed, by=here.office, on=APPROVED, at=at_on(APPROVED))

    batch, _colon, digest = ended.partition(":")
    assert batch.isdigit() and len(digest) == 64
    client.force_login(here.office)
    assert ended in client.get(archived.get_absolute_url()).content.decode()


def test_team_reads_no_more_once_the_round_is_closed(_only_own_gates):
    report = approved_report()
    here = report.here
    visible = SubdistrictRound.objects.visible_to(here.leader).filter(pk=report.round.pk)
    assert visible.exists()

    rounds.close(round=report.round, by=here.office, on=APPROVED, at=at_on(APPROVED))

    here.leader.__dict__.pop("access", None)
    assert not SubdistrictRound.objects.visible_to(here.leader).exists()


def test_stale_copy_is_refused():
    round_ = notified_round()
    with pytest.raises(StaleCopy):
        enter(round_, version=round_.version + 1)


def test_double_click_on_enter_enters_once():
    round_ = notified_round()
    stale = SubdistrictRound.objects.get(pk=round_.pk)
    stale.here = round_.here
    enter(round_)
    with pytest.raises(IllegalMove):
        enter(stale)
    assert AuditEvent.objects.filter(verb="round.enter").count() == 1


def verbs_of(round_):
    here, facts = round_.here, {"round": round_, "on": ENDED, "at": at_on(ENDED)}
    return {
        "enter": lambda: rounds.enter(place="x", minutes="x", by=here.leader, **facts),
        "end": lambda: rounds.end(no_recording_reason="以照片和书面记录留存", by=here.leader, **facts),
        "close": lambda: rounds.close(by=here.office, **facts),
        "archive": lambda: rounds.archive(by=here.office, **facts),
        "cancel": lambda: rounds.cancel(reason="x", by=here.office, **facts),
        "note": lambda: cover_all(round_),
    }


@pytest.mark.parametrize("status", RoundStatus.values)
def test_round_refuses_what_was_not_decided_for_its_state(status):
    round_ = ended_round()
    SubdistrictRound.objects.filter(pk=round_.pk).update(status=status, cancel_reason="x")
    refused = 0
    for verb, act in verbs_of(round_).items():
        if moves.leads_to("round", verb, status) is None:
            with pytest.raises(IllegalMove):
                act()
            refused += 1
    assert refused >= 3
