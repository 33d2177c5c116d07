"""The way out of the house. What must go out is a row first; here rows become mails.

1. Under a lock, claim what is due for one person by pushing `next_attempt_at` ahead, and commit.
2. Outside the lock, send.
3. Store `sent_at`, or the error and when to try again.

Two workers cannot claim the same row. One that dies between 2 and 3 leaves its claim, and the mail goes out
again after it: a mail twice is better than none.
"""

import logging
from datetime import datetime, time, timedelta
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from core.links import page_of
from core.models import OutboundMail
from core.office_hours import in_office_hours

logger = logging.getLogger(__name__)

_FIRST_WAIT = timedelta(minutes=10)
_LONGEST_WAIT = timedelta(hours=12)


def send_waiting(*, at: datetime) -> int:
    """Send what may go out at this instant; returns how many mails left. Digest rows of a person leave as one.

    Mails carry the subject and the way in, never a text. Outside office hours only rows that ignore them go.
    """
    sent = 0
    for person_id in list(_due(at).order_by().values_list("recipient_id", flat=True).distinct()):
        for rows in _claim(person_id, at=at):
            sent += _deliver(rows, at=at)
    return sent


def _due(at: datetime) -> QuerySet[OutboundMail]:
    """Rows that may leave now. A person without account or address any more is told nothing."""
    rows = OutboundMail.objects.filter(sent_at=None, created_at__lte=at, recipient__is_active=True).exclude(
        recipient__email=""
    )
    rows = rows.filter(Q(next_attempt_at=None) | Q(next_attempt_at__lte=at))
    return rows if in_office_hours(at) else rows.filter(ignores_hours=True)


@transaction.atomic
def _claim(person_id: int, *, at: datetime) -> list[list[OutboundMail]]:
    """The mails to send this person, each a list of rows; the person's own row is the lock of his outbox."""
    person = get_user_model().objects.select_for_update(skip_locked=True, no_key=True).filter(pk=person_id).first()
    if person is None:
        return []
    rows = list(_due(at).filter(recipient=person).select_related("recipient"))
    alone = [row for row in rows if not row.is_digest]
    digest = [row for row in rows if row.is_digest]
    if digest and _had_digest(person, at=at):
        digest = []
    claimed = [*alone, *digest]
    for row in claimed:
        row.attempts += 1
        row.next_attempt_at = at + min(_FIRST_WAIT * 2 ** min(row.attempts - 1, 10), _LONGEST_WAIT)
    OutboundMail.objects.bulk_update(claimed, ["attempts", "next_attempt_at"])
    return [[row] for row in alone] + ([digest] if digest else [])


def _had_digest(person: Any, *, at: datetime) -> bool:
    """Whether today's digest of the person left already, is on its way, or waits for its next attempt."""
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(at), time.min))
    digests = OutboundMail.objects.filter(recipient=person, is_digest=True)
    return digests.filter(Q(sent_at__gte=midnight) | Q(sent_at=None, next_attempt_at__gt=at)).exists()


def _deliver(rows: list[OutboundMail], *, at: datetime) -> int:
    try:
        _mail_of(rows).send()
    except (SMTPException, OSError, ValueError) as reason:
        logger.warning("Mail %s could not be sent: %s", [row.pk for row in rows], reason)
        OutboundMail.objects.filter(pk__in=[row.pk for row in rows]).update(error=str(reason)[:300])
        return 0
    OutboundMail.objects.filter(pk__in=[row.pk for row in rows]).update(sent_at=at, error="", next_attempt_at=None)
    return 1


def _mail_of(rows: list[OutboundMail]) -> EmailMessage:
    with override(settings.LANGUAGE_CODE):
        subject = rows[0].subject
        if len(rows) > 1:
            subject = ngettext("%(count)s message from Xuncha", "%(count)s messages from Xuncha", len(rows)) % {
                "count": len(rows)
            }
        lines = [line for row in rows for line in (row.subject, _address(page_of(row.target, row.recipient)), "")]
        foot = _("This mail was sent automatically. The content is shown after signing in.")
    return EmailMessage(subject=_one_line(subject), body="\n".join([*lines, foot]), to=[rows[0].recipient.email])


def _address(path: str) -> str:
    return f"{settings.PUBLIC_URL.rstrip('/')}{path or '/'}"


def _one_line(subject: str) -> str:
    """A line break in a header is refused by the mail library; a subject that came with one must not stay unsent."""
    return " ".join(subject.split())
