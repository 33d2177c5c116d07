from inspections.models.case_file import CaseFile
from inspections.models.correction import FactCorrection
from inspections.models.criterion import HazardCriterion
from inspections.models.enterprise import Enterprise, FormerName
from inspections.models.finding import Finding
from inspections.models.import_batch import ImportBatch, ImportDraft
from inspections.models.import_shape import ImportShape
from inspections.models.interview import Interview
from inspections.models.interview_proposal import InterviewProposal
from inspections.models.note import FieldNote
from inspections.models.order import ImmediateOrder
from inspections.models.report import InspectionReport
from inspections.models.round import SubdistrictRound
from inspections.models.supplement import Supplement
from inspections.models.topic import TopicReason

__all__ = [
    "CaseFile",
    "Enterprise",
    "FactCorrection",
    "FieldNote",
    "Finding",
    "FormerName",
    "HazardCriterion",
    "ImmediateOrder",
    "ImportBatch",
    "ImportDraft",
    "ImportShape",
    "InspectionReport",
    "Interview",
    "InterviewProposal",
    "SubdistrictRound",
    "Supplement",
    "TopicReason",
]
