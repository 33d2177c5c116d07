"""The short code on a paper by which its holder asks whether it is genuine (ADR 45)."""

import secrets

from django.conf import settings
from django.urls import reverse

from core.late import late_module
from records.typesetting.composition import PrintedCheck

segno = late_module("segno")

# Without the signs that are taken for one another in print. Twelve of them are 59 bits: too many to guess.
SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH, GROUP = 12, 4


def new_code() -> str:
    return "".join(secrets.choice(SIGNS) for _at in range(LENGTH))


def in_groups(code: str) -> str:
    """ABCD-EFGH-JKMN, as it is read and typed."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def as_kept(typed: str) -> str:
    """The code in what somebody typed; "" where it is none."""
    code = "".join(sign for sign in typed.upper() if sign not in "- \u3000")
    return code if len(code) == LENGTH and set(code) <= set(SIGNS) else ""


def printed_check(code: str) -> PrintedCheck | None:
    """None for a paper from before there were codes."""
    if not code:
        return None
    shown = in_groups(code)
    if not settings.PRINTED_URL:
        return PrintedCheck(shown)
    house = settings.PRINTED_URL.rstrip("/")
    target = f"{house}{reverse('records:paper-check', args=[shown])}"
    picture = segno.make(target, error="m", micro=False).svg_data_uri(border=0)
    return PrintedCheck(shown, f"{house}{reverse('records:paper-check-form')}", picture)
