from records.models.event import AuditEvent
from records.models.seal import SealEntry

__all__ = ["AuditEvent", "SealEntry"]
