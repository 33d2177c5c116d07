"""Files of a system on SQLite are its owner's alone: they hold leads, papers and password hashes."""

import os
import stat
from pathlib import Path

FOLDER_MODE, FILE_MODE = 0o700, 0o600
# What SQLite keeps beside the database while it works.
_COMPANIONS = ("", "-wal", "-shm", "-journal")


def keep_private(folder: Path, database: str | None) -> None:
    """Close the folder and the database to everybody else, and whatever this process makes from now on."""
    os.umask(0o077)
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(FOLDER_MODE)
    for path in _database_files(database):
        path.chmod(FILE_MODE)


def open_to_others(folder: Path, database: str | None) -> list[Path]:
    """Those of the two that others on this machine may read or write; a folder that is closed closes what is in it."""
    if folder.exists() and not _is_open(folder):
        return [path for path in _database_files(database) if folder not in path.parents and _is_open(path)]
    return [path for path in (folder, *_database_files(database)) if path.exists() and _is_open(path)]


def _database_files(database: str | None) -> list[Path]:
    return [path for each in _COMPANIONS if database and (path := Path(f"{database}{each}")).exists()]


def _is_open(path: Path) -> bool:
    return bool(stat.S_IMODE(path.stat().st_mode) & 0o077)
