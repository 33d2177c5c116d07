"""Is a case file what it was when it was made? Asked of the file alone; no database, no row of ours."""

import hashlib
import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from records.case_files.package import BLOCK, SUMS, read_sums

MISSING, CHANGED, UNLISTED, DOUBLE = "missing", "changed", "unlisted", "double"


class NoCaseFile(Exception):  # noqa: N818
    """The file is no package of ours, or cannot be read; its words are for whoever asked."""


@dataclass(frozen=True)
class Damage:
    path: str
    problem: str


def verify(file: Path) -> tuple[int, list[Damage]]:
    """How many files were read through, and what is wrong with which. Raises NoCaseFile."""
    try:
        with zipfile.ZipFile(file) as package:
            return _verified(package)
    except (OSError, zipfile.BadZipFile) as error:
        raise NoCaseFile(f"{file} cannot be read as a ZIP file: {error}") from error
    except KeyError:
        raise NoCaseFile(f"{file} holds no {SUMS}: it is no case file.") from None
    except ValueError as error:
        raise NoCaseFile(f"{SUMS} in {file} cannot be read: {error}") from error


def _verified(package: zipfile.ZipFile) -> tuple[int, list[Damage]]:
    listed = dict(read_sums(package.read(SUMS).decode()))
    names = Counter(package.namelist())
    damage = [Damage(name, DOUBLE) for name, count in names.items() if count > 1]
    damage += [Damage(name, UNLISTED) for name in names if name not in listed and name != SUMS]
    for path, sha256 in listed.items():
        if path not in names:
            damage.append(Damage(path, MISSING))
        elif _sha256_of(package, path) != sha256:
            damage.append(Damage(path, CHANGED))
    return len(listed), damage


def _sha256_of(package: zipfile.ZipFile, path: str) -> str:
    digest = hashlib.sha256()
    try:
        with package.open(path) as file:
            while block := file.read(BLOCK):
                digest.update(block)
    except (zipfile.BadZipFile, EOFError, NotImplementedError):
        return ""
    return digest.hexdigest()
