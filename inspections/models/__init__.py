from inspections.models.enterprise import Enterprise
from inspections.models.finding import Finding
from inspections.models.import_batch import ImportBatch
from inspections.models.note import FieldNote
from inspections.models.report import InspectionReport
from inspections.models.round import SubdistrictRound

__all__ = ["Enterprise", "FieldNote", "Finding", "ImportBatch", "InspectionReport", "SubdistrictRound"]
