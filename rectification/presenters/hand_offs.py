"""One hand-off as pages show it."""

from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.permissions import Permission
from core.about import is_missing
from core.access import access_of
from core.day_words import day_in_words
from core.presenters import badge_of
from core.queries.at_once import AlikeByKeys
from core.queries.later import Gathered
from core.refusals import IllegalMove
from core.shapes import Badge, Crumb, Fact, Missing, Stage, Step
from deadlines.presenters import present
from inspections.models import Finding
from inspections.models.finding import FindingStatus
from inspections.models.round import RoundStatus
from records.models import EvidenceLink
from records.presenters.decisions import decision_facts
from rectification.actions import hand_off_ways as ways
from rectification.forms.hand_offs import NONE
from rectification.models import HandOff
from rectification.models.hand_off import OWED, HandOffStatus
from rectification.policies.hand_offs import approved_on, require_confirmed, require_sorted
from rectification.queries import matters
from rectification.queries.duties import receiver_by_duty
from rectification.queries.hand_offs import ratified_by_report


def crumbs(hand_off) -> list[Crumb]:
    return [
        Crumb(_("Hand-offs"), reverse("rectification:hand-off-list")),
        Crumb(str(hand_off), hand_off.get_absolute_url()),
    ]


def running(hand_off):
    """The clock that runs, None where none does."""
    deadline = hand_off.deadline
    return deadline if deadline is not None and deadline.is_open and hand_off.status in OWED else None


def state_of(hand_off, today) -> Badge:
    """Withdrawn, taken back and followed up are told, though they are no states."""
    if hand_off.is_taken_back:
        return Badge(_("Taken back"))
    if hand_off.letter_id and hand_off.is_withdrawn:
        return Badge(_("Withdrawn"), "warn")
    return _on_its_way(hand_off)


def _on_its_way(hand_off) -> Badge:
    if hand_off.followed_up_on and hand_off.status in OWED:
        return Badge(_("In long follow-up"), "info")
    return badge_of(hand_off)


class _HandedLine(NamedTuple):
    """What the state of a hand-off is told by, and who sees it."""

    finding_id: Any
    status: str
    followed_up_on: date | None
    scope_id: int
    inner_scope_id: int

    TRANSITIONS = HandOff.TRANSITIONS

    @property
    def scope_ids(self) -> tuple[int, int]:
        return (self.scope_id, self.inner_scope_id)


def hand_off_states(findings, user) -> Gathered[dict[Any, Badge]]:
    """How the hand-off of each stands, by the keys of the findings, as far as this person sees it. What was withdrawn
    is handed over no more."""
    access = access_of(user)
    standing = tuple(finding.pk for finding in findings if finding.status == FindingStatus.CONFIRMED)

    def tell(rows: list[tuple]) -> dict[Any, Badge]:
        lines = [_HandedLine(*row) for row in rows]
        return {
            line.finding_id: _on_its_way(line)
            for line in lines
            if access.permits(Permission.HAND_OFF_VIEW, line.scope_ids)
        }

    return Gathered([AlikeByKeys(_handed, user, standing)], tell)


def _handed(user, findings) -> QuerySet:
    """The last one last."""
    found = HandOff.objects.visible_to(user).live().filter(lines__finding__in=findings).order_by("drafted_on", "pk")
    return found.values_list("lines__finding", *_HandedLine._fields[1:])


# --- Offered, blocked, said above forms ----------------------------------------------------------------------------


def is_sorted(finding) -> bool:
    return not is_missing(matters.SORTED, finding) and hasattr(finding, "classification")


def is_sent(finding) -> bool:
    return HandOff.objects.live().filter(lines__finding=finding).exclude(status=HandOffStatus.DRAFT).exists()


def has_matters(round_, user, today) -> bool:
    if round_.status == RoundStatus.ARCHIVED or is_missing(matters.UNHANDED, round_):
        return False
    return matters.not_handed_off(Finding.objects.visible_to(user).filter(round=round_)).exists()


