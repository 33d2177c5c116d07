"""The ZIP of a case file, written in one go, whatever its size: each file streams through, its hash is noted, and the
lists of hashes come last."""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.utils import timezone

SUMS, LIST_JSON, LIST_CSV = "SHA256SUMS", "manifest.json", "manifest.csv"
BLOCK = 1024 * 1024


@dataclass(frozen=True)
class Packed:
    """One file of the package: `title` says in words what it is."""

    path: str
    title: str
    size: int
    sha256: str


class Package:
    """Opened on a file, filled, closed by `seal`. Files are kept as they are; only our own texts are compressed."""

    def __init__(self, target: IO[bytes], *, at: datetime) -> None:
        self.packed: list[Packed] = []
        self._zip = ZipFile(target, "w", ZIP_STORED)
        self._time = timezone.localtime(at).timetuple()[:6]

    def add(self, path: str, source: IO[bytes], *, title: str, size: int, kind: int = ZIP_STORED) -> Packed:
        info = ZipInfo(path, self._time)
        info.compress_type, info.file_size, info.external_attr = kind, size, 0o644 << 16
        digest = hashlib.sha256()
        with self._zip.open(info, "w") as out:
            while block := source.read(BLOCK):
                digest.update(block)
                out.write(block)
        packed = Packed(path, title, size, digest.hexdigest())
        self.packed.append(packed)
        return packed

    def add_text(self, path: str, text: str, *, title: str) -> Packed:
        data = text.encode()
        return self.add(path, io.BytesIO(data), title=title, size=len(data), kind=ZIP_DEFLATED)

    def add_table(self, path: str, heads: Iterable[str], rows: Iterable[Iterable[Any]], *, title: str) -> Packed:
        """As CSV that office programs read; streams through memory as text, not as cells."""
        return self.add_text(path, table_text(heads, rows), title=title)

    def seal(self, facts: dict[str, Any]) -> None:
        """Write the lists of what is in it: as JSON with the `facts` of the case, as CSV, as sha256sum reads it."""
        files = [asdict(one) for one in self.packed]
        self.add_text(LIST_JSON, json.dumps({**facts, "files": files}, ensure_ascii=False, indent=1), title="清单")
        rows = ([one["path"], one["title"], one["size"], one["sha256"]] for one in files)
        self.add_table(LIST_CSV, ("路径", "名称", "字节数", "SHA-256"), rows, title="清单")
        sums = "".join(f"{one.sha256}  {one.path}\n" for one in self.packed)
        self.add_text(SUMS, sums, title="校验值")
        self._zip.close()

    def abandon(self) -> None:
        self._zip.close()


def table_text(heads: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    out = io.StringIO()
    out.write("\ufeff")
    lines = csv.writer(out)
    lines.writerow(heads)
    lines.writerows([_plain(cell) for cell in row] for row in rows)
    return out.getvalue()


def _plain(cell: Any) -> str:
    """No cell begins like a formula."""
    text = str(cell)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text


def read_sums(text: str) -> Iterator[tuple[str, str]]:
    """Path and hash of each line. Raises ValueError for a line that is none."""
    for line in filter(None, text.splitlines()):
        sha256, blank, path = line[:64], line[64:66], line[66:]
        if blank not in ("  ", " *") or len(sha256) != 64 or not path:
            raise ValueError(line[:80])
        yield path, sha256
