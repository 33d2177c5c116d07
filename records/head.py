"""Where the chain of seals ends, in a file outside the database it proves: a signed line for each batch (ADR 20).

Each line's mark is chained to the line before, so none can be changed, or dropped from the middle. Lines dropped from
the end, or the whole file, are missed as long as the database goes on; who cuts both needs the machine and the
database, and is found by a line kept elsewhere: the daily message, the copies, the seal of a backup.
The first line is of kind `begin`. Where a file has to be begun anew, the former one is laid aside and never deleted,
and the new one is of the next era and says why.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from django.conf import settings

from core import journal
from core.marks import GENESIS, line_mark_fits, line_mark_of
from records.models import SealEntry

BEGIN, SEAL = "begin", "seal"
_TAIL = 8192


@dataclass(frozen=True)
class HeadLine:
    """The end of the chain after `batch`: how many events are under seal, the highest id of an event among them, and
    the last digest. `at` is that of the youngest event of the batch, or the instant of a new beginning."""

    kind: str
    era: int
    batch: int
    events: int
    top: int
    digest: str
    at: str = ""
    reason: str = ""
    mark: str = ""

    @property
    def facts(self) -> list:
        return [value for name, value in asdict(self).items() if name != "mark"]

    def signed(self, before: str) -> "HeadLine":
        return replace(self, mark=line_mark_of(self.facts, before=before))

    def fits(self, before: str) -> bool:
        return line_mark_fits(self.mark, self.facts, before=before)


class HeadProblem(Exception):  # noqa: N818
    """The head and the chain do not fit together; the sealer waits until somebody has looked."""


def path() -> Path:
    return settings.PROOF_DIR / "head.jsonl"


def _lock_path() -> Path:
    return settings.PROOF_DIR / "lock"


@contextmanager
def locked() -> Iterator[None]:
    """Alone with head and journal, so that whoever looks sees chain and head of one moment. Makes the folder."""
    settings.PROOF_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(_lock_path(), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


@contextmanager
def held_still() -> Iterator[None]:
    """While somebody looks, nobody seals. Writes nothing: where nobody ever sealed there is nothing to hold."""
    try:
        handle = os.open(_lock_path(), os.O_RDONLY)
    except FileNotFoundError:
        yield
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_SH)
        yield
    finally:
        os.close(handle)


def note_run() -> None:
    """The sealer has run to its end; `last_run` tells when."""
    os.utime(_lock_path())


def last_run() -> float | None:
    """When the sealer last ran to its end, or, before its first run, when the first event was kept; in seconds."""
    for place in (_lock_path(), journal.folder()):
        with suppress(FileNotFoundError):
            return place.stat().st_mtime
    return None


def has_begun() -> bool:
    return _lock_path().exists()


def misfit(line: HeadLine | None, end: SealEntry | None) -> str:
    """Why the chain does not end where the head says, "" where it does. One batch without its line is no misfit: it
    comes before its line."""
    if line is None:
        return "the head is missing" if end else ""
    batch, digest = (end.batch, end.digest) if end else (0, GENESIS)
    if batch < line.batch or (batch == line.batch and digest != line.digest):
        return f"the chain was cut: it ends in batch {batch}, and by the head it went on to batch {line.batch}"
    if batch > line.batch + 1:
        return f"the head is behind: it ends with batch {line.batch}, and the chain goes on to batch {batch}"
    return ""


def read() -> tuple[list[HeadLine], bool]:
    """The lines from the first on as far as each follows from the one before, and whether that is all of them."""
    try:
        raw = path().read_bytes()
    except FileNotFoundError:
        return [], True
    lines: list[HeadLine] = []
    before = GENESIS
    for words in _whole_lines(raw):
        line = _parsed(words)
        if line is None or not line.fits(before) or (line.kind == BEGIN) != (not lines):
            return lines, False
        lines.append(line)
        before = line.mark
    return lines, True


def last() -> HeadLine | None:
    """The last line. Raises HeadProblem where it does not follow from the one before."""
    try:
        with path().open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - _TAIL))
            found = _whole_lines(file.read())
    except FileNotFoundError:
        return None
    if not found:
        return None
    line = _parsed(found[-1])
    former = _parsed(found[-2]) if len(found) > 1 else None
    before = GENESIS if line and line.kind == BEGIN else former.mark if former else None
    if line is None or before is None or not line.fits(before):
        raise HeadProblem("the last line of the head was changed")
    return line


def told() -> str:
    """The end of the chain as `verify_audit --head` takes it, BATCH:DIGEST, to be kept wherever a paper or page is
    kept; "" where nothing is sealed, or the head is damaged, which /ready/ tells."""
    try:
        line = last()
    except HeadProblem:
        return ""
    return f"{line.batch}:{line.digest}" if line is not None and line.batch else ""


def add(line: HeadLine, *, after: HeadLine) -> HeadLine:
    line = line.signed(after.mark)
    _append(line)
    return line


def begin(*, batch: int, events: int, top: int, digest: str, at: datetime | None = None, reason: str = "") -> HeadLine:
    """A new file, under the lock. With a reason it is not the first: what was there is laid aside, and the journal of
    that time with it."""
    if reason:
        _lay_aside()
    era = 1 + max([0, *_former_eras(), *(line.era for line in _all_copies())])
    line = HeadLine(BEGIN, era, batch, events, top, digest, at.isoformat() if at else "", reason).signed(GENESIS)
    _append(line)
    return line


def _aside() -> Path:
    return settings.PROOF_DIR / "aside"


def _former_eras() -> list[int]:
    return [int(each.name) for each in _aside().glob("*")]


def _lay_aside() -> None:
    if there := [each for each in (path(), *journal.files()) if each.exists()]:
        place = _aside() / str(1 + max([0, *_former_eras()]))
        place.mkdir(mode=0o700, parents=True)
        for each in there:
            each.rename(place / each.name)


def _append(line: HeadLine) -> None:
    """On the disk before anybody goes on. A line that a power cut tore was never one, and gives way."""
    words = json.dumps(asdict(line), ensure_ascii=False).encode() + b"\n"
    with open(os.open(path(), os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _TAIL))
        end = size - len(file.read().rpartition(b"\n")[2])
        file.truncate(end)
        file.seek(end)
        file.write(words)
        file.flush()
        os.fsync(file.fileno())


def _whole_lines(raw: bytes) -> list[bytes]:
    return raw.split(b"\n")[:-1]


def _parsed(words: bytes) -> HeadLine | None:
    try:
        return HeadLine(**json.loads(words))
    except (ValueError, TypeError):
        return None


# --- Copies in another place -------------------------------------------------------------------------------------


def copy_out(line: HeadLine) -> bool:
    """Lay the line into the store of copies, once; returns whether it is new there. Raises OSError."""
    if not settings.HEAD_COPY_DIR:
        return False
    try:
        with (Path(settings.HEAD_COPY_DIR) / f"head-{line.era:04}-{line.batch:08}.json").open("x") as file:
            file.write(json.dumps(asdict(line), ensure_ascii=False))
    except FileExistsError:
        return False
    return True


def copies(era: int) -> list[HeadLine]:
    """The lines of this era in the store of copies."""
    return [line for line in _all_copies() if line.era == era]


def _all_copies() -> list[HeadLine]:
    if not settings.HEAD_COPY_DIR:
        return []
    found = sorted(Path(settings.HEAD_COPY_DIR).glob("head-*.json"))
    return [line for each in found if (line := _parsed(each.read_bytes()))]
