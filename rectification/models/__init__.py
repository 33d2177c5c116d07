from rectification.models.case import RectificationCase
from rectification.models.chase import Chase, ChaseLine
from rectification.models.chase_call import ChaseCall
from rectification.models.classification import Classification
from rectification.models.correction import ReceiptCorrection
from rectification.models.duty_entry import DutyEntry
from rectification.models.extension import Extension
from rectification.models.hand_off import HandOff, HandOffLine
from rectification.models.item import RectificationItem
from rectification.models.listing import HazardListing, ListingCheck
from rectification.models.objection import Objection
from rectification.models.submission import FiledItem, Submission

__all__ = [
    "Chase",
    "ChaseCall",
    "ChaseLine",
    "Classification",
    "DutyEntry",
    "Extension",
    "FiledItem",
    "HandOff",
    "HandOffLine",
    "HazardListing",
    "ListingCheck",
    "Objection",
    "ReceiptCorrection",
    "RectificationCase",
    "RectificationItem",
    "Submission",
]
