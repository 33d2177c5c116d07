from django.db import transaction

from accounts.models import Message
from core.models import OutboundMail


@transaction.atomic
def notify(*, recipients, subject, body="", path="", at, is_digest=False, ignores_hours=False) -> int:
    """Tell people something in the house and, where they have an address, by mail. Returns how many were told.

    The mail carries the subject and the way in, never the text: it leaves the house unencrypted.
    """
    people = {person.pk: person for person in recipients if person.is_active}.values()
    Message.objects.bulk_create(
        Message(recipient=person, subject=str(subject)[:200], body=str(body), path=path, sent_at=at)
        for person in people
    )
    OutboundMail.objects.bulk_create(
        OutboundMail(
            recipient=person,
            subject=str(subject)[:200],
            path=path,
            created_at=at,
            is_digest=is_digest,
            ignores_hours=ignores_hours,
        )
        for person in people
        if person.email
    )
    return len(people)


def mark_read(*, message, at) -> Message:
    if message.read_at is None:
        message.read_at = at
        message.save(update_fields=["read_at"])
    return message
