"""On SQLite the folder and the database are their owner's alone, from the start."""

import os
import stat

import pytest

from config.private_files import keep_private, open_to_others


@pytest.fixture(autouse=True)
def _umask():
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_folder_and_database_are_closed_to_others(tmp_path):
    folder, database = tmp_path / "var", tmp_path / "var" / "xuncha.sqlite3"
    folder.mkdir(mode=0o755)
    for name in ("", "-wal"):
        (folder / f"{database.name}{name}").touch(mode=0o644)
    assert open_to_others(folder, str(database)) == [folder, database, folder / f"{database.name}-wal"]

    keep_private(folder, str(database))
    (folder / "later").touch()

    assert mode(folder) == 0o700
    assert mode(database) == mode(folder / f"{database.name}-wal") == mode(folder / "later") == 0o600
    assert open_to_others(folder, str(database)) == []


def test_database_elsewhere_is_looked_at_by_itself(tmp_path):
    folder, database = tmp_path / "var", tmp_path / "elsewhere.sqlite3"
    folder.mkdir(mode=0o700)
    database.touch(mode=0o644)

    assert open_to_others(folder, str(database)) == [database]


def test_new_system_has_nothing_to_close(tmp_path):
    keep_private(tmp_path / "new", None)
    assert mode(tmp_path / "new") == 0o700
