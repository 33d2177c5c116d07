from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Permission
from core.actions.events import record_event
from core.actions.moves import begin, store
from core.refusals import IllegalMove
from core.transitions import check_move, check_permission, lock
from inspections.models import FieldNote, SubdistrictRound, TopicReason
from inspections.policies import require_changeable, require_number_of, require_serving
from inspections.queries.coverage import coverage_of
from records.actions.evidence import attach_all
from records.policies import require_past


@transaction.atomic
def record(
    *,
    round: SubdistrictRound,
    method_number: int,
    text: str,
    by: User,
    on: date,
    at: datetime,
    method_part: int = 0,
    topic_number: int | None = None,
    place: str = "",
    people: str = "",
    evidence: Sequence[UploadedFile] = (),
) -> FieldNote:
    """What the team did on `on` (from entry to today, inclusive), by one of the ruleset's methods (三(二), R48–R53).

    `method_part`: by which part of it, from 1; 0: by the whole.

    `evidence` are uploaded files. Raises NotAllowed for whoever does not serve in the team, IllegalMove.
    """
    round_ = lock(round)
    check_move(round_, "note", by=by)
    require_serving(round_, by=by, day=timezone.localdate(at))
    require_past(on, at=at, not_before=round_.entered_on)
    require_number_of(round_.ruleset.methods, method_number, _("method"))
    if not 0 <= method_part <= len(round_.ruleset.methods.get(number=method_number).parts):
        raise IllegalMove(_("This method has no such part."))
    if topic_number is not None:
        require_number_of(round_.ruleset.topics, topic_number, _("topic"))
    if not text.strip():
        raise IllegalMove(_("Write down what was done and seen."))
    note = FieldNote(
        round=round_, scope=round_.scope, happened_on=on,
        method_number=method_number, method_part=method_part, topic_number=topic_number,
        place=place.strip(), people=people.strip(), text=text.strip(), recorded_by=by, recorded_at=at,
    )  # fmt: skip
    begin(note, "note.record", by=by, on=on, at=at, new={"method": method_number, "topic": topic_number})
    attach_all(uploads=evidence, subject=note, scope=round_.scope, by=by, at=at, taken_on=on)
    return note


@transaction.atomic
def leave_out_several(
    *, round: SubdistrictRound, reasons: Mapping[int, str], by: User, at: datetime
) -> list[TopicReason]:
    """Say why these topics, by number, are not inspected in this round (不涉及, R43); a second reason replaces the
    first, the same said again changes nothing. Each has its own event.

    Raises NotAllowed, and IllegalMove without any topic, for a topic of which something is recorded or whose reason
    says nothing: then none is stored.
    """
    round_ = lock(round)
    check_permission(Permission.NOTE_RECORD, by=by, scope_ids=round_.scope_ids)
    require_serving(round_, by=by, day=timezone.localdate(at))
    require_changeable(round_)
    if not reasons:
        raise IllegalMove(_("Choose at least one topic."))
    covered = {topic.number for topic in coverage_of(round_) if topic.is_covered}
    for number, reason in reasons.items():
        require_number_of(round_.ruleset.topics, number, _("topic"))
        if not reason.strip():
            raise IllegalMove(_("Say why this topic is left out."))
        if number in covered:
            raise IllegalMove(_("Something is recorded of this topic already; it is not left out."))
    return [_keep_reason(round_, number, reason.strip(), by=by, at=at) for number, reason in reasons.items()]


def leave_out(*, round: SubdistrictRound, topic_number: int, reason: str, by: User, at: datetime) -> TopicReason:
    """As `leave_out_several`, for one topic."""
    return leave_out_several(round=round, reasons={topic_number: reason}, by=by, at=at)[0]


def _keep_reason(round_: SubdistrictRound, number: int, reason: str, *, by: User, at: datetime) -> TopicReason:
    today, told = timezone.localdate(at), {"topic": number}
    known = round_.topic_reasons.filter(topic_number=number).first()
    if known is None:
        known = TopicReason(
            round=round_, scope=round_.scope, topic_number=number, reason=reason, recorded_by=by, recorded_at=at
        )
        return begin(known, "topic.leave_out", by=by, on=today, at=at, reason=reason, new=told)
    if known.reason == reason:
        return known
    store(known, by=by, reason=reason, recorded_by=by, recorded_at=at)
    record_event("topic.leave_out", target=known, by=by, on=today, at=at, reason=reason, new=told)
    return known
