"""A whole list of findings at once (DESIGN §6): all of it or nothing."""

import hashlib
from collections.abc import Callable, Collection, Iterable
from collections.abc import Mapping as Given
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, Sum
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
    Book,
    Ignored,
    Mapping,
    ParsedFinding,
    ParseResult,
    Question,
    RowMessage,
    UnreadableFile,
    as_plain,
    guess_mapping,
    of_plain,
    parse_book,
    read_upload,
)
from inspections.models import ImportBatch, ImportDraft, SubdistrictRound
from inspections.policies import require_on_site, require_recordable
from inspections.queries.bodies import Bodies
from inspections.queries.import_shapes import propose
from inspections.queries.recorded import known_findings, registered_in
from records.actions.blobs import store_bytes
from records.file_names import clean_name
from records.models import Blob

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Answers = Given[str, str]


@dataclass(frozen=True)
class ImportResult:
    """What `parsed` tells, `errors` with what storing refused besides; `created` how many findings are stored; with
    any error nothing is. `batch` is None unless stored. `known` are rows that the round has recorded already, chosen
    or not; those not chosen do not stand in `found`."""

    parsed: ParseResult
    errors: tuple[RowMessage, ...]
    known: tuple["KnownRow", ...] = ()
    created: int = 0
    batch: ImportBatch | None = None

    @property
    def found(self) -> tuple[ParsedFinding, ...]:
        return self.parsed.findings

    @property
    def warnings(self) -> tuple[RowMessage, ...]:
        return self.parsed.warnings

    @property
    def ignored(self) -> Ignored:
        return self.parsed.ignored

    @property
    def duplicates(self) -> tuple[RowMessage, ...]:
        return self.parsed.duplicates

    @property
    def questions(self) -> tuple[Question, ...]:
        return self.parsed.questions

    @property
    def rows(self) -> int:
        """Rows of the file from which findings come; one row may hold several."""
        return self.parsed.row_count


@dataclass(frozen=True)
class KnownRow:
    """A row that the round has recorded already, in `message` as what; `key` chooses it all the same."""

    message: str
    found: tuple[ParsedFinding, ...]
    key: str


@dataclass(frozen=True)
class _Reading:
    """How a list is read: `mapping` None means as guessed, `kind_default` the kind of lists that name none, '' that
    they are refused; rows that the round has recorded already are left out unless `include_known`."""

    mapping: Mapping | None = None
    kind_default: str = ""
    include_known: bool = False
    # Keys of such rows that are wanted all the same.
    wanted: frozenset[str] = frozenset()
    # By key of the question of an odd day: its answer.
    answers: Answers = field(default_factory=dict)

    def mapping_of(self, book: Book) -> Mapping:
        return self.mapping or guess_mapping(book, kind_default=self.kind_default)


@dataclass(frozen=True)
class _List:
    """A list that was read. `keep` gives its bytes as they are stored, asked once it is taken in."""

    name: str
    book: Book
    sha256: str
    keep: Callable[[], Blob]


class _RowsRefused(Exception):  # noqa: N818  only leaves the transaction
    pass


def import_findings(
    *,
    round: SubdistrictRound,
    data: bytes,
    name: str,
    by: User,
    on: date,
    at: datetime,
    dry_run: bool = False,
    mapping: Mapping | None = None,
    kind_default: str = "",
    include_known: bool = False,
) -> ImportResult:
    """Take in a list (CSV, Excel, WPS) as drafts found on `on`, a day of the stay (R86), unless a row names its own.

    `mapping` says what the columns mean (None: as guessed), `kind_default` the kind of a list without levels; rows the
    round has recorded already are left out unless `include_known`. With errors in rows, or with `dry_run`, nothing is
    stored and the result says what is wrong, row by row. Raises NotAllowed, and IllegalMove for a file that cannot be
    read or that this round has taken in already.
    """
    _require_importable(round, by=by, on=on, at=at)
    try:
        book = read_upload(data, name)
    except UnreadableFile as refusal:
        raise IllegalMove(str(refusal)) from refusal
    file = _List(name, book, _sha256(data), lambda: store_bytes(data, content_type=_content_type(data)))
    reading = _Reading(mapping, kind_default, include_known)
    return _read_or_store(file, reading, round, by=by, on=on, at=at, dry_run=dry_run)


