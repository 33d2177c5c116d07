"""What the reports filed before say of an item."""

from datetime import datetime

from records.models import IssuedDocument
from rectification.models import RectificationCase, RectificationItem
from rectification.models.item import UNFINISHED


def submitted_at(case: RectificationCase) -> list[datetime]:
    """The instants at which its reports were recorded, in their order."""
    return list(case.submissions.order_by("number").values_list("submitted_at", flat=True))


def reviewed_before(case: RectificationCase) -> tuple[int, set[int]]:
    """How many letters on its review went out before, and the numbers of the items that they passed and that no
    report since has brought again."""
    letters = IssuedDocument.objects.filter(kind="rectification_review", subject_id=str(case.pk))
    letters_data = list(letters.values_list("data", flat=True))
    passed = {item["number"] for data in letters_data for item in data["items"] if item["result"] == "passed"}
    last = case.submissions.order_by("number").last()
    filed = {line["number"] for line in last.lines} if last else set()
    return len(letters_data), passed - filed


def explained_before(item: RectificationItem) -> dict | None:
    """Its line of the report that came back, where that explained it as unfinished and nothing new is said since."""
    if item.status not in UNFINISHED or item.is_explained or item.filing < 2:
        return None
    before = item.case.submissions.filter(number=item.filing - 1).first()
    lines = before.lines if before else []
    return next((line for line in lines if line["number"] == item.number and line["result"] == "unfinished"), None)