def points_of_duty(finding, user, today) -> list[str]:
    unit = receiver_by_duty(finding)
    words = (
        _("By the duty table this is a matter of %(unit)s.") % {"unit": unit.name}
        if unit
        else _("The duty table names nobody for this matter; choose the receiver.")
    )
    return [f"{finding.subject_name}：{finding.text}", words]


def why_not_sent(hand_off, user, today) -> str:
    findings = [line.finding for line in hand_off.lines.select_related("finding__classification")]
    try:
        require_confirmed(findings)
        require_sorted(findings)
    except IllegalMove as refusal:
        return refusal.reason
    if not hand_off.is_urgent and approved_on(hand_off.round) is None:
        return _("The report is not approved yet; sent ahead only with a reason in the draft.")
    return ""


def why_not_closed(hand_off, user, today) -> str:
    if EvidenceLink.objects.filter(subject_id=str(hand_off.pk), note=ways.RESULT).exists():
        return ""
    return _("The result came without a file; send it back.")


def points_of_reply(hand_off, user, today) -> list[str]:
    days = hand_off.round.ruleset.hand_off_reply_days
    words = [
        _("%(count)s matters to %(unit)s") % {"count": len(hand_off.lines.all()), "unit": hand_off.receiver.name},
        _("Days to reply: %(days)s, set by the office (not fixed by the regulation).") % {"days": days},
    ]
    if hand_off.is_urgent:
        words.append(_("Sent ahead of the report: %(reason)s") % {"reason": hand_off.urgent_reason})
    return words


def points_of_refusal(hand_off, user, today) -> list[str]:
    return [
        _("Refused by %(unit)s: %(reason)s")
        % {"unit": hand_off.receiver.short_name, "reason": hand_off.refusal_reason}
    ]


def points_of_urgency(hand_off, user, today) -> list[str]:
    return [_("Sent ahead of the report: %(reason)s") % {"reason": hand_off.urgent_reason}]


# --- The page -------------------------------------------------------------------------------------------------------


def stages_of(hand_off) -> list[Stage]:
    """Draft, letter, receipt, result, end; a refusal puts it back to the letter."""
    days = [
        (_("Draft"), hand_off.drafted_on),
        (_("Letter"), hand_off.sent_on),
        (_("Receipt"), hand_off.received_on),
        (_("Result"), hand_off.resulted_on if hand_off.status in ("resulted", "closed") else None),
        (_("Closed"), hand_off.closed_on),
    ]
    at = {"draft": 1, "sent": 2, "refused": 2, "received": 3, "resulted": 4}.get(hand_off.status, len(days))
    return [
        Stage(label, "done" if index < at else "current" if index == at else "todo", on if index < at else None)
        for index, (label, on) in enumerate(days)
    ]


def step_of(hand_off, user, today) -> Step | None:
    """What happens next, and who does it; None once it is over."""
    office, receiver = _("Committee office"), hand_off.receiver.short_name
    due = present(running(hand_off), today)
    signal = due.signal if due else "normal"
    if hand_off.status in (HandOffStatus.CLOSED, HandOffStatus.DISCARDED):
        return None
    if hand_off.letter_id and hand_off.is_withdrawn:
        return Step(_("Take the hand-off back: what it is about was withdrawn"), office, "三(三)4")
    if hand_off.status == HandOffStatus.DRAFT:
        missing = why_not_sent(hand_off, user, today)
        return Step(_("Send the letter"), office, "三(三)4", missing=[Missing(missing)] if missing else [])
    if hand_off.status == HandOffStatus.SENT:
        return Step(_("Receive it, or refuse it with a reason"), receiver, "三(三)4", due, signal)
    if hand_off.status == HandOffStatus.RECEIVED:
        what = (
            _("Say how far it is, or report the result") if hand_off.followed_up_on
            else _("Investigate, and report the result with the files that prove it")
        )  # fmt: skip
        return Step(what, receiver, "三(三)4", due, signal)
    if hand_off.status == HandOffStatus.REFUSED:
        return Step(_("Hand it over to another body, or take it back"), office, "三(三)4")
    missing = why_not_closed(hand_off, user, today)
    return Step(
        _("Look at the result: close it, or send it back"), office, "三(三)4",
        missing=[Missing(missing)] if missing else [],
    )  # fmt: skip


