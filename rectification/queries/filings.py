"""What the reports filed before say of items, and what their reviews decided."""

from typing import Any

from django.db.models import QuerySet

from core.about import Always
from rectification.models import FiledItem, RectificationCase, RectificationItem, Submission
from rectification.models.submission import FiledDecision


def _of_item(item: RectificationItem, user: Any, today: Any) -> QuerySet[FiledItem]:
    found = FiledItem.objects.filter(item=item.pk).select_related("submission__committed_by__unit")
    return found.order_by("submission__number")


# All that was filed of an item, the first first, for its page (core.about).
FILINGS = Always(_of_item)


def last_filing(case: RectificationCase) -> Submission:
    """The report under review. Raises Submission.DoesNotExist where none was filed."""
    return case.submissions.latest("number")


def latest_lines(case: RectificationCase) -> dict[int, FiledItem]:
    """What was filed last of each item, by its number."""
    lines = FiledItem.objects.filter(submission__case=case).order_by("submission__number")
    return {line.number: line for line in lines}


def passed_before(case: RectificationCase) -> set[int]:
    """Numbers of the items that an earlier review passed and that no report since has brought again."""
    return {number for number, line in latest_lines(case).items() if line.decision == FiledDecision.PASSED}
