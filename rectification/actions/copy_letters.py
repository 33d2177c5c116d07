"""抄送: the result of a round to 区党群工作部 and 区政法委, and their receipt (三(三)6, R71, R72)."""

from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions.messages import notify
from accounts.actions.scopes import unit_scope
from accounts.models import Unit, User
from accounts.permissions import Permission
from accounts.roles import ACTS_FOR_UNIT, Role
from core.actions.moves import apply_move, begin
from core.refusals import IllegalMove
from core.transitions import check_move, check_permission, lock
from deadlines.actions.deadlines import meet, open_deadline, void
from deadlines.arithmetic import Period, PeriodUnit
from deadlines.people import of_roles
from deadlines.reckoning import reckon_from_table
from inspections.models import SubdistrictRound
from records.actions import documents
from records.actions.documents import number_document
from records.actions.evidence import attach
from records.models.document import DocumentStatus
from records.policies import require_past
from rectification import duties
from rectification.models import Assessment, CopyLetter, RectificationCase
from rectification.papers import copy_letter as paper
from rectification.papers.assessment import score_data
from rectification.policies.copy_letters import require_addressee, require_receipt, why_not_sent
from rectification.queries.assessments import assessment_of
from rectification.queries.copy_letters import bodies_left
from rectification.queries.progress import progress_of

# What the scan of a receipt is, kept as its note: archived, so Chinese like every paper.
RECEIPT = "签收回执"


@transaction.atomic
def send(*, round: SubdistrictRound, by: User, on: date, at: datetime, suggestions: str = "") -> list[CopyLetter]:
    """A numbered letter to each body that has none yet, with the result and the locked score sheet. `suggestions` is
    printed, a line a sentence. Raises NotAllowed, IllegalMove; then no letter is sent."""
    round_ = lock(round)
    check_permission(Permission.COPY_SEND, by=by)
    assessment = assessment_of(round_)
    if words := why_not_sent(round_, assessment):
        raise IllegalMove(words)
    assert assessment is not None  # noqa: S101  why_not_sent has asked
    require_past(on, at=at, not_before=assessment.locked_on)
    case = RectificationCase.objects.select_related("round").get(round=round_)
    return [
        _send_one(case, body, assessment, suggestions=suggestions, by=by, on=on, at=at) for body in bodies_left(round_)
    ]


@transaction.atomic
def receive(*, copy: CopyLetter, by: User, on: date, at: datetime, version: int | None = None) -> CopyLetter:
    """The body confirms receipt; the letter goes with it."""
    copy = lock(copy, version=version)
    move = check_move(copy, "receive", by=by)
    require_addressee(copy, by=by)
    require_past(on, at=at, not_before=copy.sent_on)
    if copy.letter.status == DocumentStatus.ISSUED and copy.letter.received_on is None:
        documents.receive(document=copy.letter, on=on, by=by, at=at, with_matter=True)
    meet(deadline=copy.deadline, on=on, by=by, at=at)
    apply_move(copy, move, by=by, on=on, at=at, received_on=on, received_by=by)
    return _tell_office(copy, _("%(copy)s was received"), at=at)


@transaction.atomic
def record_receipt(
    *, copy: CopyLetter, signed_by: str, receipt: UploadedFile, by: User, on: date, at: datetime,
    version: int | None = None,
) -> CopyLetter:  # fmt: skip
    """The receipt came on paper: who signed, when, and its scan."""
    copy = lock(copy, version=version)
    move = check_move(copy, "record_receipt", by=by)
    require_past(on, at=at, not_before=copy.sent_on)
    require_receipt(signed_by, receipt)
    scan = attach(upload=receipt, subject=copy, scope=copy.scope, by=by, at=at, taken_on=on, note=RECEIPT)
    meet(deadline=copy.deadline, on=on, by=by, at=at)
    return apply_move(copy, move, by=by, on=on, at=at, received_on=on, signed_by=signed_by.strip(), receipt=scan)


@transaction.atomic
def withdraw(
    *, copy: CopyLetter, reason: str, by: User, on: date, at: datetime, version: int | None = None
) -> CopyLetter:
    """Sent in error, or its result changed: the number stays used, and another letter has to be sent."""
    copy = lock(copy, version=version)
    move = check_move(copy, "withdraw", by=by)
    require_past(on, at=at, not_before=copy.sent_on)
    if not reason.strip():
        raise IllegalMove(_("Say why it is withdrawn."))
    if copy.deadline.is_open:
        void(deadline=copy.deadline, reason=reason.strip(), by=by, on=on, at=at)
    apply_move(
        copy, move, by=by, on=on, at=at, reason=reason.strip(), withdrawn_on=on, withdrawal_reason=reason.strip()
    )
    _tell_body(copy, _("%(copy)s was withdrawn"), reason.strip(), at=at)
    return copy


# --- Parts ---------------------------------------------------------------------------------------------------------


def _send_one(
    case: RectificationCase, body: Unit, assessment: Assessment, *, suggestions: str, by: User, on: date, at: datetime
) -> CopyLetter:
    round_ = case.round
    scope = unit_scope(unit=body, by=by, at=at)
    period = Period(round_.ruleset.copy_receipt_days, PeriodUnit.DAYS)
    roll = round_.ruleset.rolls_to_workday
    data = paper.letter_data(
        case, body, assessment, progress=progress_of(case.items.all(), on), suggestions=suggestions,
        investigation=case.submissions.order_by("-number").values_list("investigation", flat=True)[0],
        score=score_data(assessment), receipt_by=reckon_from_table(on, period, roll=roll).due_on,
    )  # fmt: skip
    copy = CopyLetter(round=round_, body=body, scope=scope, sent_on=on)
    copy.letter = number_document(
        kind="copy_letter", title=data["title"], data=data, scope=scope, addressee=body, subject=copy, on=on, by=by,
        at=at,
    )  # fmt: skip
    # The team does not read what goes to the bodies: no scope of the round.
    copy.deadline = open_deadline(
        kind=duties.COPY_RECEIPT.code, scope=scope, subject=copy, start_on=on, period=period,
        start_reason=duties.COPIED, responsible_unit=body, roll=roll, by=by, at=at,
    )  # fmt: skip
    begin(copy, "copy.send", by=by, on=on, at=at, new={"number": copy.letter.full_number})
    _tell_body(copy, _("%(copy)s is with you; please confirm receipt"), "", at=at)
    return copy


def _tell_body(copy: CopyLetter, words: str, body: str, *, at: datetime) -> None:
    people = User.objects.filter(unit=copy.body, role__in=ACTS_FOR_UNIT, is_active=True)
    notify(recipients=people, subject=words % {"copy": copy}, body=body, about=copy, at=at)


def _tell_office(copy: CopyLetter, words: str, *, at: datetime) -> CopyLetter:
    notify(recipients=of_roles(Role.OFFICE), subject=words % {"copy": copy}, about=copy, at=at)
    return copy
