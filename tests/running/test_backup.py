"""`backup` and `restore`: what comes back is what was there, or nothing comes (DESIGN §6)."""

import json
import stat
import time
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection

from accounts.models import Scope, Unit, User
from accounts.models.unit import UnitKind
from config.backup import manifest, restoring, tables, writing
from core.models import AuditEvent
from records.models import Blob, IssuedDocument
from tests.accounts.builders import PASSWORD
from tests.races import run_at_once
from tests.records.triggers import drop_triggers, execute
from tests.running import backups

pytestmark = pytest.mark.django_db(transaction=True)


def refused(path, words, *options):
    """Refused in one line, and nothing written."""
    with pytest.raises(CommandError, match=words) as found:
        backups.run("restore", str(path), *options)
    assert "\n" not in str(found.value)
    assert (User.objects.count(), Unit.objects.count(), AuditEvent.objects.count()) == (0, 0, 0)
    assert backups.stored_names() == []


# --- There and back ----------------------------------------------------------------------------------------------


def test_restored_system_is_the_one_backed_up(archive, client):
    said, status = backups.run("restore", str(archive.path))

    assert status == 0
    assert backups.picture() == archive.picture
    assert backups.files() == archive.files
    assert all(archive.files.values())
    assert said["tables"] == {label: len(rows) for label, rows in archive.picture.items()}
    assert said["audit"] == {"checked": len(archive.picture["core.AuditEvent"]), "bad": 0}
    assert said["evidence"] == {"checked": len(archive.files), "bad": 0}
    batch, digest = archive.said["seal"].split(":")
    assert backups.run("verify_audit", "--head", f"{batch}:{digest}")[0]["bad"] == []


def test_restored_system_goes_on(archive, client, at):
    """The log is closed, ids and numbers go on where they were, and people sign in."""
    drop_triggers()
    backups.run("restore", str(archive.path))
    last = IssuedDocument.objects.get(series=backups.SERIES)

    with pytest.raises(DatabaseError, match="append-only"):
        execute("UPDATE core_auditevent SET actor_name = %s", "他人")
    scope = Scope.objects.create(kind="round", label="新")
    assert scope.pk > max(row[0] for row in archive.picture["accounts.Scope"])
    here = {"subject": last.addressee or Unit.objects.first(), "scope": last.scope, "by": User.objects.first()}
    assert backups.number_notice({**here, "at": at}).number == last.number + 1
    person = User.objects.get(username="xingren-director")
    answer = client.post("/sign-in/", {"username": person.username, "password": PASSWORD})
    assert (answer.status_code, client.session["_auth_user_id"]) == (302, str(person.pk))


def across_engines(archive, tmp_path):
    """Into an empty SQLite file through processes of their own, out of it again, and back into the test's database."""
    var = tmp_path / "var"

    restored = backups.manage(var, "restore", archive.path)
    assert restored.returncode == 0, restored.stderr
    assert json.loads(restored.stdout)["audit"]["bad"] == 0
    again = backups.manage(var, "backup", tmp_path / "again.zip")
    assert again.returncode == 0, again.stderr
    assert json.loads(again.stdout)["seal"] == archive.said["seal"]

    assert backups.run("restore", str(tmp_path / "again.zip"))[1] == 0
    assert backups.picture() == archive.picture
    assert backups.files() == archive.files


def test_archive_restores_into_another_folder(archive, tmp_path):
    across_engines(archive, tmp_path)


@pytest.mark.services
def test_archive_restores_from_postgresql_on_sqlite_and_back(archive, tmp_path):
    assert connection.vendor == "postgresql", "set XUNCHA_TEST_DATABASE_URL"

    across_engines(archive, tmp_path)


@pytest.mark.services
def test_restored_on_postgresql_ids_and_numbers_go_on(archive, client, at):
    assert connection.vendor == "postgresql", "set XUNCHA_TEST_DATABASE_URL"

    test_restored_system_goes_on(archive, client, at)


# --- The archive -------------------------------------------------------------------------------------------------


def test_archive_is_for_its_owner_alone_and_holds_no_key(source, settings):
    assert stat.S_IMODE(source.path.stat().st_mode) == 0o600
    with ZipFile(source.path) as parts:
        contents = [parts.read(name) for name in parts.namelist()]
    assert not [content for content in contents if settings.SECRET_KEY.encode() in content]
    assert not [content for content in contents if b"session_key" in content]
    assert source.said["bytes"] == source.path.stat().st_size
    assert source.said["files"] == {"count": len(source.files), "bytes": sum(map(len, source.files.values()))}


def test_backup_overwrites_only_when_told(source):
    before = source.path.read_bytes()

    with pytest.raises(CommandError, match="there already"):
        backups.run("backup", str(source.path))

    assert source.path.read_bytes() == before
    assert backups.run("backup", str(source.path), "--force")[1] == 0
    assert source.path.read_bytes() != before


