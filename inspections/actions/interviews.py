"""约谈 of leaders of subdistricts and enterprises, with a clear opinion and a reply by a day (四(二)一, R79, R80)."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions.messages import notify
from accounts.actions.scopes import unit_scope
from accounts.models import User
from accounts.roles import Role
from core.actions.moves import apply_move, begin
from core.day_words import day_in_words
from core.refusals import IllegalMove
from core.transitions import check_move, check_permission, lock
from deadlines.actions.deadlines import meet, open_deadline
from deadlines.people import of_roles
from deadlines.policies import require_explained
from inspections import duties
from inspections.interview_rules import require_callable, usual_reply_by
from inspections.models import Enterprise, Finding, Interview, InterviewProposal, SubdistrictRound
from inspections.models.interview import InterviewLevel
from inspections.papers import interview as paper
from inspections.people import leader_users, subdistrict_users
from records.actions.documents import number_document
from records.actions.evidence import attach_all
from records.policies import require_past
from records.series import series_of

Uploads = Sequence[UploadedFile]
REPLY, RECORDING = "约谈回复", "约谈记录"


@transaction.atomic
def call(
    *, round: SubdistrictRound, by: User, on: date, at: datetime, enterprise: Enterprise | None = None, **facts: Any
) -> Interview:
    """Call the leader of the subdistrict, or of an `enterprise` of it. `facts`: level, person, reason, legal_basis,
    meet_on, meet_time, place and perhaps materials. Numbers the 约谈通知书. Raises NotAllowed, IllegalMove."""
    return _call("call", lock(round), enterprise, by=by, on=on, at=at, **facts)


@transaction.atomic
def call_about(*, finding: Finding, by: User, on: date, at: datetime, **facts: Any) -> Interview:
    """The same about a finding: of the leader of the enterprise it is about, else of the subdistrict. Raises
    NotAllowed, IllegalMove."""
    if finding.is_apart or not finding.goes_to_subdistrict:
        raise IllegalMove(_("An interview is about what the subdistrict may read."))
    return _call(
        "call_about", lock(finding.round), finding.enterprise, finding=finding, by=by, on=on, at=at, **facts
    )  # fmt: skip


@transaction.atomic
def call_proposed(
    *, interview_proposal: InterviewProposal, by: User, on: date, at: datetime, **facts: Any
) -> Interview:
    """The same where the reminders proposed it: of the leader of the subdistrict. Raises NotAllowed, IllegalMove."""
    proposal = lock(interview_proposal)
    move = check_move(proposal, "take_up", by=by)
    interview = _call("call_proposed", lock(proposal.round), None, by=by, on=on, at=at, **facts)
    apply_move(proposal, move, by=by, on=on, at=at, interview=interview)
    return interview


@transaction.atomic
def hand_over(
    *, interview: Interview, handed_to: str, by: User, on: date, at: datetime, evidence: Uploads = (),
    version: int | None = None,
) -> Interview:  # fmt: skip
    """The notice was handed to somebody by hand, such as to an enterprise (送达). Raises NotAllowed, StaleCopy,
    IllegalMove."""
    interview = lock(interview, version=version)
    move = check_move(interview, "hand_over", by=by)
    require_past(on, at=at, not_before=interview.called_on)
    if not handed_to.strip():
        raise IllegalMove(_("Say to whom it was handed."))
    apply_move(interview, move, by=by, on=on, at=at, handed_on=on, handed_to=handed_to.strip())
    _keep(interview, evidence, RECORDING, by=by, on=on, at=at)
    return interview


@transaction.atomic
def hold(
    *, interview: Interview, host: str, recorder: str, attendees: str, problems: str, opinion: str, by: User, on: date,
    at: datetime, statement: str = "", commitment: str = "", reply_by: date | None = None, evidence: Uploads = (),
    version: int | None = None,
) -> Interview:  # fmt: skip
    """It was held on the day `on`: the minutes with their clear opinion (R79). The reply is due on `reply_by`, by
    default after the ruleset's days (R80). Numbers the 约谈纪要. Raises NotAllowed, StaleCopy, IllegalMove."""
    interview = _locked(interview, version)
    move = check_move(interview, "hold", by=by)
    require_past(on, at=at, not_before=interview.called_on)
    told: dict[str, Any] = {
        "host": host, "recorder": recorder, "attendees": attendees, "problems": problems, "opinion": opinion,
        "statement": statement, "commitment": commitment,
    }  # fmt: skip
    told = {name: words.strip() for name, words in told.items()}
    if not told["opinion"]:
        raise IllegalMove(_("An interview gives a clear opinion on the rectification; write it down."))
    if not all(told[name] for name in ("host", "recorder", "attendees", "problems")):
        raise IllegalMove(_("The minutes name who spoke, who recorded, who was there and what was put forward."))
    due_on = reply_by or usual_reply_by(interview.round, on)
    if due_on <= on:
        raise IllegalMove(_("The reply is due after the interview."))
    for name, value in (told | {"held_on": on, "reply_by": due_on}).items():
        setattr(interview, name, value)
    interview.minutes = _number(interview, "interview_minutes", paper.minutes_data(interview), by=by, on=on, at=at)
    _start(interview, due_on, duties.INTERVIEWED, by=by, on=on, at=at)
    apply_move(
        interview, move, by=by, on=on, at=at, new={"reply_by": due_on}, minutes=interview.minutes, held_on=on,
        reply_by=due_on, deadline=interview.deadline, **told,
    )  # fmt: skip
    _keep(interview, evidence, RECORDING, by=by, on=on, at=at)
    words = _("%(interview)s: reply by %(day)s") % {"interview": interview, "day": day_in_words(due_on)}
    notify(recipients=subdistrict_users(interview.round), subject=words, about=interview, at=at)
    return interview


