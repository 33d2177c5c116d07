"""What the reports filed before say of an item."""

from rectification.models import RectificationItem
from rectification.models.item import UNFINISHED


def explained_before(item: RectificationItem) -> dict | None:
    """Its line of the report that came back, where that explained it as unfinished and nothing new is said since."""
    if item.status not in UNFINISHED or item.is_explained or item.filing < 2:
        return None
    before = item.case.submissions.filter(number=item.filing - 1).first()
    lines = before.lines if before else []
    return next((line for line in lines if line["number"] == item.number and line["result"] == "unfinished"), None)
