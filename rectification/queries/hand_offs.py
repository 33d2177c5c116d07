from collections.abc import Sequence
from typing import Any, cast

from django.db.models import Prefetch, QuerySet

from core.access import Person
from inspections.models import SubdistrictRound
from inspections.models.report import ReportStatus
from inspections.policies import report_of
from inspections.queries.names import name_fields, name_tables
from records.models import IssuedDocument
from records.models.document import NUMBERED_BY
from rectification.models import HandOff, HandOffLine

# What a list tells of one, its lines apart.
_TOLD = ("status", "followed_up_on", "taken_back_reason", "sent_on", "drafted_on", "deadline")


def with_all(hand_offs: QuerySet[HandOff]) -> QuerySet[HandOff]:
    """What pages read along."""
    return hand_offs.select_related(
        "receiver", "letter", "deadline", "scope", "inner_scope", "round__subdistrict", "round__entry__cycle",
        "round__ruleset", "received_by__unit", "resulted_by__unit",
    ).prefetch_related("lines__finding")  # fmt: skip


def hand_offs_listed(user: Person, keys: Sequence[Any]) -> QuerySet[HandOff]:
    """As much of them as a list tells."""
    matters = HandOffLine.objects.select_related("finding").only(
        "hand_off", "number", "subject_name", "text", "finding__status"
    )  # fmt: skip
    found = HandOff.objects.filter(pk__in=keys).select_related("receiver", "letter", "deadline", *name_tables("round"))
    letter = [f"letter__{name}" for name in NUMBERED_BY]
    told = found.only(*_TOLD, "receiver__short_name", *letter, *name_fields("round"))
    return told.prefetch_related(Prefetch("lines", matters)).order_by()


def letter_of(hand_off: HandOff) -> IssuedDocument:
    """The letter under which it went out; whatever was sent has one (constraint sent_hand_off_has_letter)."""
    return cast(IssuedDocument, hand_off.letter)


def ratified_by_report(hand_off: HandOff) -> bool:
    """Sent ahead, and named in the report as the committee approved it."""
    report = report_of(hand_off.round)
    if report is None or report.status != ReportStatus.APPROVED or hand_off.letter is None:
        return False
    numbers = IssuedDocument.objects.filter(subject_id=str(hand_off.pk), kind="hand_off")
    said = "\n".join(report.frozen["report"]["dispositions"])
    return any(letter.full_number in said for letter in numbers.defer("data"))


def waits_for_ratification(hand_off: HandOff) -> bool:
    """Sent ahead and ratified by nobody yet."""
    sent = hand_off.is_urgent and hand_off.letter_id is not None and not hand_off.is_taken_back
    return sent and hand_off.ratification is None and not ratified_by_report(hand_off)


def sent_ahead(round_: SubdistrictRound) -> QuerySet[HandOff]:
    """Urgent hand-offs of the round that a report names; leads stand in none (ADR 9)."""
    found = HandOff.objects.live().ordinary().filter(round=round_, letter__isnull=False).exclude(urgent_reason="")
    return with_all(found).order_by("sent_on", "letter__number")