def facts_of(hand_off, *, is_inner) -> list[Fact]:
    """`is_inner`: for whoever prepares and decides; the receiver reads of the round its name alone."""
    letter, round_ = hand_off.letter, hand_off.round
    rows = [
        Fact(_("To"), hand_off.receiver.name, clause="三(三)4"),
        Fact(_("Letter"), letter.full_number if letter else None, letter.get_absolute_url() if letter else ""),
        Fact(_("Round"), str(round_), round_.get_absolute_url() if is_inner else ""),
        Fact(_("Day of the letter"), hand_off.sent_on),
        Fact(_("Received on"), hand_off.received_on),
        Fact(_("Who handles it, with telephone"), hand_off.contact),
        Fact(_("Background"), hand_off.background, wide=True),
        Fact(_("What is asked of the receiver"), hand_off.requirement, wide=True),
        Fact(_("Why it cannot wait for the report"), hand_off.urgent_reason, wide=True),
    ]
    if is_inner:
        rows += [
            Fact(_("Reason for this receiver"), hand_off.receiver_reason, wide=True),
            *_ratification(hand_off),
            Fact(_("Reason for discarding"), hand_off.discard_reason, wide=True),
        ]
    if hand_off.followed_up_on:
        rows += [
            Fact(_("In long follow-up since"), hand_off.followed_up_on),
            Fact(_("Why it takes so long"), hand_off.decision_note, wide=True),
            *decision_facts(hand_off.decision, sees_scan=is_inner),
        ]
    rows += [
        Fact(_("Reason for refusing"), hand_off.refusal_reason, wide=True),
        Fact(_("Reason for taking it back"), hand_off.taken_back_reason, wide=True),
    ]
    always = (_("To"), _("Letter"), _("Round"))
    return [row for row in rows if row.value or row.label in always]


def _ratification(hand_off) -> list[Fact]:
    if not hand_off.is_urgent or not hand_off.letter_id:
        return []
    if hand_off.ratification:
        return decision_facts(hand_off.ratification)
    if ratified_by_report(hand_off):
        said = _("with the report")
    else:
        said = _("not yet; the report or the committee ratifies it")
    return [Fact(_("Ratified"), said)]


def result_facts(hand_off) -> list[Fact]:
    """Empty where the receiver has said nothing yet."""
    rows = []
    if hand_off.progress:
        label = _("Progress as of %(day)s") % {"day": day_in_words(hand_off.progress_on)}
        rows.append(Fact(label, hand_off.progress, wide=True))
    if hand_off.result:
        rows += [
            Fact(_("Investigation and handling"), hand_off.result, clause="三(三)4", wide=True),
            Fact(_("People held to account"), counted(hand_off.people_held)),
            Fact(_("Units punished"), counted(hand_off.units_punished)),
            Fact(_("Fines in yuan"), yuan(hand_off.fine_yuan)),
            Fact(_("Day of the result"), hand_off.resulted_on),
            Fact(_("Reported by"), hand_off.resulted_by.printed_name),
        ]
        if hand_off.return_reason:
            rows.append(Fact(_("Why the result is not enough"), hand_off.return_reason, wide=True))
        if hand_off.closing_note:
            rows.append(Fact(_("Note on the result"), hand_off.closing_note, wide=True))
    return rows


def counted(number) -> str:
    """A count; 0 was said to be none (R67)."""
    return str(number) if number else NONE


def yuan(amount) -> str:
    return f"{amount:,.2f}".removesuffix(".00") if amount else NONE
