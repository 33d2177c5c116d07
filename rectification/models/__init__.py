from rectification.models.case import RectificationCase
from rectification.models.item import RectificationItem
from rectification.models.submission import Submission

__all__ = ["RectificationCase", "RectificationItem", "Submission"]
