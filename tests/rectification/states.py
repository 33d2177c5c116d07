"""Puts a case or an item into any state of its table, past the actions, so that every verb can be tried in it."""

from datetime import date

from deadlines.actions.deadlines import open_deadline
from rectification.commitment import COMMITMENT
from rectification.models import FiledItem, RectificationCase, RectificationItem, Submission
from tests.inspections.builders import at_on
from tests.records.builders import decided
from tests.rectification import builders as b


def case_in(case, status):
    here = case.here
    facts = {"status": status}
    if status not in ("awaiting_receipt",):
        facts |= {"received_on": b.SIGNED, "received_by": here.principal}
    if status in ("submitted", "returned", "accepted"):
        facts |= {"proposed_by": here.principal, "proposed_on": b.SUBMITTED}
        _file(case)
    if status == "returned":
        facts["resubmission"] = open_deadline(
            kind="resubmission", scope=case.scope, subject=case, start_on=b.DECIDED, period="15d", by=here.office,
            at=at_on(b.DECIDED),
        )  # fmt: skip
    if status == "accepted":
        facts |= {"decision": decided(here.committee, b.DECIDED, verb="case.accept"), "accepted_on": b.DECIDED}
    RectificationCase.objects.filter(pk=case.pk).update(**facts)
    return b.fresh(case)


def _file(case) -> None:
    """What was filed, with every item as reported."""
    submission = Submission.objects.create(
        case=case, number=1, measures="整改", investigation="无", committed_by=case.here.principal,
        commitment=COMMITMENT, submitted_on=b.SUBMITTED, submitted_at=at_on(b.SUBMITTED),
    )  # fmt: skip
    for item in case.items.all():
        FiledItem.objects.create(
            submission=submission, item=item, number=item.number, kind=item.kind, subject_name=item.subject_name,
            text=item.text, result="reported", measures="已整改",
        )  # fmt: skip


def items_in(items, here, status):
    facts = {"status": status}
    if status in ("reported", "returned", "verified", "closed", "reopened"):
        facts |= {"reported_on": b.REPORTED, "reported_by": here.extra["clerk"], "measures": "已整改"}
    if status in ("verified", "closed"):
        facts |= {"verified_on": b.CHECKED, "verified_by": here.member, "verification": "已核验"}
    if status == "closed":
        facts["closed_on"] = b.DECIDED
    if status in ("returned", "reopened"):
        facts["return_reason"] = "照片不清"
    RectificationItem.objects.filter(pk__in=[item.pk for item in items]).update(**facts)
    return list(RectificationItem.objects.filter(pk__in=[item.pk for item in items]))


LATER = date(2026, 6, 30)
