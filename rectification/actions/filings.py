"""What a report says of each item, and what its review decides on it: kept as rows, with the letter (R67, R68)."""

from collections.abc import Iterable
from datetime import date, datetime

from accounts.models import User
from records.actions import documents
from rectification import papers
from rectification.models import FiledItem, RectificationCase, RectificationItem, Submission
from rectification.models.item import UNFINISHED
from rectification.models.submission import FiledResult, ReviewDecision
from rectification.queries.filings import last_filing, latest_lines, passed_before
from rectification.queries.samples import sampled_of, with_all


def write_lines(submission: Submission, items: Iterable[RectificationItem]) -> None:
    """Keep what the report says of these items, as they stand at this moment."""
    FiledItem.objects.bulk_create(_line(submission, item) for item in items)


def _line(submission: Submission, item: RectificationItem) -> FiledItem:
    return FiledItem(
        submission=submission,
        item=item,
        number=item.number,
        kind=item.kind,
        subject_name=item.subject_name,
        text=item.text,
        result=FiledResult.UNFINISHED if item.status in UNFINISHED else FiledResult.REPORTED,
        measures=item.measures,
        responsible_name=item.responsible_name,
        penalty=item.penalty,
        no_evidence_reason=item.no_evidence_reason,
        reason=item.unfinished_reason,
        expected_on=item.expected_on,
    )


def keep_review(
    case: RectificationCase, decision: ReviewDecision, *, by: User, on: date, at: datetime,
    resubmit_on: date | None = None,
) -> None:  # fmt: skip
    """Keep what the committee decides on the report filed last and on each item it passes or returns, and number its
    letter. `resubmit_on` is the last day for what is returned."""
    submission = last_filing(case)
    items = list(case.items.live().select_related("deadline").order_by("number"))
    title = papers.review_title(case.unit, submission.number)
    data = papers.review_data(
        case, items, on=on, submitted_on=submission.submitted_on, told=passed_before(case),
        decision=case.decision, resubmit_on=resubmit_on,
        sampled=with_all(sampled_of(case, submission.number)),
    )  # fmt: skip
    submission.decision, submission.decided_on = decision, on
    submission.save(update_fields=["decision", "decided_on"])
    lines = latest_lines(case)
    for reviewed in data["items"]:
        line = lines[reviewed["number"]]
        line.decision, line.decision_reason = reviewed["result"], reviewed.get("reason", "")
        line.reviewed_in = submission
        line.save(update_fields=["decision", "decision_reason", "reviewed_in"])
    documents.number_document(
        kind="rectification_review",
        title=title,
        data=data | {"title": title},
        scope=case.scope,
        round_scope=case.round.scope,
        addressee=case.unit,
        subject=case,
        on=on,
        by=by,
        at=at,
    )