def take_in(
    *,
    import_list: ImportDraft,
    by: User,
    at: datetime,
    dry_run: bool = False,
    include_known: bool = False,
    known: Collection[str] = (),
    answers: Answers | None = None,
    version: int | None = None,
    checked: Callable[[], object] = lambda: None,
) -> ImportResult:
    """As `import_findings`, for a list that was read when it was uploaded: its file is not read again, and its columns
    mean what was chosen on its page.

    `known` are the keys (KnownRow) of rows that the round has recorded already and that are taken in all the same;
    `answers` those to the questions of odd days, by their keys. `checked` is called once every row is, before anything
    is stored. Raises NotAllowed besides for anybody but who uploaded it, and StaleCopy where its mapping is no longer
    the one that was looked at.
    """
    if import_list.uploaded_by_id != by.pk:
        raise NotAllowed(_("Only whoever uploaded a list takes it in."))
    if version is not None:
        with transaction.atomic():
            lock(import_list, version=version)
    _require_importable(import_list.round, by=by, on=import_list.found_on, at=at)
    file = _List(import_list.name, of_plain(import_list.table), import_list.blob.sha256, lambda: import_list.blob)
    mapping = Mapping.of_plain(import_list.mapping)
    reading = _Reading(mapping, include_known=include_known, wanted=frozenset(known), answers=answers or {})
    return _read_or_store(
        file, reading, import_list.round, by=by, on=import_list.found_on, at=at, dry_run=dry_run, checked=checked
    )


def _require_importable(round_: SubdistrictRound, *, by: User, on: date, at: datetime) -> None:
    require_recordable(round_, by=by, day=timezone.localdate(at))
    require_on_site(round_, on, at=at)


def _read_or_store(
    file: _List,
    reading: _Reading,
    round_: SubdistrictRound,
    *,
    by: User,
    on: date,
    at: datetime,
    dry_run: bool,
    checked: Callable[[], object] = lambda: None,
) -> ImportResult:
    before = _recorded(round_)
    whole = _parsed(file.book, reading, round=round_, by=by, on=on, at=at)
    parsed, known = _without_known(whole, reading)
    if parsed.errors or dry_run or not parsed.findings:
        refuse_known(round_, file.sha256)
        return ImportResult(parsed, parsed.errors, known)
    checked()
    errors: list[RowMessage] = []
    try:
        with transaction.atomic():
            round_ = lock(round_)
            if _recorded(round_) != before:  # A colleague may have brought some of them in since.
                whole = _parsed(file.book, reading, round=round_, by=by, on=on, at=at)
                parsed, known = _without_known(whole, reading)
                errors.extend(parsed.errors)
                if errors or not parsed.findings:
                    raise _RowsRefused
            batch = _store(round_, parsed, errors, file=file, by=by, on=on, at=at)
    except _RowsRefused:
        return ImportResult(parsed, tuple(errors), known)
    return ImportResult(parsed, (), known, created=batch.created, batch=batch)


def _without_known(whole: ParseResult, reading: _Reading) -> tuple[ParseResult, tuple[KnownRow, ...]]:
    """The list without rows that the round has recorded already and nobody wants again, and all of those rows."""
    told = {(one.sheet, one.row): one for one in whole.duplicates}
    read: dict[tuple[str, int], list[ParsedFinding]] = {place: [] for place in told}
    for finding in whole.findings:
        place = (finding.sheet, finding.row)
        if place in read:
            read[place].append(finding)
    known = {
        place: KnownRow(told[place].message, tuple(found), _key(*place, found))
        for place, found in read.items()
        if found
    }
    wanted = {place for place, one in known.items() if reading.include_known or one.key in reading.wanted}
    kept = [one for one in whole.findings if (one.sheet, one.row) not in told or (one.sheet, one.row) in wanted]
    return replace(whole, findings=tuple(kept)), tuple(known.values())