@transaction.atomic
def reply(
    *, interview: Interview, reply: str, by: User, on: date, at: datetime, evidence: Uploads = (),
    lateness_reason: str = "", version: int | None = None,
) -> Interview:  # fmt: skip
    """The subdistrict reports what was done, also of its enterprise; late with `lateness_reason` (R80). Raises
    NotAllowed, StaleCopy, IllegalMove."""
    interview = _locked(interview, version)
    move = check_move(interview, "reply", by=by)
    require_past(on, at=at, not_before=interview.held_on)
    if not reply.strip():
        raise IllegalMove(_("Say what was done about the opinion of the interview."))
    deadline = interview.deadline
    late = require_explained(deadline, lateness_reason, on=on)
    apply_move(interview, move, by=by, on=on, at=at, reply=reply.strip(), replied_on=on, replied_by=by)
    _keep(interview, evidence, REPLY, by=by, on=on, at=at)
    if deadline is not None and deadline.is_open:
        meet(deadline=deadline, on=on, by=by, at=at, late_explanation=late)
    people = {one.pk: one for one in [*of_roles(Role.OFFICE), *leader_users(interview.round, on)]}
    words = _("%(interview)s: replied, to be reviewed") % {"interview": interview}
    notify(recipients=list(people.values()), subject=words, about=interview, at=at)
    return interview


@transaction.atomic
def ask_again(
    *, interview: Interview, reason: str, by: User, on: date, at: datetime, reply_by: date | None = None,
    version: int | None = None,
) -> Interview:  # fmt: skip
    """The reply does not do: another one by `reply_by`, by default after the ruleset's days. Raises NotAllowed,
    StaleCopy, IllegalMove."""
    interview = _locked(interview, version)
    move = check_move(interview, "ask_again", by=by)
    require_past(on, at=at, not_before=interview.replied_on)
    if not reason.strip():
        raise IllegalMove(_("Say what the reply lacks."))
    due_on = reply_by or usual_reply_by(interview.round, on)
    if due_on <= on:
        raise IllegalMove(_("The new day lies before the review."))
    _start(interview, due_on, duties.ASKED_AGAIN, by=by, on=on, at=at)
    reason = reason.strip()
    apply_move(
        interview, move, by=by, on=on, at=at, reason=reason, new={"reply_by": due_on}, reply_by=due_on,
        deadline=interview.deadline, again_reason=reason, times_asked_again=interview.times_asked_again + 1,
    )  # fmt: skip
    words = _("%(interview)s: another reply by %(day)s") % {"interview": interview, "day": day_in_words(due_on)}
    notify(recipients=subdistrict_users(interview.round), subject=words, body=reason, about=interview, at=at)
    return interview


@transaction.atomic
def close(
    *, interview: Interview, review: str, by: User, on: date, at: datetime, version: int | None = None
) -> Interview:
    """The reply is accepted; `review` says what it was found to be. Raises NotAllowed, StaleCopy, IllegalMove."""
    interview = _locked(interview, version)
    move = check_move(interview, "close", by=by)
    require_past(on, at=at, not_before=interview.replied_on)
    if not review.strip():
        raise IllegalMove(_("Say what the review of the reply came to."))
    return apply_move(interview, move, by=by, on=on, at=at, review=review.strip(), closed_on=on)