@pytest.mark.parametrize(("name", "words"), [("", "is a folder"), ("no/such/xuncha.zip", "No such file")])
def test_backup_says_where_it_cannot_write(db, tmp_path, name, words):
    with pytest.raises(CommandError, match=words):
        backups.run("backup", str(tmp_path / name))


def test_backup_that_fails_leaves_the_former_one(source, monkeypatch):
    before = source.path.read_bytes()

    def full(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing, "_write_file", full)
    with pytest.raises(CommandError, match="No space left"):
        backups.run("backup", str(source.path), "--force")

    assert source.path.read_bytes() == before
    assert [path.name for path in source.path.parent.iterdir()] == [source.path.name]


def test_backup_is_of_one_moment_and_holds_up_nobody(source, tmp_path, monkeypatch):
    """Somebody adds a unit while the tables are read: he does not wait, and his row is not in the archive."""
    waited = []

    def write(*args):
        if not waited:
            began = time.monotonic()
            (found,) = run_at_once(
                lambda _index: Unit.objects.create(name="新街道", short_name="新", kind=UnitKind.SUBDISTRICT),
                threads=1,
            )
            assert isinstance(found, Unit), found
            waited.append(time.monotonic() - began)
        return write_table(*args)

    write_table = writing._write_table
    monkeypatch.setattr(writing, "_write_table", write)
    said, _status = backups.run("backup", str(tmp_path / "second.zip"))

    assert Unit.objects.filter(short_name="新").exists()
    assert said["tables"]["accounts.Unit"] == source.said["tables"]["accounts.Unit"] == Unit.objects.count() - 1
    assert waited[0] < 5


@pytest.mark.services
def test_backup_on_postgresql_is_of_one_moment(source, tmp_path, monkeypatch):
    assert connection.vendor == "postgresql", "set XUNCHA_TEST_DATABASE_URL"

    test_backup_is_of_one_moment_and_holds_up_nobody(source, tmp_path, monkeypatch)


def test_lost_and_changed_files_are_told_and_the_rest_is_kept(source, tmp_path):
    lost, changed = Blob.objects.order_by("pk")[:2]
    default_storage.delete(lost.file.name)
    with default_storage.open(changed.file.name, "wb") as file:
        file.write(b"something else")
    path = tmp_path / "second.zip"

    said, status = backups.run("backup", str(path))

    assert status == 1
    assert [(each["sha256"], each["problem"]) for each in said["bad"]] == [
        (lost.sha256, "missing"),
        (changed.sha256, "changed"),
    ]
    backups.empty_everything()
    restored, status = backups.run("restore", str(path))
    assert (restored["evidence"], status) == ({"checked": len(source.files), "bad": 2}, 1)
    assert backups.picture() == source.picture
    assert {each["problem"] for each in backups.run("verify_evidence")[0]["bad"]} == {"missing", "changed"}


# --- What is refused ---------------------------------------------------------------------------------------------


def test_restore_refuses_a_system_in_use(source):
    with pytest.raises(CommandError, match="not empty"):
        backups.run("restore", str(source.path))

    assert backups.picture() == source.picture


def test_restore_refuses_where_only_the_log_is_left(archive, at):
    execute(
        "INSERT INTO core_auditevent (actor_name, verb, target_kind, target_id, old, new, reason, at, address)"
        " VALUES ('', 'unit.create', '', '', '{}', '{}', '', %s, '')",
        at,
    )

    with pytest.raises(CommandError, match="not empty"):
        backups.run("restore", str(archive.path))

    assert (AuditEvent.objects.count(), User.objects.count(), backups.stored_names()) == (1, 0, [])


def test_restore_gives_way_to_who_begins_meanwhile(archive, monkeypatch):
    """The first account is opened while the files come back."""

    def restore_file(*args):
        User.objects.get_or_create(username="first", role="security_admin")
        return put(*args)

    put = restoring._restore_file
    monkeypatch.setattr(restoring, "_restore_file", restore_file)
    with pytest.raises(CommandError, match="not empty"):
        backups.run("restore", str(archive.path))

    assert (User.objects.get().username, backups.stored_names()) == ("first", [])


def drop_a_file(parts, facts):
    parts[next(name for name in parts if name.startswith("files/"))] = None


def change_a_file(parts, facts):
    parts[next(name for name in parts if name.startswith("files/"))] = b"something else"


def change_a_row(parts, facts):
    name = "tables/core.AuditEvent.jsonl"
    parts[name] = parts[name].replace(b"office", b"offixe")


def drop_a_table(parts, facts):
    parts["tables/records.SealEntry.jsonl"] = None


