import json

from django.core.management import CommandError

from core.commands import HouseCommand
from inspections.actions import copies as of_findings
from inspections.copies import wrong_copies as wrong_findings
from rectification.actions import copies as of_items
from rectification.copies import wrong_copies as wrong_items

# Of wrong rows named in the answer; how many there are is told besides.
MOST_NAMED = 100


class Command(HouseCommand):
    help = (
        "Write anew what findings and items keep of their rounds for the lists; --check only compares, exit 1 where "
        "they differ."
    )

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="change nothing; list what is wrong")

    def handle(self, *args, check: bool, **options):
        if not check:
            self._say({"rounds": of_findings.rebuild_copies(), "cases": of_items.rebuild_copies()})
            return
        wrong = {"finding": wrong_findings(), "item": wrong_items()}
        bad = [
            {"kind": kind, "id": key}
            for kind, rows in wrong.items()
            for key in rows.values_list("pk", flat=True)[:MOST_NAMED]
        ]
        self._say({"checked": sum(rows.model.objects.count() for rows in wrong.values()), "bad": bad})
        if bad:
            raise CommandError("Rows keep what their rounds do not say; rebuild_copies without --check mends them.")

    def _say(self, facts):
        self.stdout.write(json.dumps(facts, default=str))