def _key(sheet: str, row: int, found: Iterable[ParsedFinding]) -> str:
    """By which a row is chosen: also by what it says, so that a choice never falls upon another row."""
    said = "\0".join((sheet, str(row), *(f"{one.subject_name}\0{one.text}" for one in found)))
    return hashlib.blake2s(said.encode(), digest_size=8).hexdigest()


def _recorded(round_: SubdistrictRound) -> tuple[int, int]:
    """Differs once something was recorded or taken back."""
    told = round_.findings.aggregate(count=Count("pk"), changes=Sum("version"))
    return told["count"], told["changes"] or 0


def _parsed(
    book: Book, reading: _Reading, *, round: SubdistrictRound, by: User, on: date, at: datetime
) -> ParseResult:
    """The list of this round as plain values, compared with what the round has recorded."""
    bodies = Bodies()
    last_day = round.last_day_on_site(timezone.localdate(at))
    return parse_book(
        book,
        reading.mapping_of(book),
        reference_on=on,
        topic_numbers=round.ruleset.topic_numbers,
        add_workdays=_add_workdays,
        stay=(round.entered_on, last_day) if round.entered_on else None,
        own_names=bodies.names_of(round.subdistrict),
        other_names=bodies.names_of_other_subdistricts(round.subdistrict),
        known=known_findings(round, by=by),
        include_known=True,
        registered=registered_in(round.subdistrict, by=by),
        answers=reading.answers,
    )


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
    round_: SubdistrictRound,  # locked
    parsed: ParseResult,
    errors: list[RowMessage],
    *,
    file: _List,
    by: User,
    on: date,
    at: datetime,
) -> ImportBatch:
    require_recordable(round_, by=by, day=timezone.localdate(at))
    refuse_known(round_, file.sha256)
    batch = ImportBatch(
        round=round_,
        scope=round_.scope,
        blob=file.keep(),
        name=clean_name(file.name),
        rows=parsed.row_count,
        created=len(parsed.findings),
        imported_by=by,
        imported_at=at,
    )
    begin(batch, "import_list.take_in", by=by, on=on, at=at, new={"rows": batch.rows, "sha256": batch.blob.sha256})
    recorder = FindingRecorder(round_, by=by, at=at)
    recorder.subjects.learn(_subjects_of(parsed.findings))
    findings = []
    for row in parsed.findings:
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
            errors.append(RowMessage(row.row, "", str(refusal.reason), row.sheet))
        else:
            findings.append(finding)
    if errors:
        raise _RowsRefused
    recorder.store(findings)
    return batch


def _subjects_of(findings: Iterable[ParsedFinding]) -> dict[str, dict[str, str]]:
    """Names with what the row that names them first says of them."""
    told: dict[str, dict[str, str]] = {}
    for row in findings:
        told.setdefault(row.subject_name, {"credit_code": row.credit_code, "sector": row.sector.strip()})
    return told


@transaction.atomic
def keep_draft(
    *, round: SubdistrictRound, data: bytes, name: str, book: Book, found_on: date, by: User, at: datetime
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
    proposal = propose(book, by=by)
    draft = ImportDraft(scope=round.scope, table=as_plain(book), uploaded_at=at, **facts, **proposal.fields())
    draft.save(force_insert=True)
    record_event("import_list.upload", target=draft, by=by, on=None, at=at, new={"sha256": draft.blob.sha256})
    return draft


def _add_workdays(day: date, count: int) -> date:
    return reckon_from_table(day, Period.parse(f"{count}wd"), roll=False).due_on


def _content_type(data: bytes) -> str:
    if data.startswith(OLD_WORKBOOK_HEAD):
        return "application/vnd.ms-excel"
    return XLSX if data.startswith(b"PK") else "text/csv"


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
