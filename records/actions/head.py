from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.actions.messages import notify
from accounts.models import Message, User
from accounts.roles import Role
from records import head


def tell_head(*, at: datetime) -> int:
    """Send the end of the chain to where the database cannot reach it: to the audit administrator, by mail where one
    is set, and into the store of copies. Each end once. Returns how many people were told.

    Raises HeadProblem, OSError.

    It stands in the subject: a mail carries nothing else.
    """
    line = head.last()
    if line is None:
        return 0
    with override(settings.LANGUAGE_CODE):
        words = _("Event log sealed: %(events)d events, %(batch)d:%(digest)s")
        if line.reason:
            words = _("Event log: the head was begun anew at %(events)d events, %(batch)d:%(digest)s")
        subject = words % {"events": line.events, "batch": line.batch, "digest": line.digest}
    people = User.objects.filter(role=Role.AUDIT_ADMIN, is_active=True)
    told = Message.objects.filter(subject=subject).values("recipient_id")
    count = notify(recipients=people.exclude(pk__in=told), subject=subject, body=line.reason, at=at)
    # Last: a store that is away must not keep the message back.
    head.copy_out(line)
    return count