def add_a_part(parts, facts):
    parts["files/extra"] = b"."


def change_the_manifest(parts, facts):
    facts["made_at"] = "2020-01-01"


def forget_the_manifest(parts, facts):
    facts["kind"] = "of something else"


def test_archive_that_was_changed_is_refused(archive, tmp_path):
    for change, words in [
        (drop_a_file, "the part files/"),
        (change_a_file, "the part files/"),
        (change_a_row, "core.AuditEvent.jsonl"),
        (drop_a_table, "records.SealEntry.jsonl"),
        (add_a_part, "parts are missing or strange"),
        (change_the_manifest, "another secret key, or its manifest was changed"),
        (forget_the_manifest, "not a backup of Xuncha"),
    ]:
        refused(backups.rewritten(archive.path, tmp_path / "changed.zip", change), words)


def test_archive_that_was_damaged_is_refused(archive, tmp_path):
    whole = archive.path.read_bytes()
    table = whole.index(b"tables/core.AuditEvent.jsonl") + 400
    stored = whole.index(b"files/") + 200
    for content, words in [
        (whole[: len(whole) // 2], "damaged or incomplete"),
        (whole[:-30], "damaged or incomplete"),
        (whole[:table] + b"\0\0\0\0" + whole[table + 4 :], "damaged"),
        (whole[:stored] + bytes([whole[stored] ^ 1]) + whole[stored + 1 :], "damaged"),
        (b"", "not a backup of Xuncha"),
        (b"Dear all,", "not a backup of Xuncha"),
    ]:
        path = tmp_path / "damaged.zip"
        path.write_bytes(content)
        refused(path, words)
    with ZipFile(tmp_path / "foreign.zip", "w") as foreign:
        foreign.writestr("letter.txt", "Dear all,")
    refused(tmp_path / "foreign.zip", "not a backup of Xuncha")
    refused(tmp_path / "none.zip", "No such file")


def test_archive_of_another_version_is_refused(archive, tmp_path):
    def newer(parts, facts):
        facts["migrations"].append("records.0999_later")
        facts["version"] = "9.9"

    def older(parts, facts):
        facts["migrations"].remove("records.0001_initial")

    def strange(parts, facts):
        facts["tables"][0]["columns"].append("colour")

    for change, words in [
        (newer, "newer version, 9.9"),
        (older, "older version"),
        (strange, "tables are not those of this code"),
    ]:
        refused(backups.rewritten(archive.path, tmp_path / "other.zip", change, sign=True), words)


def test_archive_of_a_later_format_is_refused(archive, tmp_path, monkeypatch):
    monkeypatch.setattr(manifest, "FORMAT", 2)
    path = backups.rewritten(archive.path, tmp_path / "later.zip", lambda parts, facts: facts.update(format=2))
    monkeypatch.undo()

    refused(path, "newer version")


def test_rows_that_do_not_fit_leave_nothing_behind(archive, tmp_path):
    """Found at the insert, or by the foreign keys at the end; the files, stored by then, go too."""

    def with_rows(label, change):
        def changed(parts, facts):
            name = f"tables/{label}.jsonl"
            parts[name] = change(parts[name].splitlines(keepends=True))
            (table,) = (table for table in facts["tables"] if table["model"] == label)
            table["sha256"] = writing.hashlib.sha256(parts[name]).hexdigest()

        return backups.rewritten(archive.path, tmp_path / "changed.zip", changed, sign=True)

    refused(
        with_rows("accounts.User", lambda rows: b"".join([*rows, rows[0]])), "does not take the rows of accounts.User"
    )
    refused(with_rows("planning.Ruleset", lambda rows: b""), "do not fit together")


def test_archive_of_another_key_comes_back_only_when_told(archive, settings):
    settings.SECRET_KEY = "another"
    refused(archive.path, "another secret key")

    said, status = backups.run("restore", str(archive.path), "--other-key")

    assert status == 1
    assert said["audit"]["bad"] >= said["audit"]["checked"] > 0
    assert backups.picture() == archive.picture


def test_archive_of_a_former_key_is_ours(archive, settings):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]

    assert backups.run("restore", str(archive.path))[1] == 0


def test_leftover_file_of_the_same_name_is_let_be(archive):
    names = tables.columns(Blob)
    name = archive.picture["records.Blob"][0][names.index("file")]
    default_storage.save(name, ContentFile(b"leftover"))

    assert backups.run("restore", str(archive.path))[1] == 0

    assert backups.files() == archive.files
    with default_storage.open(name) as file:
        assert file.read() == b"leftover"


def test_commands_are_listed_with_help(capsys):
    for name in ("backup", "restore"):
        with pytest.raises(SystemExit):
            call_command(name, "--help")
        assert "FILE" in capsys.readouterr().out
