from core.models.aggregate import Aggregate
from core.models.event import AuditEvent
from core.models.once import OnceKey
from core.models.outbox import OutboundMail

__all__ = ["Aggregate", "AuditEvent", "OnceKey", "OutboundMail"]
