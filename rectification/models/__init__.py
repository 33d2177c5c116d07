from rectification.models.case import RectificationCase
from rectification.models.classification import Classification
from rectification.models.correction import ReceiptCorrection
from rectification.models.duty_entry import DutyEntry
from rectification.models.hand_off import HandOff, HandOffLine
from rectification.models.item import RectificationItem
from rectification.models.submission import Submission

__all__ = [
    "Classification",
    "DutyEntry",
    "HandOff",
    "HandOffLine",
    "ReceiptCorrection",
    "RectificationCase",
    "RectificationItem",
    "Submission",
]
