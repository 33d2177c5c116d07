"""Keyed hashes over the whole content of an event: its own mark, and its place in the chain of seals (DESIGN §5).
And over each line of the file outside the database that says where the chain ends (records/head.py).

The mark is written with the row and needs no other row, so writing never waits. The chain is written later, in the
background. The key comes from SECRET_KEY (an old one stays valid in SECRET_KEY_FALLBACKS), so nobody who has only
the database can make either.
"""

import json
from datetime import UTC
from typing import Any

from django.conf import settings
from django.utils.crypto import constant_time_compare, get_random_string, salted_hmac

from core.models import AuditEvent

_NONCE = 16
GENESIS = "0" * 64


def _canonical(event: AuditEvent, *extra: Any) -> str:
    """The same text for the same content, before it is stored and after it was read back, on every engine."""
    return json.dumps(
        [
            *extra,
            event.actor_id,
            event.actor_name,
            event.verb,
            event.target_kind,
            event.target_id,
            event.target_version,
            event.old,
            event.new,
            event.reason,
            event.on.isoformat() if event.on else None,
            event.at.astimezone(UTC).isoformat(),
            event.address,
            event.scope_id,
        ],
        sort_keys=True,
        ensure_ascii=True,
    )


def _digests(salt: str, text: str) -> list[str]:
    """By the present key first, then by former ones."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [salted_hmac(salt, text, secret=key, algorithm="sha256").hexdigest() for key in keys]


def _fits(digest: str, salt: str, text: str) -> bool:
    return any(constant_time_compare(digest, wanted) for wanted in _digests(salt, text))


def mark_of(event: AuditEvent) -> str:
    """A fresh mark for an event about to be stored: nonce and hash. The nonce tells equal events apart from copies."""
    nonce = get_random_string(_NONCE)
    return nonce + _digests("records.mark", _canonical(event, nonce))[0]


def mark_fits(event: AuditEvent) -> bool:
    nonce, digest = event.mark[:_NONCE], event.mark[_NONCE:]
    return _fits(digest, "records.mark", _canonical(event, nonce))


def seal_of(event: AuditEvent, *, before: str, batch: int, position: int) -> str:
    """The digest of an event at this place, after the entry with digest `before` (GENESIS for the first)."""
    return _digests("records.seal", _canonical(event, before, batch, position, event.pk, event.mark))[0]


def seal_fits(digest: str, event: AuditEvent, *, before: str, batch: int, position: int) -> bool:
    return _fits(digest, "records.seal", _canonical(event, before, batch, position, event.pk, event.mark))


def line_mark_of(facts: list, *, before: str) -> str:
    """The mark of a line of the head after the line with mark `before` (GENESIS for the first)."""
    return _digests("records.head", json.dumps([before, *facts], ensure_ascii=True))[0]


def line_mark_fits(mark: str, facts: list, *, before: str) -> bool:
    return _fits(mark, "records.head", json.dumps([before, *facts], ensure_ascii=True))
