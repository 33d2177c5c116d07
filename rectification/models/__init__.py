from rectification.models.announcement import Announcement, Publication, Redaction
from rectification.models.assessment import Assessment
from rectification.models.case import RectificationCase
from rectification.models.chase import Chase, ChaseLine
from rectification.models.chase_call import ChaseCall
from rectification.models.classification import Classification
from rectification.models.copy_letter import CopyLetter
from rectification.models.correction import ReceiptCorrection
from rectification.models.duty_entry import DutyEntry
from rectification.models.extension import Extension
from rectification.models.follow_up import FollowUpCheck
from rectification.models.hand_off import HandOff, HandOffLine
from rectification.models.item import RectificationItem
from rectification.models.listing import HazardListing, ListingCheck
from rectification.models.objection import Objection
from rectification.models.rectification_plan import RectificationPlan
from rectification.models.remedy import Remedy
from rectification.models.sampled_item import SampledItem
from rectification.models.submission import FiledItem, Submission

__all__ = [
    "Announcement",
    "Assessment",
    "Chase",
    "ChaseCall",
    "ChaseLine",
    "Classification",
    "CopyLetter",
    "DutyEntry",
    "Extension",
    "FiledItem",
    "FollowUpCheck",
    "HandOff",
    "HandOffLine",
    "HazardListing",
    "ListingCheck",
    "Objection",
    "Publication",
    "ReceiptCorrection",
    "RectificationCase",
    "RectificationItem",
    "RectificationPlan",
    "Redaction",
    "Remedy",
    "SampledItem",
    "Submission",
]