@transaction.atomic
def call_off(
    *, interview: Interview, reason: str, by: User, on: date, at: datetime, version: int | None = None
) -> Interview:
    """It is not held after all; the number stays used. Raises NotAllowed, StaleCopy, IllegalMove."""
    interview = _locked(interview, version)
    move = check_move(interview, "call_off", by=by)
    require_past(on, at=at, not_before=interview.called_on)
    if not reason.strip():
        raise IllegalMove(_("Say why it is not held."))
    reason = reason.strip()
    apply_move(interview, move, by=by, on=on, at=at, reason=reason, off_reason=reason)
    words = _("%(interview)s was called off") % {"interview": interview}
    notify(recipients=subdistrict_users(interview.round), subject=words, body=reason, about=interview, at=at)
    return interview


# --- What they share -----------------------------------------------------------------------------------------------


def _call(
    verb: str, round_: SubdistrictRound, enterprise: Enterprise | None, *, level: str, person: str, reason: str,
    legal_basis: str, meet_on: date, meet_time: time, place: str, by: User, on: date, at: datetime,
    materials: str = "", finding: Finding | None = None,
) -> Interview:  # fmt: skip
    check_permission(Interview.TRANSITIONS.rows_of(verb)[0].permission, by=by, scope_ids=round_.scope_ids)
    require_callable(round_)
    require_past(on, at=at, not_before=round_.entered_on)
    if enterprise is not None and enterprise.subdistrict_id != round_.subdistrict_id:
        raise IllegalMove(_("The enterprise does not lie in the subdistrict of this round."))
    if meet_on < on:
        raise IllegalMove(_("The interview lies before the day of its notice."))
    told = {"person": person, "reason": reason, "legal_basis": legal_basis, "place": place}
    told = {name: words.strip() for name, words in told.items()}
    if not all(told.values()):
        raise IllegalMove(_("The notice names who is called, why, by what law, and where."))
    unit = round_.subdistrict
    interview = Interview(
        round=round_, scope=unit_scope(unit=unit, by=by, at=at), unit=unit, enterprise=enterprise, finding=finding,
        subject_name=enterprise.name if enterprise else unit.short_name, level=InterviewLevel(level), meet_on=meet_on,
        meet_time=meet_time, materials=materials.strip(), called_on=on, called_by=by, **told,
    )  # fmt: skip
    interview.notice = _number(interview, "interview_notice", paper.notice_data(interview), by=by, on=on, at=at)
    begin(
        interview, f"interview.{verb}", by=by, on=on, at=at,
        new={"number": interview.notice.full_number, "level": str(interview.get_level_display())},
    )  # fmt: skip
    words = _("%(interview)s: interview on %(day)s") % {"interview": interview, "day": day_in_words(meet_on)}
    notify(recipients=subdistrict_users(round_), subject=words, about=interview, at=at)
    return interview


def _locked(interview: Interview, version: int | None) -> Interview:
    round_ = lock(interview.round)
    interview = lock(interview, version=version)
    interview.round = round_
    return interview


def _number(interview: Interview, kind: str, data: dict, *, by: User, on: date, at: datetime) -> Any:
    """In the series of the office, of a team leader's in that of the teams."""
    series = series_of("inspection_report") if interview.level == InterviewLevel.LEADER else None
    return number_document(
        kind=kind, title=data["title"], data=data, scope=interview.scope, round_scope=interview.round.scope,
        addressee=interview.unit, subject=interview, on=on, by=by, at=at, series=series,
    )  # fmt: skip


def _start(interview: Interview, due_on: date, reason: str, *, by: User, on: date, at: datetime) -> None:
    interview.deadline = open_deadline(
        kind=duties.INTERVIEW_REPLY.code, scope=interview.scope, round_scope=interview.round.scope, subject=interview,
        start_on=on, due_on=due_on, start_reason=reason, responsible_unit=interview.unit, by=by, at=at,
    )  # fmt: skip


def _keep(interview: Interview, uploads: Uploads, note: str, *, by: User, on: date, at: datetime) -> None:
    if uploads:
        attach_all(
            uploads=uploads, subject=interview, scope=interview.scope, round_scope=interview.round.scope, by=by,
            at=at, note=note, taken_on=on,
        )  # fmt: skip
