"""A whole list of findings at once (DESIGN §6): all of it or nothing."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Permission
from core.actions.events import record_event
from core.actions.moves import begin
from core.day_words import day_in_words
from core.refusals import IllegalMove, NotAllowed, Refusal
from core.transitions import check_permission, lock
from deadlines.arithmetic import Period
from deadlines.reckoning import reckon_from_table
from inspections.actions.findings import FindingRecorder
from inspections.importing import (
    OLD_WORKBOOK_HEAD,
    ParsedFinding,
    ParseResult,
    RowError,
    Table,
    UnreadableFile,
    as_plain,
    of_plain,
    parse_rows,
    read_upload,
)
from inspections.models import ImportBatch, ImportDraft, SubdistrictRound
from inspections.policies import require_on_site, require_recordable
from records.actions.blobs import store_bytes
from records.file_names import clean_name
from records.models import Blob

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class ImportResult:
    """`found` is what was read, `created` how many are stored; with any error nothing is. `batch` is None unless
    stored."""

    found: tuple[ParsedFinding, ...]
    created: int
    errors: tuple[RowError, ...]
    ignored_columns: tuple[str, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    batch: ImportBatch | None = None

    @property
    def rows(self) -> int:
        return len(self.found)


@dataclass(frozen=True)
class _List:
    """A list that was read. `keep` gives its bytes as they are stored, asked once it is taken in."""

    name: str
    table: Table
    sha256: str
    keep: Callable[[], Blob]


class _RowsRefused(Exception):  # noqa: N818  only leaves the transaction
    pass


def import_findings(
    *, round: SubdistrictRound, data: bytes, name: str, by: User, on: date, at: datetime, dry_run: bool = False
) -> ImportResult:
    """Take in a list (CSV, Excel, WPS) as drafts found on `on`, a day of the stay (R86), unless a row names its own.

    With errors in rows, or with `dry_run`, nothing is stored and the result says what is wrong, row by row.
    Raises NotAllowed, and IllegalMove for a file that cannot be read or that this round has taken in already.
    """
    _require_importable(round, by=by, on=on, at=at)
    try:
        table = read_upload(data, name)
    except UnreadableFile as refusal:
        raise IllegalMove(str(refusal)) from refusal
    file = _List(name, table, _sha256(data), lambda: store_bytes(data, content_type=_content_type(data)))
    return _read_or_store(file, round, by=by, on=on, at=at, dry_run=dry_run)


def take_in(*, import_list: ImportDraft, by: User, at: datetime, dry_run: bool = False) -> ImportResult:
    """As `import_findings`, for a list that was read when it was uploaded: its file is not read again.

    Raises NotAllowed besides for anybody but who uploaded it.
    """
    if import_list.uploaded_by_id != by.pk:
        raise NotAllowed(_("Only whoever uploaded a list takes it in."))
    _require_importable(import_list.round, by=by, on=import_list.found_on, at=at)
    file = _List(import_list.name, of_plain(import_list.table), import_list.blob.sha256, lambda: import_list.blob)
    return _read_or_store(file, import_list.round, by=by, on=import_list.found_on, at=at, dry_run=dry_run)


def _require_importable(round_: SubdistrictRound, *, by: User, on: date, at: datetime) -> None:
    require_recordable(round_, by=by, day=timezone.localdate(at))
    require_on_site(round_, on, at=at)


def _read_or_store(
    file: _List, round_: SubdistrictRound, *, by: User, on: date, at: datetime, dry_run: bool
) -> ImportResult:
    parsed = _parsed(file.table, round=round_, on=on, at=at)
    if parsed.errors or dry_run:
        refuse_known(round_, file.sha256)
        return _result(parsed, parsed.errors)
    errors: list[RowError] = []
    try:
        with transaction.atomic():
            batch = _store(round_, parsed, errors, file=file, by=by, on=on, at=at)
    except _RowsRefused:
        return _result(parsed, tuple(errors))
    return _result(parsed, (), created=batch.created, batch=batch)


def _parsed(table: Table, *, round: SubdistrictRound, on: date, at: datetime) -> ParseResult:
    """The list of this round as plain values, with errors also for days to come."""
    parsed = parse_rows(table, reference_on=on, topic_numbers=round.ruleset.topic_numbers, add_workdays=_add_workdays)
    today = timezone.localdate(at)
    late = tuple(
        RowError(
            row.row, _("Found on"), _("The day %(day)s lies in the future.") % {"day": day_in_words(row.found_on)}
        )
        for row in parsed.rows
        if row.found_on and row.found_on > today
    )
    return ParseResult(parsed.rows, (*parsed.errors, *late), parsed.ignored_columns, parsed.hidden_rows)


def refuse_known(round_: SubdistrictRound, sha256: str) -> None:
    """Raises IllegalMove where this very file was imported into the round before."""
    blob = Blob.objects.filter(sha256=sha256).first()
    known = blob and ImportBatch.objects.filter(round=round_, blob=blob).select_related("imported_by").first()
    if known:
        raise IllegalMove(
            _("This very file was imported on %(day)s by %(name)s (%(count)s findings). Nothing was imported again.")
            % {
                "day": day_in_words(timezone.localdate(known.imported_at)),
                "name": known.imported_by.printed_name,
                "count": known.created,
            }
        )


def _store(
    round_: SubdistrictRound,
    parsed: ParseResult,
    errors: list[RowError],
    *,
    file: _List,
    by: User,
    on: date,
    at: datetime,
) -> ImportBatch:
    round_ = lock(round_)
    require_recordable(round_, by=by, day=timezone.localdate(at))
    refuse_known(round_, file.sha256)
    batch = ImportBatch(
        round=round_,
        scope=round_.scope,
        blob=file.keep(),
        name=clean_name(file.name),
        rows=len(parsed.rows),
        created=len(parsed.rows),
        imported_by=by,
        imported_at=at,
    )
    begin(batch, "import_list.take_in", by=by, on=on, at=at, new={"rows": batch.rows, "sha256": batch.blob.sha256})
    recorder = FindingRecorder(round_, by=by, at=at)
    findings = []
    for row in parsed.rows:
        try:
            finding = recorder.prepare(
                kind=row.kind, text=row.text, on=row.found_on or on, subject_name=row.subject_name,
                credit_code=row.credit_code, requirement=row.requirement, suggestion=row.suggestion, place=row.place,
                sector=row.sector, topic_number=row.topic_number, responsibility=row.responsibility_level,
                legal_basis=row.legal_basis, criterion=row.criterion, handling=row.handling, due_on=row.due_on,
                due_text=row.due_text, supervising_department=row.supervising_department, remark=row.remark,
                batch=batch, batch_row=row.row,
            )  # fmt: skip
        except Refusal as refusal:
            errors.append(RowError(row.row, "", str(refusal.reason)))
        else:
            findings.append(finding)
    if errors:
        raise _RowsRefused
    recorder.store(findings)
    return batch


@transaction.atomic
def keep_draft(
    *, round: SubdistrictRound, data: bytes, name: str, table: Table, found_on: date, by: User, at: datetime
) -> ImportDraft:
    """Keep an uploaded list and what was read of it (`read_upload`, before this transaction) while its preview is
    looked at: confirming needs neither a second upload nor a second reading.

    `found_on` is the day of those rows that name none. The same list sent again by the same person is the draft that
    is kept already. Raises NotAllowed, and IllegalMove for a list that the round cannot take in, whatever stands in
    its rows.
    """
    check_permission(Permission.FINDING_RECORD, by=by, scope_ids=round.scope_ids)
    round = lock(round)
    _require_importable(round, by=by, on=found_on, at=at)
    refuse_known(round, _sha256(data))
    facts = {"round": round, "blob": store_bytes(data, content_type=_content_type(data)), "name": clean_name(name)}
    facts |= {"found_on": found_on, "uploaded_by": by}
    if known := ImportDraft.objects.filter(**facts).first():
        return known
    draft = ImportDraft(scope=round.scope, table=as_plain(table), uploaded_at=at, **facts)
    draft.save(force_insert=True)
    record_event("import_list.upload", target=draft, by=by, on=None, at=at, new={"sha256": draft.blob.sha256})
    return draft


def _result(
    parsed: ParseResult, errors: tuple[RowError, ...], *, created: int = 0, batch: ImportBatch | None = None
) -> ImportResult:
    return ImportResult(
        found=parsed.rows,
        created=created,
        errors=errors,
        ignored_columns=parsed.ignored_columns,
        hidden_rows=parsed.hidden_rows,
        batch=batch,
    )


def _add_workdays(day: date, count: int) -> date:
    return reckon_from_table(day, Period.parse(f"{count}wd"), roll=False).due_on


def _content_type(data: bytes) -> str:
    if data.startswith(OLD_WORKBOOK_HEAD):
        return "application/vnd.ms-excel"
    return XLSX if data.startswith(b"PK") else "text/csv"


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
