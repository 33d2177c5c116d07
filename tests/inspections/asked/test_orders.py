"""立行立改: ordered on site with its own day, fixed, verified by somebody else."""

from datetime import date, time

import pytest
from django.db import IntegrityError, transaction

from core.refusals import IllegalMove, NotAllowed
from deadlines.models import Deadline
from inspections.actions import findings, orders
from inspections.contributions.orders import gate
from inspections.models import Finding, ImmediateOrder
from inspections.papers.report import snapshot_of
from inspections.scenes import steps
from records.models import EvidenceLink, IssuedDocument
from tests.inspections import builders as b
from tests.inspections.asked import builders as a

pytestmark = pytest.mark.django_db


def test_order_is_numbered_with_a_day_of_its_own_and_read_by_the_subdistrict_alone():
    order = a.ordered(due_time=time(17))
    here = order.here

    assert order.notice.kind == "immediate_order"
    assert (order.deadline.due_on, order.deadline.responsible_unit) == (a.DUE, here.subdistrict)
    assert ImmediateOrder.objects.visible_to(here.principal).get() == order
    assert IssuedDocument.objects.visible_to(here.principal).filter(pk=order.notice_id).exists()
    assert EvidenceLink.objects.visible_to(here.principal).get().role == "before"
    assert not Finding.objects.visible_to(here.principal).exists()
    assert not ImmediateOrder.objects.visible_to(here.stranger).exists()


@pytest.mark.parametrize("due_on", [date(2026, 3, 1), date(2026, 3, 16)])
def test_its_day_lies_within_the_stay(due_on):
    with pytest.raises(IllegalMove, match="现场巡查期间整改"):
        a.ordered(due_on=due_on)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"handling": "fix_by_date"}, "应立行立改"),
        ({"is_draft": True}, "尚未确认"),
        ({"is_ended": True}, "现场巡查期间下达"),
        ({"is_ordered": True}, "已下达"),
    ],
)
def test_what_cannot_be_ordered_says_why(facts, words):
    round_ = b.on_site_round()
    here = round_.here
    finding = b.add_finding(round_, subject_name="示例公司", handling="fix_at_once", topic_number=5)
    finding.here = here
    if not facts.get("is_draft"):
        finding = b.confirm_finding(finding, here, handling=facts.get("handling", "fix_at_once"))
        finding.here = here
    if facts.get("is_ended"):
        b.cover_all(round_)
        steps.ended(here, round_, by=here.leader, on=b.ENDED)
    if facts.get("is_ordered"):
        a.ordered(finding)
    with pytest.raises(IllegalMove, match=words):
        a.ordered(finding)


def test_leads_and_what_departments_owe_are_never_ordered():
    round_ = b.on_site_round()
    lead = b.add_finding(round_, kind="lead", text="线索", subject_name="示例公司")
    lead.here = round_.here
    with pytest.raises((IllegalMove, NotAllowed)):
        a.ordered(lead)
    assert not ImmediateOrder.objects.exists()


def test_member_does_not_order():
    finding = a.finding_to_order()
    with pytest.raises(NotAllowed):
        orders.issue(
            finding=finding, requirement="清理", due_on=a.DUE, by=finding.here.member, on=a.ORDERED,
            at=b.at_on(a.ORDERED),
        )  # fmt: skip


def test_fixed_by_the_subdistrict_and_verified_by_the_team():
    order = a.verified()

    assert (order.status, order.fixed_by, order.verified_by) == ("verified", order.here.principal, order.here.member)
    assert Deadline.objects.of(order).get().met_on == a.FIXED
    roles = EvidenceLink.objects.filter(subject_id=str(order.pk)).values_list("role", flat=True)
    assert sorted(roles) == ["after", "before"]


