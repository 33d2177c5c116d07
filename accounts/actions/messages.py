from collections.abc import Iterable
from datetime import datetime

from django.db import models, transaction

from accounts.models import Message, User
from core.links import Target, target_of
from core.models import OutboundMail


@transaction.atomic
def notify(
    *,
    recipients: Iterable[User],
    subject: object,
    body: object = "",
    about: models.Model | Target | None = None,
    at: datetime,
    is_digest: bool = False,
    ignores_hours: bool = False,
) -> int:
    """Tell people something in the house and, where they have an address, by mail. Returns how many were told.

    `about` is the thing the message leads to, for whom it is open when he looks. The mail carries the subject and the
    way in, never the text: it leaves the house unencrypted.
    """
    people = {person.pk: person for person in recipients if person.is_active}.values()
    target = target_of(about)
    Message.objects.bulk_create(
        Message(
            recipient=person,
            subject=str(subject)[:200],
            body=str(body),
            target_kind=target.kind,
            target_id=target.id,
            sent_at=at,
        )
        for person in people
    )
    OutboundMail.objects.bulk_create(
        OutboundMail(
            recipient=person,
            subject=str(subject)[:200],
            target_kind=target.kind,
            target_id=target.id,
            created_at=at,
            is_digest=is_digest,
            ignores_hours=ignores_hours,
        )
        for person in people
        if person.email
    )
    return len(people)


def mark_read(*, message: Message, at: datetime) -> Message:
    if message.read_at is None:
        message.read_at = at
        message.save(update_fields=["read_at"])
    return message
