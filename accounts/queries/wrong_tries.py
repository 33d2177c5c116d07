"""What happened at the door of an account while its owner was away."""

from datetime import datetime

from accounts.models import User
from core.models import AuditEvent


def wrong_tries(user: User, *, since: datetime | None) -> int:
    """How often a wrong password was given for the account after `since` (None: ever). Tries while it was locked are
    looked at by nobody and not counted."""
    found = AuditEvent.objects.filter(target_id=str(user.pk), target_kind="user", verb="user.sign_in_failed")
    return (found.filter(at__gt=since) if since else found).count()