def test_whoever_said_it_fixed_does_not_verify_it():
    order = a.fixed(by=None)
    by_team = a.ordered(_second_finding(order))
    seen = a.fixed(by_team, by=order.here.member)

    with pytest.raises(NotAllowed, match="不得核验"):
        orders.verify(
            order=seen, verification="已整改", by=order.here.member, on=a.FIXED, at=b.at_on(a.FIXED)
        )  # fmt: skip
    with pytest.raises(NotAllowed, match="不得核验"):
        orders.send_back(
            order=seen, reason="未清理", due_on=a.DUE, by=order.here.member, on=a.FIXED, at=b.at_on(a.FIXED)
        )  # fmt: skip
    orders.verify(order=seen, verification="已整改", by=order.here.leader, on=a.FIXED, at=b.at_on(a.FIXED))


def _second_finding(order):
    round_ = order.round
    round_.here = order.here
    found = b.add_finding(round_, text="灭火器失压", subject_name="示例公司")
    finding = b.confirm_finding(found, order.here, handling="fix_at_once")
    finding.here = order.here
    return finding


def test_database_keeps_the_two_apart():
    order = a.verified()
    with pytest.raises(IntegrityError), transaction.atomic():
        ImmediateOrder.objects.filter(pk=order.pk).update(verified_by=order.fixed_by_id)


@pytest.mark.parametrize("missing", ["measures", "evidence"])
def test_fixed_says_how_and_shows_it(missing):
    order = a.ordered()
    told = {"measures": "已清理", "evidence": [a.photo()]} | {missing: "" if missing == "measures" else []}
    with pytest.raises(IllegalMove):
        orders.report_fixed(order=order, by=order.here.principal, on=a.FIXED, at=b.at_on(a.FIXED), **told)


def test_late_says_why_and_overdue_is_seen():
    order, late = a.ordered(), date(2026, 3, 6)
    assert Deadline.objects.overdue(late).of(order).exists()
    with pytest.raises(IllegalMove, match="逾期"):
        a.fixed(order, on=late)

    a.fixed(order, on=late, lateness_reason="设备故障")

    deadline = Deadline.objects.of(order).get()
    assert (deadline.days_late, deadline.late_explanation) == (2, "设备故障")


def test_sent_back_runs_anew():
    order = a.fixed()
    back = orders.send_back(
        order=order, reason="仍有杂物", due_on=date(2026, 3, 6), by=order.here.member, on=a.DUE, at=b.at_on(a.DUE)
    )
    assert (back.status, back.returns, back.deadline.due_on) == ("issued", 1, date(2026, 3, 6))
    assert back.deadline.is_open


def test_round_does_not_close_over_an_order_that_is_not_verified():
    order = a.ordered()
    labels = [[gap.label for gap in gate(order.round, a.DUE)]]
    order = a.fixed(order)
    labels.append([gap.label for gap in gate(order.round, a.DUE)])
    a.verified(order)

    assert ["未核验" in words for (words,) in labels] == [True, True]
    assert [gap.who for gap in gate(order.round, a.DUE)] == []


def test_withdrawn_finding_ends_its_order():
    order = a.ordered()
    here = order.here
    findings.withdraw(finding=order.finding, reason="误判", by=here.leader, on=a.FIXED, at=b.at_on(a.FIXED))

    order = ImmediateOrder.objects.get(pk=order.pk)
    assert order.is_withdrawn and not Deadline.objects.open().of(order).exists()
    assert gate(order.round, a.DUE) == []
    order.here = here
    with pytest.raises(IllegalMove, match="已撤回"):
        a.fixed(order)


def test_report_tells_what_was_ordered_and_what_is_done():
    order = a.ordered()
    here, round_ = order.here, order.round
    round_.here = here
    b.cover_all(round_)

    def told() -> str:
        ended = round_ if round_.status == "ended" else steps.ended(here, round_, by=here.leader, on=b.ENDED)
        report = getattr(ended, "report", None) or steps.report_drafted(
            here, ended, by=here.leader, on=b.ENDED, assessment="平稳", suggestions="加强排查"
        )
        return snapshot_of(report, on=b.SUBMITTED)["issued"][0]["requirement"]

    a.verified(a.fixed(order))
    assert told().endswith("（已立行立改，2026年3月3日核验）")
