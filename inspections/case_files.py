"""The making of a case file in the background (records/jobs.py): what stands in it, with which names and words.

Each stored file is looked at once more against the log before it goes in (records/sound_files.py); a damaged one stops
the whole. Nothing is held in memory but lists: files stream from the store into the ZIP.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shutil import copyfileobj
from tempfile import NamedTemporaryFile, TemporaryDirectory

from django.core.files.base import File
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.links import target_of
from core.presenters.timeline import TimelineEntry, entry_of
from core.refusals import IllegalMove
from inspections.actions.case_files import keep
from inspections.case_contents import Contents
from inspections.models import CaseFile, SubdistrictRound, Supplement
from inspections.papers.case_transfer import RETENTIONS
from inspections.policies import require_unmade
from inspections.queries.rounds import with_names
from planning.bodies import committee_name, office_name
from records.case_files.book import Book, Entry, Listing, make_book
from records.case_files.contents import Stored
from records.case_files.package import Package, Packed
from records.file_digests import sha256_of
from records.file_names import clean_name
from records.jobs import Made, Progress
from records.models import Job
from records.rendering.errors import CannotRender
from records.sound_files import DamagedFile, sound_file

PAPERS, SCANS, EVIDENCE = "文件", "签章扫描件", "证据"
BOOK, COURSE, README = "卷宗.pdf", "时间线.csv", "README.txt"
# Rows of the log that are read at once.
CHUNK = 1000
_README = """{title}

本压缩包是一次安全生产巡查的案卷，不依赖巡查系统即可查阅和校验。

一、内容
  卷宗.pdf        合订本（PDF/A-2B）：封面、卷内目录、文件、时间线、证据目录，统一编页号
  文件/           制发的文件原件（PDF/A-2A），与制发时逐字节相同
  签章扫描件/     已签字或盖章文件的扫描件
  证据/           证据原件，未作任何改动
  时间线.csv      全部办理记录：时间、经办人、事项、说明
  manifest.json、manifest.csv   每个文件的路径、名称、字节数和SHA-256
  SHA256SUMS      校验值

二、校验
  1.解压到一个空文件夹。
  2.Linux、macOS：在该文件夹内执行 sha256sum -c SHA256SUMS（macOS为 shasum -a 256 -c SHA256SUMS）；
    Windows：对任一文件执行 certutil -hashfile 文件名 SHA256，与SHA256SUMS中的值比对。
  3.压缩包自身的SHA-256记载于《安全生产巡查案卷移交表》，比对一致即整卷未被改动。

三、说明
  问题线索、举报人信息、暗访材料不入本卷，按各自规定保管。
  保管期限：{retention}。制作：{issuer}，{day}。
