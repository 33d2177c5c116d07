"""`manage.py backup FILE`: database, files and seals in one archive (DESIGN §6)."""

import json
import sys
import time
from pathlib import Path

from django.core.management import CommandError
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _

from config.backup.problems import BackupProblem, in_one_line
from config.backup.writing import new_file, write_archive
from core.commands import HouseCommand
from records.tasks import seal_events


class Command(HouseCommand):
    help = (
        "Write database, stored files and seals into one archive, while the system runs. Prints JSON; exits 1 when a "
        "stored file was missing or changed (all the rest is in the archive). The secret key is not in it."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--force", action="store_true", help="write over a file of that name")

    def handle(self, *, file, force, **options):
        began = time.monotonic()
        try:
            with new_file(file, overwrite=force) as target:
                # What waits for its seal is sealed first: the digest printed below then stands for the whole log.
                seal_events()
                facts = write_archive(target, at=timezone.now())
        except BackupProblem as problem:
            raise CommandError(str(problem)) from problem
        except (OSError, DatabaseError) as reason:
            words = {"file": file, "reason": in_one_line(reason)}
            raise CommandError(_("No backup was made in %(file)s: %(reason)s") % words) from reason
        self.stdout.write(json.dumps(self.summary(file, facts, time.monotonic() - began), ensure_ascii=False))
        self.stderr.write(
            _(
                "The secret key (XUNCHA_SECRET_KEY, or the file secret_key in XUNCHA_VAR) is not in the archive. "
                "Keep it in another place: without it the seals prove nothing."
            )
        )
        if facts["bad"]:
            self.stderr.write(
                _("%(count)d stored files are missing or changed; see verify_evidence.") % {"count": len(facts["bad"])}
            )
            sys.exit(1)

    def summary(self, file, facts, seconds) -> dict:
        """`bytes` and the numbers under `files` in bytes; `seal` as verify_audit --head takes it."""
        seal = facts["seal"]
        return {
            "file": str(file),
            "bytes": file.stat().st_size,
            "seconds": round(seconds, 1),
            "version": facts["version"],
            "made_at": facts["made_at"],
            "rows": sum(table["rows"] for table in facts["tables"]),
            "tables": {table["model"]: table["rows"] for table in facts["tables"]},
            "files": facts["files"],
            "seal": f"{seal['batch']}:{seal['digest']}" if seal else None,
            "bad": facts["bad"],
        }
