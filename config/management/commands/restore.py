"""`manage.py restore FILE`: an archive of `backup` into an empty system (DESIGN §6)."""

import json
import sys
import time
from pathlib import Path

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _

from config.backup.problems import BackupProblem, in_one_line
from config.backup.reading import Archive
from config.backup.restoring import begin_proof, require_empty, restore, verify
from core.commands import HouseCommand


class Command(HouseCommand):
    help = (
        "Restore an archive of `backup` into an empty system, on whatever database: looks the archive through before "
        "anything is written, migrates, restores all or nothing, then verifies log and files. Prints JSON; exits 1 "
        "when something is bad."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--other-key",
            action="store_true",
            help="although it was made under another secret key; the event log can then no longer be proven",
        )

    def handle(self, *, file, other_key, **options):
        began = time.monotonic()
        try:
            with file.open("rb") as source:
                archive = Archive(source, other_key=other_key)
                settings.VAR.mkdir(parents=True, exist_ok=True)
                require_empty()
                # What cannot be written is found before anything is.
                settings.PROOF_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
                archive.check()
                # Puts the append-only triggers in place, too; they let rows in and never out.
                call_command("migrate", interactive=False, verbosity=0)
                restore(archive)
                begin_proof(archive, at=timezone.now())
                found = verify(archive)
        except BackupProblem as problem:
            raise CommandError(str(problem)) from problem
        except (OSError, DatabaseError) as reason:
            words = {"file": file, "reason": in_one_line(reason)}
            raise CommandError(_("%(file)s was not restored: %(reason)s") % words) from reason
        self.stdout.write(json.dumps(self.summary(archive.facts, found, time.monotonic() - began), ensure_ascii=False))
        if any(each["bad"] for each in found.values()):
            self.stderr.write(
                _("Everything was restored, but not all of it can be proven; see verify_audit and verify_evidence.")
            )
            sys.exit(1)

    def summary(self, facts, found, seconds) -> dict:
        return {
            "version": facts["version"],
            "made_at": facts["made_at"],
            "seconds": round(seconds, 1),
            "rows": sum(table["rows"] for table in facts["tables"]),
            "tables": {table["model"]: table["rows"] for table in facts["tables"]},
            "files": facts["files"],
            **found,
        }