"""


def make(job: Job, owner: User, progress: Progress) -> Made:
    facts = job.facts
    round_ = with_names(SubdistrictRound.objects.visible_to(owner)).filter(pk=facts["round"]).first()
    supplement = Supplement.objects.visible_to(owner).filter(pk=facts["supplement"]).first()
    if round_ is None or (facts["supplement"] and supplement is None):
        raise Http404
    made = _kept_before(round_, supplement, job) or _make(job, owner, progress, round_, supplement)
    led_to = target_of(made)
    return Made({"done": job.total, "result_kind": led_to.kind, "result_id": led_to.id})


def _kept_before(round_, supplement, job: Job) -> CaseFile | None:
    """What this job kept when it was begun before, where its worker died between that and its last word."""
    kept = CaseFile.objects.standing().filter(round=round_, supplement=supplement, made_by=job.owner_id)
    return kept.filter(made_at__gte=job.asked_at).first() if job.attempts > 1 else None


def _make(job: Job, owner: User, progress: Progress, round_, supplement) -> CaseFile:
    require_unmade(round_, supplement)
    retention, at = job.facts["retention"], timezone.localtime(progress.clock())
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="xuncha-case-")))
        target = stack.enter_context(NamedTemporaryFile(suffix=".zip", dir=folder))
        case = Case(Contents(round_, supplement), folder, retention, at)
        try:
            book = write_case(case, target, progress)
        except DamagedFile as damage:
            raise IllegalMove(_("A file of the case cannot be taken in: %s") % damage) from damage
        except CannotRender as problem:
            raise IllegalMove(str(problem)) from problem
        target.seek(0)
        package, bound = (
            File(target, name="case.zip"),
            File(stack.enter_context(book.file.open("rb")), name="case.pdf"),
        )
        # Before the transaction, in which others wait.
        sha256_of(package), sha256_of(bound)
        papers = len(case.contents.papers)
        return keep(
            round=round_, supplement=supplement, retention=retention, package=package, book=bound, by=owner, at=at,
            figures={"pages": book.pages, "papers": papers, "files": case.files},
        )  # fmt: skip


@dataclass
class Case:
    contents: Contents
    folder: Path
    retention: str
    at: datetime
    files: int = 0

    @property
    def title(self) -> str:
        supplement = self.contents.supplement
        return f"{self.contents.round}安全生产巡查案卷" + (f"（{supplement}）" if supplement else "")


def write_case(case: Case, target, progress: Progress) -> Book:
    """The whole ZIP into `target`; returns the volume that stands in it, too."""
    package = Package(target, at=case.at)
    try:
        evidence, entries = _put_files(case, package, progress.through)
        course = (_row_of(entry_of(event)) for event in case.contents.events.iterator(CHUNK))
        package.add_table(COURSE, ("记录时间", "发生日期", "经办人", "事项", "说明"), course, title="时间线")
        listings = (_course_of(case), _list_of(evidence))
        book = make_book(
            case.folder, cover=_cover(case), papers=entries, listings=listings, responsible=office_name(), at=case.at,
            tell=lambda: progress.tell(progress.job.total),
        )  # fmt: skip
        with book.file.open("rb") as file:
            package.add(BOOK, file, title=case.title, size=book.file.stat().st_size)
        words = {"title": case.title, "retention": RETENTIONS[case.retention], "issuer": office_name()}
        package.add_text(README, _README.format(day=f"{case.at:%Y-%m-%d}", **words), title="说明")
        package.seal(_facts(case, book))
    except BaseException:
        package.abandon()
        raise
    case.files = len(package.packed)
    return book


# --- Files ---------------------------------------------------------------------------------------------------------


def _put_files(case: Case, package: Package, through: Callable) -> tuple[list[tuple], list[Entry]]:
    """Every stored file; what the list of evidence and the catalogue say of them."""
    evidence, entries = [], []
    for stored, title, thing in through(_stored(case.contents)):
        packed = _put(package, stored, title)
        if stored.path.startswith(PAPERS):
            entries.append(_entry_of(thing, _beside(case.folder, stored)))
        else:
            evidence.append((packed, thing))
    return evidence, entries


def _stored(contents: Contents) -> Iterator[tuple[Stored, str, object]]:
    for order, paper in enumerate(contents.papers, start=1):
        name = clean_name(f"{order:03} {paper.full_number} {paper.title}.pdf")
        yield Stored(f"{PAPERS}/{name}", paper, "pdf"), str(paper), paper
        if paper.signed_scan is not None:
            scan = paper.signed_scan
            yield Stored(f"{SCANS}/{order:03} {clean_name(scan.name)}", scan, "blob"), str(paper), scan
    for order, link in enumerate(contents.evidence, start=1):
        yield Stored(f"{EVIDENCE}/{order:04} {clean_name(link.name)}", link, "blob"), link.name, link


def _put(package: Package, stored: Stored, title: str) -> Packed:
    file, size = sound_file(stored.thing, stored.field)
    with file:
        return package.add(stored.path, file, title=title, size=size)


def _beside(folder: Path, stored: Stored) -> Path:
    """A copy of the paper for the volume, which is bound by a process that knows no store."""
    path = folder / f"{stored.thing.pk}.pdf"
    with stored.thing.pdf.file.open("rb") as file, path.open("wb") as out:
        copyfileobj(file, out)
    return path


def _entry_of(paper, path: Path) -> Entry:
    issuer = str(paper.data.get("issuer", ""))
    return Entry(paper.full_number, issuer, paper.title, paper.issued_on.isoformat(), path)


# --- Words ---------------------------------------------------------------------------------------------------------


def _row_of(entry: TimelineEntry) -> tuple[str, ...]:
    at = timezone.localtime(entry.at)
    on = entry.on.isoformat() if entry.on else ""
    return f"{at:%Y-%m-%d %H:%M}", on, entry.actor, str(entry.label), " ".join(entry.reason.split())


def _course_of(case: Case) -> Listing:
    rows = [_row_of(entry_of(event)) for event in case.contents.course.iterator(CHUNK)]
    columns = (("记录时间", 30), ("发生日期", 24), ("经办人", 36), ("事项", 35), ("说明", 40))
    return Listing("时间线", columns, rows, "逐项问题和整改事项的办理记录见压缩包内《时间线.csv》。")


def _list_of(evidence: list[tuple]) -> Listing:
    rows = [
        (packed.path.partition("/")[2], _taken(link), link.uploaded_by.printed_name, str(packed.size), packed.sha256)
        for packed, link in evidence
    ]
    columns = (("名称", 42), ("拍摄（形成）", 25), ("上传人", 24), ("字节数", 16), ("SHA-256", 58))
    return Listing("证据目录", columns, rows, "原件按原样存于压缩包“证据”“签章扫描件”文件夹。")


def _taken(link) -> str:
    return " ".join(filter(None, (link.taken_on.isoformat() if link.taken_on else "", link.place, link.taken_by)))


def _cover(case: Case) -> dict:
    round_, supplement = case.contents.round, case.contents.supplement
    facts = [
        ("全宗单位", committee_name()),
        ("案卷题名", case.title),
        ("巡查组", round_.team.name),
        ("进驻日期", f"{round_.entered_on}至{round_.ended_on}"),
        ("办结日期", str(round_.closed_on or "")),
        ("卷内文件", f"{len(case.contents.papers)}件"),
        ("保管期限", RETENTIONS[case.retention]),
        ("立卷单位", office_name()),
        ("立卷日期", f"{case.at:%Y-%m-%d}"),
    ]
    heading = ["安全生产巡查案卷", *([str(supplement)] if supplement else [])]
    return {"title": case.title, "heading": heading, "facts": facts}


def _facts(case: Case, book: Book) -> dict:
    """What manifest.json says of the case besides its files."""
    round_ = case.contents.round
    return {
        "title": case.title,
        "round": str(round_.pk),
        "made_at": case.at.isoformat(timespec="seconds"),
        "retention": RETENTIONS[case.retention],
        "entered_on": str(round_.entered_on),
        "closed_on": str(round_.closed_on),
        "pages": book.pages,
        "catalogue": [
            {
                "order": line.order, "number": line.entry.number, "responsible": line.entry.responsible,
                "title": line.entry.title, "on": line.entry.on, "pages": line.pages,
            }
            for line in book.lines
        ],
    }  # fmt: skip
