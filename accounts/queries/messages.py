from datetime import datetime

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from accounts.models import Message


def unread_fact(now: datetime) -> Coalesce:
    """How many messages of an account are unread, as part of the statement that reads it."""
    unread = Message.objects.filter(recipient=OuterRef("pk"), read_at=None).order_by().values("recipient")
    return Coalesce(Subquery(unread.annotate(count=Count("pk")).values("count")), 0)
