"""`manage.py verify_audit`: is the log what was written? (DESIGN §5, §6)"""

import json
import sys
from dataclasses import asdict

from django.core.management import CommandError

from core.commands import HouseCommand
from records.queries.audit_log import verify_log


class Command(HouseCommand):
    help = (
        "Look for changed, missing, inserted and reordered rows of the event log, and compare it with what is kept "
        'outside the database. Prints {"checked": …, "bad": […]} and exits 1 when something is bad. Writes nothing: '
        "seal_events seals."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--head",
            action="append",
            default=[],
            metavar="BATCH:DIGEST",
            help="one more end of a batch, as the daily message, a backup or the log of the server tells it",
        )
        parser.add_argument("--no-seal", action="store_true", help="means nothing any more: this command never seals")

    def handle(self, *, head, **options):
        report = verify_log(heads=[self.head(words) for words in head])
        self.stdout.write(json.dumps({"checked": report.checked, "bad": [asdict(one) for one in report.damage]}))
        for note in report.notes:
            self.stderr.write(note)
        if report.damage:
            sys.exit(1)

    def head(self, words):
        batch, colon, digest = words.partition(":")
        if not (colon and batch.isdigit() and len(digest) == 64):
            raise CommandError(f"--head wants BATCH:DIGEST as the sealer logged it, not {words!r}.")
        return int(batch), digest
