"""How a hand-off comes into the receiver's hands, and out of them: scopes, files, clocks, people to tell (ADR 18)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts.actions.grants import grant_to_group, grant_to_user
from accounts.actions.scopes import open_scope, unit_group, unit_scope
from accounts.models import Scope, Unit, User
from accounts.roles import ACTS_FOR_UNIT, Grant, Role, ScopeKind
from core.actions.moves import store
from deadlines.actions.deadlines import open_deadline, void
from deadlines.arithmetic import Period, PeriodUnit
from deadlines.kinds import DeadlineKind
from deadlines.models import Deadline
from deadlines.people import of_roles
from deadlines.reckoning import reckon_from_table
from inspections.models import Finding, SubdistrictRound
from records.actions.evidence import share
from records.actions.viewing_copies import COPIES
from records.models import EvidenceLink
from rectification import duties
from rectification.models import HandOff

# What the files of a hand-off are, kept as their note: archived, so Chinese like every paper.
ANNEX, PROGRESS, RESULT = "移交材料", "办理进展", "办理结果"


def inner_scope_for(round_: SubdistrictRound, findings: Sequence[Finding], *, by: User, at: datetime) -> Scope:
    """Where it is prepared: the round's scope, or one of its own for leads, that the round's people do not reach."""
    if not any(finding.is_lead for finding in findings):
        return round_.scope
    scope = open_scope(kind=ScopeKind.LEAD, label=_("%(round)s, hand-off of leads") % {"round": round_})
    grant_to_user(user=by, grant=Grant.READ, scope=scope, by=by, at=at)
    return scope


def receiver_scope(hand_off: HandOff, receiver: Unit, *, by: User, at: datetime) -> Scope:
    """Where the receiver reads it: its own unit's scope; a lead in one that this one receiver alone is let into, so
    that neither its other letters nor a later receiver come together with it."""
    if not hand_off.is_of_leads:
        return unit_scope(unit=receiver, by=by, at=at)
    scope = open_scope(kind=ScopeKind.LEAD, label=_("Hand-off of leads to %(unit)s") % {"unit": receiver.short_name})
    grant_to_group(group=unit_group(receiver), grant=Grant.OFFICER, scope=scope, by=by, at=at)
    return scope


def annexes_of(hand_off: HandOff) -> list[EvidenceLink]:
    """The files that go with it, in the order of the list that is printed."""
    findings = [str(line.finding_id) for line in hand_off.lines.all()] if hand_off.includes_evidence else []
    own = EvidenceLink.objects.filter(subject_id=str(hand_off.pk), note=ANNEX)
    of_findings = EvidenceLink.objects.filter(subject_id__in=findings)
    return [*of_findings.select_related("blob", *COPIES), *own]


def deliver_files(hand_off: HandOff, files: Sequence[EvidenceLink], scope: Scope, *, by: User, at: datetime) -> None:
    """Each file as evidence of the hand-off, in the receiver's reach; the finding's own link stays where it is."""
    for link in files:
        if link.subject_id == str(hand_off.pk):
            store(link, by=by, scope=scope)
        else:
            share(link=link, subject=hand_off, scope=scope, round_scope=hand_off.inner_scope, by=by, at=at, note=ANNEX)


def redirect_files(hand_off: HandOff, scope: Scope, *, by: User) -> None:
    """After another receiver was chosen the files are in his reach and no longer in the first one's."""
    for link in EvidenceLink.objects.filter(subject_id=str(hand_off.pk), note=ANNEX):
        store(link, by=by, scope=scope)


def reply_period(hand_off: HandOff) -> Period:
    return Period(hand_off.round.ruleset.hand_off_reply_days, PeriodUnit.DAYS)


def reply_by(hand_off: HandOff, *, on: date, due_on: date | None = None) -> date:
    """The last day to reply to a letter of the day `on`, as the letter prints it."""
    if due_on is not None:
        return due_on
    return reckon_from_table(on, reply_period(hand_off), roll=hand_off.round.ruleset.rolls_to_workday).due_on


def open_reply(
    hand_off: HandOff, *, on: date, start_reason: str, by: User, at: datetime, due_on: date | None = None
) -> Deadline:
    """The days to reply: those agreed on (`due_on`), else those of the ruleset; the regulation names none (R63)."""
    clock = {"due_on": due_on} if due_on else {"period": reply_period(hand_off)}
    return _open(hand_off, duties.HAND_OFF_REPLY, on=on, start_reason=start_reason, by=by, at=at, **clock)


def open_follow_up(hand_off: HandOff, *, on: date, start_reason: str, by: User, at: datetime) -> Deadline:
    """A long follow-up is asked again after the months of the ruleset."""
    period = Period(hand_off.round.ruleset.follow_up_months, PeriodUnit.MONTHS)
    return _open(hand_off, duties.HAND_OFF_FOLLOW_UP, on=on, start_reason=start_reason, by=by, at=at, period=period)


def _open(
    hand_off: HandOff, kind: DeadlineKind, *, on: date, start_reason: str, by: User, at: datetime, **clock: Any
) -> Deadline:
    return open_deadline(
        kind=kind.code, scope=hand_off.scope, round_scope=hand_off.inner_scope, subject=hand_off, start_on=on,
        start_reason=start_reason, responsible_unit=hand_off.receiver, roll=hand_off.round.ruleset.rolls_to_workday,
        by=by, at=at, **clock,
    )  # fmt: skip


def void_running(hand_off: HandOff, *, reason: str, by: User, on: date, at: datetime) -> None:
    for deadline in Deadline.objects.open().of(hand_off):
        void(deadline=deadline, reason=reason, by=by, on=on, at=at)


def officers_of(hand_off: HandOff) -> list[User]:
    """Who acts for the receiver; an inspector of the same department is released from it and is not told."""
    return list(User.objects.filter(unit=hand_off.receiver, role__in=ACTS_FOR_UNIT, is_active=True))


def office_of(hand_off: HandOff) -> list[User]:
    """The office, as far as it is let into this hand-off."""
    return [user for user in of_roles(Role.OFFICE) if _reaches(user, hand_off)]


def _reaches(user: User, hand_off: HandOff) -> bool:
    access = user.fresh_access()
    return hand_off.inner_scope.kind in access.kinds or hand_off.inner_scope_id in access.in_scope
