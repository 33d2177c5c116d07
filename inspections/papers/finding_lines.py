"""A finding as a row of 问题清单."""

from datetime import date

from accounts.models.unit import UnitKind
from deadlines.arithmetic import Period, PeriodUnit, nominal
from inspections.models.finding import RECTIFIED_KINDS, Handling
from inspections.vocabulary import HANDED_OFF_WORDS, HANDLING_WORDS
from records.typesetting.text import date_words


def responsibility_of(finding) -> str:
    """Whose duty fell short: as recorded, else by who the finding is about."""
    if finding.responsibility:
        return finding.responsibility
    if finding.enterprise_id:
        return "enterprise"
    return "department" if finding.unit.kind in (UnitKind.DEPARTMENT, UnitKind.PARTY_BODY) else "local"


def own_date(finding, *, months, on) -> date | None:
    """The date of the finding's own that report and letter print and its item is held to, also where it has passed
    (ADR 10). None where it lies before the day of finding, or more than `months` after `on`, the day the report is
    submitted: the months of the feedback begin later, so what lies within these never outlasts them (三(三)5)."""
    last = nominal(on, Period(months, PeriodUnit.MONTHS))
    named = finding.due_on
    return named if named is not None and finding.found_on <= named <= last else None


def due_printed(finding, *, months, on) -> str:
    """整改期限 as report and letter name it: the finding's own date, or the `months` of the feedback, whichever the
    item is held to; `on`: as in own_date. What a department fell short in has no date here: it is handed off, and its
    hand-off has one."""
    if finding.kind not in RECTIFIED_KINDS:
        return ""
    if not finding.goes_to_subdistrict:
        return HANDED_OFF_WORDS
    if finding.due_on is None and finding.due_text:
        return finding.due_text
    if finding.due_on is None and finding.handling == Handling.FIX_AT_ONCE:
        return HANDLING_WORDS[Handling.FIX_AT_ONCE]
    own = own_date(finding, months=months, on=on)
    return date_words(own) if own else f"{months}个月内"


def text_with_place(finding) -> str:
    """The place belongs to the sentence: it stands before its end."""
    if not finding.place:
        return finding.text
    sentence = finding.text.rstrip("。.． ")
    end = "。" if sentence != finding.text else ""
    return f"{sentence}（{finding.place}）{end}"


def ordered_words(finding) -> str:
    """What became of its order to fix at once, where there is one; of what is verified the item says so too."""
    order = getattr(finding, "order", None)
    if order is None:
        return ""
    if order.verified_on is not None:
        return f"（已立行立改，{date_words(order.verified_on)}核验）"
    return f"（已下达立行立改通知，要求{date_words(order.due_on)}前整改）"


def finding_line(finding, *, months, on) -> dict:
    """`months`, `on`: as in due_printed. A suggestion has neither a handling nor a date: nothing is owed for it."""
    is_owed = finding.kind in RECTIFIED_KINDS
    line = {
        "subject": finding.subject_name,
        "text": text_with_place(finding),
        "category": finding.kind,
        "responsibility": responsibility_of(finding),
        "requirement": finding.requirement or (HANDLING_WORDS.get(finding.handling, "") if is_owed else ""),
        "due": due_printed(finding, months=months, on=on),
    }
    if done := ordered_words(finding):
        line["requirement"] += done
    if finding.legal_basis:
        line["basis"] = finding.legal_basis
    if finding.criterion:
        line["criterion"] = finding.criterion
    return line
