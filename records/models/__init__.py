from records.models.blob import Blob
from records.models.decision import Decidable, Decided, Decision
from records.models.document import IssuedDocument, NumberSeries
from records.models.draw import Draw
from records.models.evidence import EvidenceLink
from records.models.job import Job
from records.models.seal import SealEntry

__all__ = [
    "Blob",
    "Decidable",
    "Decided",
    "Decision",
    "Draw",
    "EvidenceLink",
    "IssuedDocument",
    "Job",
    "NumberSeries",
    "SealEntry",
]
