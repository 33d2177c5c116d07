"""卷宗: a volume is asked for, made in the background, kept, handed over to an archive (四(二)二, R83)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Permission
from core.actions.moves import apply_move, begin
from core.links import target_of
from core.refusals import IllegalMove
from core.transitions import check_move, check_permission, lock
from inspections.case_contents import TRANSFER, Contents
from inspections.models import CaseFile, SubdistrictRound, Supplement
from inspections.papers.case_transfer import transfer_data
from inspections.queries.case_files import FINISHED
from records.actions import jobs
from records.actions.blobs import store_file
from records.actions.documents import number_document
from records.actions.evidence import attach
from records.models import Job
from records.policies import require_past

KIND = "case_file"


def ask(
    *, round: SubdistrictRound, retention: str, by: User, at: datetime, supplement: Supplement | None = None
) -> Job:
    """Have a volume of a closed or archived round made in the background. Raises NotAllowed; IllegalMove where it
    stands already, or where a paper of it is still being made."""
    check_permission(Permission.ROUND_CLOSE, by=by, scope_ids=round.scope_ids)
    require_unmade(round, supplement)
    contents = Contents(round, supplement)
    if waiting := contents.unmade():
        raise IllegalMove(
            _("%(paper)s is still being made. Wait until it is issued.") % {"paper": waiting[0].full_number}
        )
    volume = str(supplement) if supplement is not None else _("Main volume")
    return jobs.ask(
        kind=KIND, title=_("Case file: %(round)s, %(volume)s") % {"round": round, "volume": volume},
        facts={
            "round": str(round.pk), "supplement": str(supplement.pk) if supplement else None, "retention": retention
        },
        total=contents.count, by=by, at=at, about=target_of(round),
    )  # fmt: skip


def require_unmade(round_: SubdistrictRound, supplement: Supplement | None) -> None:
    """Raises IllegalMove for a round that goes on, and for a volume that is made already."""
    if round_.status not in FINISHED:
        raise IllegalMove(_("A case file is made of a round that is closed."))
    if CaseFile.objects.standing().filter(round=round_, supplement=supplement).exists():
        raise IllegalMove(_("This volume has its case file already. Withdraw that first if it has to be made anew."))


@transaction.atomic
def keep(
    *,
    round: SubdistrictRound,
    supplement: Supplement | None,
    retention: str,
    package: File,
    book: File,
    figures: Mapping[str, Any],
    by: User,
    at: datetime,
) -> CaseFile:
    """The finished files, kept with their hashes; `figures`: pages, papers and files. What was asked for is looked at
    once more. Raises NotAllowed, IllegalMove."""
    round_ = lock(round)
    check_permission(Permission.ROUND_CLOSE, by=by, scope_ids=round_.scope_ids)
    require_unmade(round_, supplement)
    made = CaseFile(
        round=round_, supplement=supplement, scope=round_.scope, retention=retention, made_by=by, made_at=at,
        package=store_file(package, content_type="application/zip"),
        book=store_file(book, content_type="application/pdf"), **figures,
    )  # fmt: skip
    new = {"sha256": made.package.sha256, "book": made.book.sha256, "pages": made.pages}
    return begin(made, "case_file.make", by=by, on=None, at=at, new=new)


@transaction.atomic
def hand_over(
    *, case_file: CaseFile, archive: str, by: User, on: date, at: datetime, version: int | None = None
) -> CaseFile:
    """To an archive, with a numbered transfer list 移交表. Raises NotAllowed, IllegalMove, StaleCopy."""
    case_file = lock(case_file, version=version)
    move = check_move(case_file, "hand_over", by=by)
    require_past(on, at=at, not_before=timezone.localdate(case_file.made_at))
    data = transfer_data(case_file, archive=archive.strip())
    letter = number_document(
        kind=TRANSFER, title=data["title"], data=data, scope=case_file.scope, subject=case_file, on=on, by=by, at=at
    )
    return apply_move(
        case_file, move, by=by, on=on, at=at, new={"number": letter.full_number}, archive=archive.strip(),
        handed_over_on=on, transfer=letter,
    )  # fmt: skip


@transaction.atomic
def record_receipt(
    *, case_file: CaseFile, signed_by: str, receipt: UploadedFile, by: User, on: date, at: datetime,
    version: int | None = None,
) -> CaseFile:  # fmt: skip
    """The archive has taken it: who signed, when, and the signed list. Raises NotAllowed, IllegalMove, StaleCopy."""
    case_file = lock(case_file, version=version)
    move = check_move(case_file, "record_receipt", by=by)
    require_past(on, at=at, not_before=case_file.handed_over_on)
    if not signed_by.strip():
        raise IllegalMove(_("Say who signed for the archive."))
    scan = attach(upload=receipt, subject=case_file, scope=case_file.scope, by=by, at=at, taken_on=on)
    return apply_move(case_file, move, by=by, on=on, at=at, received_on=on, signed_by=signed_by.strip(), receipt=scan)


@transaction.atomic
def withdraw(
    *, case_file: CaseFile, reason: str, by: User, on: date, at: datetime, version: int | None = None
) -> CaseFile:
    """Not taken by the archive, or to be made anew: it stays kept, and another may be made of the volume.
    Raises NotAllowed, IllegalMove, StaleCopy."""
    case_file = lock(case_file, version=version)
    move = check_move(case_file, "withdraw", by=by)
    require_past(on, at=at, not_before=timezone.localdate(case_file.made_at))
    if not reason.strip():
        raise IllegalMove(_("Say why it is withdrawn."))
    return apply_move(
        case_file, move, by=by, on=on, at=at, reason=reason.strip(), withdrawn_on=on, withdrawal_reason=reason.strip()
    )
