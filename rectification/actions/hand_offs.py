"""What the office does with a hand-off 移交 (三(三)4, R60–R63): from the draft to the letter and to its end.

Each verb that looks at findings locks the round first, so that none is withdrawn meanwhile.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import cast

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions.messages import notify as tell
from accounts.models import Scope, Unit, User
from accounts.permissions import Permission
from core.actions.moves import apply_move, begin
from core.day_words import day_in_words
from core.refusals import IllegalMove
from core.transitions import check_move, check_permission, lock
from deadlines.models import Deadline
from inspections.models import Finding, SubdistrictRound
from records.actions.documents import number_document
from records.actions.evidence import attach_all
from records.models import EvidenceLink
from records.policies import require_past
from records.series import series_of
from rectification import duties
from rectification.actions import hand_off_ways as ways
from rectification.actions.loose import keep_loose, keep_loose_of
from rectification.models import HandOff, HandOffLine
from rectification.papers import hand_off as paper
from rectification.policies.hand_offs import (
    approved_on,
    require_can_receive,
    require_confirmed,
    require_open_round,
    require_owed,
    require_reach,
    require_sorted,
)
from rectification.queries.duties import proposed_receiver
from rectification.queries.hand_offs import letter_of

# Letters about leads count in a series of their own: a gap in the other would betray them (ADR 9, ADR 18).
LEAD_SERIES = "专"


@transaction.atomic
def draft(
    *, round: SubdistrictRound, findings: Sequence[Finding], receiver: Unit, by: User, on: date, at: datetime,
    receiver_reason: str = "", background: str = "", requirement: str = "", urgent_reason: str = "",
    includes_evidence: bool = True, evidence: Sequence[UploadedFile] = (),
) -> HandOff:  # fmt: skip
    """Prepare a hand-off of some findings of one round to one receiver (R61, R62).

    Another receiver than the leader or the duty table proposes needs `receiver_reason`. `evidence` are uploads that go
    with it. Leads and other matters go apart. Raises NotAllowed, IllegalMove.
    """
    round_ = lock(round)
    check_permission(Permission.HAND_OFF_DRAFT, by=by)
    findings = _checked(round_, findings, by=by)
    inner = ways.inner_scope_for(round_, findings, by=by, at=at)
    hand_off = HandOff(
        round=round_, scope=inner, inner_scope=inner, drafted_on=on, includes_evidence=includes_evidence,
        **_facts(findings, receiver, receiver_reason, background, requirement, urgent_reason),
    )  # fmt: skip
    require_open_round(round_)
    require_past(on, at=at)
    _require_once(hand_off, findings)
    begin(hand_off, "hand_off.draft", by=by, on=on, at=at, new={"receiver": receiver.short_name})
    _write_lines(hand_off, findings)
    _attach(hand_off, evidence, by=by, at=at)
    return hand_off


@transaction.atomic
def edit(
    *, hand_off: HandOff, findings: Sequence[Finding], receiver: Unit, by: User, on: date, at: datetime,
    receiver_reason: str = "", background: str = "", requirement: str = "", urgent_reason: str = "",
    includes_evidence: bool = True, evidence: Sequence[UploadedFile] = (), version: int | None = None,
) -> HandOff:  # fmt: skip
    """Change a draft. Raises NotAllowed, IllegalMove, StaleCopy."""
    round_, hand_off = _lock_with_round(hand_off, version, by=by)
    move = check_move(hand_off, "edit", by=by)
    findings = _checked(round_, findings, by=by)
    if any(finding.is_lead for finding in findings) != hand_off.is_of_leads:
        raise IllegalMove(_("Leads and other matters are handed over apart. Discard this draft and begin another."))
    hand_off.receiver = receiver
    _require_once(hand_off, findings)
    facts = _facts(findings, receiver, receiver_reason, background, requirement, urgent_reason)
    apply_move(
        hand_off, move, by=by, on=on, at=at, new={"receiver": receiver.short_name},
        includes_evidence=includes_evidence, **facts,
    )  # fmt: skip
    dropped = [line.finding for line in _lines(hand_off)]
    hand_off.lines.all().delete()
    _write_lines(hand_off, findings)
    keep_loose(dropped)
    _attach(hand_off, evidence, by=by, at=at)
    return hand_off


@transaction.atomic
def discard(
    *, hand_off: HandOff, reason: str, by: User, on: date, at: datetime, version: int | None = None
) -> HandOff:
    """Give up a draft; it stays readable for those who prepared it."""
    _round, hand_off = _lock_with_round(hand_off, version, by=by)
    move = check_move(hand_off, "discard", by=by)
    reason = _said(reason, _("Say why the draft is discarded."))
    apply_move(hand_off, move, by=by, on=on, at=at, reason=reason, discard_reason=reason)
    keep_loose_of(hand_off)
    return hand_off


@transaction.atomic
def send(
    *, hand_off: HandOff, by: User, on: date, at: datetime, due_on: date | None = None, signatory: str = "",
    version: int | None = None,
) -> HandOff:  # fmt: skip
    """The letter gets its number, its words are frozen, the receiver may read it, and the days to reply run (R61–R63).

    After the report's approval; before it only with a reason of urgency (先行处置), from the confirmation on. `due_on`
    is a day agreed on for the reply, after `on`; `signatory` stands on a 报告 to the leading bodies.
    Raises NotAllowed, StaleCopy, IllegalMove, also for a finding that nobody has sorted.
    """
    round_, hand_off = _lock_with_round(hand_off, version, by=by)
    move = check_move(hand_off, "send", by=by)
    findings = [line.finding for line in _lines(hand_off)]
    require_confirmed(findings)
    require_sorted(findings)
    require_can_receive(hand_off.receiver)
    approved = approved_on(round_)
    if approved is None and not hand_off.is_urgent:
        raise IllegalMove(
            _("The committee has not approved the report yet. What cannot wait is sent ahead with a reason: edit the "
              "draft and say why (三(三)4).")
        )  # fmt: skip
    first = max(finding.confirmed_on for finding in findings if finding.confirmed_on)
    require_past(on, at=at, not_before=first if hand_off.is_urgent or approved is None else max(first, approved))
    _require_later(due_on, on)
    files = ways.annexes_of(hand_off)
    scope = ways.receiver_scope(hand_off, hand_off.receiver, by=by, at=at)
    facts = _issue(
        hand_off, scope, files, on=on, due_on=due_on, signatory=signatory, start=duties.HANDED_OVER, by=by, at=at
    )
    ways.deliver_files(hand_off, files, scope, by=by, at=at)
    apply_move(
        hand_off, move, by=by, on=on, at=at, reason=hand_off.urgent_reason,
        new={"number": facts["letter"].full_number, "receiver": hand_off.receiver.short_name}, sent_on=on, **facts,
    )  # fmt: skip
    _tell_letter(hand_off, at=at)
    return hand_off


@transaction.atomic
def re_route(
    *, hand_off: HandOff, receiver: Unit, reason: str, by: User, on: date, at: datetime, due_on: date | None = None,
    signatory: str = "", version: int | None = None,
) -> HandOff:  # fmt: skip
    """After a refusal: to another body, with a reason, a letter of its own and new days to reply (R61).

    The first receiver keeps its letter, and reads of what comes no more. Raises NotAllowed, StaleCopy, IllegalMove.
    """
    _round, hand_off = _lock_with_round(hand_off, version, by=by)
    move = check_move(hand_off, "re_route", by=by)
    require_owed(hand_off)
    require_can_receive(receiver)
    reason = _said(reason, _("Say why it goes to this body."))
    if receiver == hand_off.receiver:
        raise IllegalMove(_("%(unit)s has refused it; choose another body.") % {"unit": receiver.short_name})
    require_past(on, at=at, not_before=hand_off.refused_on)
    _require_later(due_on, on)
    old, hand_off.receiver = hand_off.receiver, receiver
    _require_once(hand_off, [line.finding for line in _lines(hand_off)])
    scope = ways.receiver_scope(hand_off, receiver, by=by, at=at)
    files = list(EvidenceLink.objects.filter(subject_id=str(hand_off.pk), note=ways.ANNEX))
    facts = _issue(
        hand_off, scope, files, on=on, due_on=due_on, signatory=signatory, start=duties.HANDED_ON, by=by, at=at
    )
    ways.redirect_files(hand_off, scope, by=by)
    # What the first receiver said and did is not for the second: the event stands where it was prepared.
    apply_move(
        hand_off, move, by=by, on=on, at=at, reason=reason, scope_id=hand_off.inner_scope_id,
        new={"number": facts["letter"].full_number, "receiver": receiver.short_name}, sent_on=on, receiver=receiver,
        receiver_reason=reason, received_on=None, received_by=None, contact="", progress="", progress_on=None,
        refused_on=None, refusal_reason="", followed_up_on=None, decision=None, **facts,
    )  # fmt: skip
    _tell_letter(hand_off, at=at)
    tell(
        recipients=[user for user in ways.office_of(hand_off) if user.pk != by.pk],
        subject=_("Hand-off %(number)s: from %(old)s to %(new)s")
        % {"number": letter_of(hand_off).full_number, "old": old.short_name, "new": receiver.short_name},
        about=hand_off, at=at,
    )  # fmt: skip
    return hand_off


@transaction.atomic
def send_back(
    *, hand_off: HandOff, reason: str, by: User, on: date, at: datetime, due_on: date | None = None,
    version: int | None = None,
) -> HandOff:  # fmt: skip
    """The result is not enough; the receiver goes on, with new days to reply (R63)."""
    _round, hand_off = _lock_with_round(hand_off, version, by=by)
    move = check_move(hand_off, "send_back", by=by)
    require_owed(hand_off)
    reason = _said(reason, _("Say what the result still lacks."))
    require_past(on, at=at, not_before=hand_off.resulted_on)
    _require_later(due_on, on)
    deadline = ways.open_reply(hand_off, on=on, start_reason=duties.SENT_BACK, due_on=due_on, by=by, at=at)
    apply_move(hand_off, move, by=by, on=on, at=at, reason=reason, return_reason=reason, deadline=deadline)
    _tell_receiver(hand_off, _("The result of hand-off %(number)s was sent back"), reason, at=at)
    return hand_off


@transaction.atomic
def close(
    *, hand_off: HandOff, by: User, on: date, at: datetime, closing_note: str = "", version: int | None = None
) -> HandOff:
    """The result is there, with at least one file that proves it (R63). Raises NotAllowed, StaleCopy, IllegalMove."""
    _round, hand_off = _lock_with_round(hand_off, version, by=by)
    move = check_move(hand_off, "close", by=by)
    require_past(on, at=at, not_before=hand_off.resulted_on)
    if not EvidenceLink.objects.filter(subject_id=str(hand_off.pk), note=ways.RESULT).exists():
        raise IllegalMove(
            _("The result came without a file. Send it back and ask for the decision, the penalty slip or the report "
              "that proves it (三(三)4).")
        )  # fmt: skip
    note = closing_note.strip()
    return apply_move(hand_off, move, by=by, on=on, at=at, reason=note, closed_on=on, closing_note=note)


@transaction.atomic
def take_back(
    *, hand_off: HandOff, reason: str, by: User, on: date, at: datetime, version: int | None = None
) -> HandOff:
    """Nothing is owed any more: every matter was withdrawn, or the body refused it and none else is to get it."""
    _round, hand_off = _lock_with_round(hand_off, version, by=by)
    move = check_move(hand_off, "take_back", by=by)
    if not hand_off.is_withdrawn and hand_off.status != "refused":
        raise IllegalMove(
            _("Only a hand-off that was refused, or whose matters were all withdrawn, is taken back. The receiver "
              "owes a result for the others.")
        )  # fmt: skip
    reason = _said(reason, _("Say why the hand-off is taken back."))
    require_past(on, at=at, not_before=hand_off.sent_on)
    apply_move(hand_off, move, by=by, on=on, at=at, reason=reason, closed_on=on, taken_back_reason=reason)
    keep_loose_of(hand_off)
    ways.void_running(hand_off, reason=_("The hand-off was taken back."), by=by, on=on, at=at)
    _tell_receiver(hand_off, _("Hand-off %(number)s was taken back"), reason, at=at)
    return hand_off


# --- What they share ---------------------------------------------------------------------------------------------


def _lock_with_round(hand_off: HandOff, version: int | None, *, by: User) -> tuple[SubdistrictRound, HandOff]:
    round_ = lock(hand_off.round)
    hand_off = lock(hand_off, version=version)
    hand_off.round = round_
    require_reach(hand_off.inner_scope, by=by)
    return round_, hand_off


def _lines(hand_off: HandOff) -> list[HandOffLine]:
    return list(hand_off.lines.select_related("finding__classification", "finding__unit", "finding__enterprise"))


def _checked(round_: SubdistrictRound, findings: Sequence[Finding], *, by: User) -> list:
    """The findings, fit to be handed over together: of this round, confirmed, in reach, leads or none."""
    findings = [lock(finding) for finding in findings]
    if not findings:
        raise IllegalMove(_("Choose at least one finding."))
    if any(finding.round_id != round_.pk for finding in findings):
        raise IllegalMove(_("One hand-off holds findings of one round."))
    for finding in findings:
        require_reach(finding.scope, by=by)
    require_confirmed(findings)
    if len({finding.is_lead for finding in findings}) > 1:
        raise IllegalMove(_("Leads and other matters are handed over apart: a lead is read by fewer people."))
    return sorted(findings, key=lambda finding: finding.number)


def _facts(
    findings: Sequence[Finding],
    receiver: Unit,
    receiver_reason: str,
    background: str,
    requirement: str,
    urgent_reason: str,
) -> dict:
    require_can_receive(receiver)
    reason = receiver_reason.strip()
    proposed = [unit for unit in map(proposed_receiver, findings) if unit is not None]
    if not reason and (other := next((unit for unit in proposed if unit != receiver), None)):
        raise IllegalMove(
            _("Proposed is %(unit)s. Say why it goes to %(receiver)s (三(三)4).")
            % {"unit": other.short_name, "receiver": receiver.short_name}
        )
    return {
        "receiver": receiver,
        "receiver_reason": reason,
        "background": background.strip(),
        "requirement": requirement.strip(),
        "urgent_reason": urgent_reason.strip(),
    }


def _require_once(hand_off: HandOff, findings: Sequence[Finding]) -> None:
    """Nobody gets the same matter twice."""
    found = HandOff.objects.live().filter(receiver=hand_off.receiver, lines__finding__in=findings)
    if known := found.exclude(pk=hand_off.pk).select_related("letter", "receiver").first():
        raise IllegalMove(
            _("%(unit)s has a hand-off of one of these findings already: %(known)s.")
            % {"unit": hand_off.receiver.short_name, "known": known}
        )


def _write_lines(hand_off: HandOff, findings: Sequence[Finding]) -> None:
    for number, finding in enumerate(findings, start=1):
        enterprise = finding.enterprise
        HandOffLine(
            hand_off=hand_off, finding=finding, number=number, kind=finding.kind, text=finding.text,
            subject_name=finding.subject_name, credit_code=enterprise.credit_code if enterprise else "",
            place=finding.place, found_on=finding.found_on,
            basis="；".join(filter(None, (finding.legal_basis, finding.criterion))),
        ).save(force_insert=True)  # fmt: skip
    keep_loose(findings)


def _attach(hand_off: HandOff, uploads: Sequence[UploadedFile], *, by: User, at: datetime) -> None:
    inner = hand_off.inner_scope
    if uploads:
        attach_all(uploads=uploads, subject=hand_off, scope=inner, round_scope=inner, by=by, at=at, note=ways.ANNEX)


def _issue(
    hand_off: HandOff,
    scope: Scope,
    files: Sequence[EvidenceLink],
    *,
    on: date,
    due_on: date | None,
    signatory: str,
    start: str,
    by: User,
    at: datetime,
) -> dict:
    """The numbered letter, the scope in which it is read from now on, and the clock of the reply."""
    data = paper.letter_data(
        hand_off, files=[file.name for file in files], reply_by=ways.reply_by(hand_off, on=on, due_on=due_on),
        is_agreed=due_on is not None, signatory=signatory,
    )  # fmt: skip
    hand_off.scope = scope
    hand_off.letter = number_document(
        kind="hand_off", title=data["title"], data=data, scope=scope, round_scope=hand_off.inner_scope,
        addressee=hand_off.receiver, subject=hand_off, on=on, by=by, at=at,
        series=f"{series_of('hand_off')}{LEAD_SERIES}" if hand_off.is_of_leads else None,
    )  # fmt: skip
    deadline = ways.open_reply(hand_off, on=on, start_reason=start, due_on=due_on, by=by, at=at)
    return {"letter": hand_off.letter, "scope": scope, "deadline": deadline}


def _tell_letter(hand_off: HandOff, *, at: datetime) -> None:
    due = day_in_words(cast(Deadline, hand_off.deadline).due_on)  # opened by _issue
    _tell_receiver(hand_off, _("Hand-off %(number)s"), _("Please reply by %(due)s.") % {"due": due}, at=at)


def _tell_receiver(hand_off: HandOff, subject: str, body: str, *, at: datetime) -> None:
    tell(
        recipients=ways.officers_of(hand_off),
        subject=subject % {"number": letter_of(hand_off).full_number},
        body=body,
        about=hand_off,
        at=at,
    )


def _require_later(due_on: date | None, on: date) -> None:
    if due_on is not None and due_on <= on:
        raise IllegalMove(_("The day agreed on for the reply must lie after the day of the letter."))


def _said(reason: str, message: str) -> str:
    if not reason.strip():
        raise IllegalMove(message)
    return reason.strip()
