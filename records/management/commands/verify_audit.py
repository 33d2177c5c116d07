"""`manage.py verify_audit`: is the log what was written? (DESIGN §5, §6)"""

import json
import sys
from dataclasses import asdict

from django.core.management import BaseCommand, CommandError

from records.queries.audit_chain import unsealed, verify_chain
from records.tasks import seal_events


class Command(BaseCommand):
    help = (
        "Look for changed, missing, inserted and reordered rows of the event log. Prints "
        '{"checked": …, "bad": […]} and exits 1 when something is bad. What waits for its seal is sealed first, '
        "so that everything looked at is under seal from then on."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--head",
            action="append",
            default=[],
            metavar="BATCH:DIGEST",
            help="the end of a batch as the sealer logged it; shows whether the chain was cut off behind it",
        )
        parser.add_argument("--no-seal", action="store_true", help="only read, as on a copy of the database")

    def handle(self, *, head, no_seal, **options):
        heads = [self.head(words) for words in head]
        if not no_seal:
            seal_events()
        checked, damage = verify_chain(heads=heads)
        self.stdout.write(json.dumps({"checked": checked, "bad": [asdict(one) for one in damage]}))
        if waiting := unsealed().count():
            self.stderr.write(f"{waiting} events have no seal yet.")
        if damage:
            sys.exit(1)

    def head(self, words):
        batch, colon, digest = words.partition(":")
        if not (colon and batch.isdigit() and len(digest) == 64):
            raise CommandError(f"--head wants BATCH:DIGEST as the sealer logged it, not {words!r}.")
        return int(batch), digest
