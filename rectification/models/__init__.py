from rectification.models.case import RectificationCase
from rectification.models.correction import ReceiptCorrection
from rectification.models.item import RectificationItem
from rectification.models.submission import FiledItem, Submission

__all__ = ["FiledItem", "ReceiptCorrection", "RectificationCase", "RectificationItem", "Submission"]
