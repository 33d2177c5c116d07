from rectification.models.case import RectificationCase
from rectification.models.correction import ReceiptCorrection
from rectification.models.item import RectificationItem
from rectification.models.submission import Submission

__all__ = ["ReceiptCorrection", "RectificationCase", "RectificationItem", "Submission"]
