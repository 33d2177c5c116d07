"""What the reports filed before say of items, and what their reviews decided."""

from rectification.models import FiledItem, RectificationCase, RectificationItem, Submission
from rectification.models.item import UNFINISHED
from rectification.models.submission import FiledDecision, FiledResult


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


def explained_before(item: RectificationItem) -> FiledItem | None:
    """Its line of the report that came back, where that explained it as unfinished and nothing new is said since."""
    if item.status not in UNFINISHED or item.is_explained or item.filing < 2:
        return None
    return item.filings.filter(submission__number=item.filing - 1, result=FiledResult.UNFINISHED).first()
