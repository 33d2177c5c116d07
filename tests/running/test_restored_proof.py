"""A restored system says so outside its database, and goes on from where the backup ended (ADR 20)."""

import pytest
from django.core.management import CommandError, call_command

from core.models import AuditEvent
from records import head
from tests.running import backups

pytestmark = pytest.mark.django_db(transaction=True)


def test_restored_system_says_in_its_head_that_it_is_one(archive, settings, capsys):
    """On the machine that was: what its head told is laid aside, with the journal of what was lost since."""
    told = [path.name for path in settings.PROOF_DIR.iterdir()]
    assert "head.jsonl" in told

    backups.run("restore", str(archive.path))

    line = head.last()
    assert (line.kind, line.era) == (head.BEGIN, 2)
    assert f"{line.batch}:{line.digest}" == archive.said["seal"]
    assert line.events == len(archive.picture["core.AuditEvent"])
    assert (settings.PROOF_DIR / "aside" / "1" / "head.jsonl").exists()
    call_command("verify_audit")
    assert f"restored from the backup made at {archive.said['made_at']}" in capsys.readouterr().err


def test_restored_elsewhere_the_head_begins_where_the_backup_ended(archive, settings, tmp_path):
    settings.PROOF_DIR = tmp_path / "proof"

    assert backups.run("restore", str(archive.path))[1] == 0

    assert f"{head.last().batch}:{head.last().digest}" == archive.said["seal"]
    assert backups.run("verify_audit") == ({"checked": len(archive.picture["core.AuditEvent"]), "bad": []}, 0)


def test_restore_refuses_where_the_proof_cannot_be_kept(archive, settings, tmp_path):
    settings.PROOF_DIR = tmp_path / "file" / "proof"
    (tmp_path / "file").touch()

    with pytest.raises(CommandError, match="was not restored"):
        backups.run("restore", str(archive.path))

    assert (AuditEvent.objects.count(), backups.stored_names()) == (0, [])
