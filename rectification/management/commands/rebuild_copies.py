import json
from itertools import islice

from django.core.management import CommandError

from core.commands import HouseCommand
from deadlines.actions.looks import rebuild_looks
from deadlines.looks import late_looks
from deadlines.models import Deadline
from inspections.actions import copies as of_findings
from inspections.copies import wrong_copies as wrong_findings
from rectification.actions import copies as of_items
from rectification.actions.loose import rebuild_loose
from rectification.copies import in_other_scopes
from rectification.copies import wrong_copies as wrong_items
from rectification.queries.matters import wrongly_loose

# Of wrong rows named in the answer; how many there are is told besides.
MOST_NAMED = 100


class Command(HouseCommand):
    help = (
        "Write anew what findings and items keep of their rounds for the lists, and deadlines for the sweep; --check "
        "only compares, exit 1 where they differ."
    )

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="change nothing; list what is wrong")

    def handle(self, *args, check: bool, **options):
        if not check:
            self._say(
                {
                    "rounds": of_findings.rebuild_copies(),
                    "cases": of_items.rebuild_copies(),
                    "deadlines": rebuild_looks(),
                    "matters": rebuild_loose(),
                }
            )
            return
        wrong = {"finding": wrong_findings(), "item": wrong_items(), **in_other_scopes()}
        not_kept, no_longer_so = wrongly_loose()
        late = [{"kind": "deadline", "id": deadline.pk} for deadline in islice(late_looks(), MOST_NAMED)]
        bad = [
            {"kind": kind, "id": key}
            for kind, rows in (*wrong.items(), ("matter", not_kept), ("matter", no_longer_so))
            for key in rows.values_list("pk", flat=True)[:MOST_NAMED]
        ] + late
        checked = sum(model.objects.count() for model in (Deadline, *(rows.model for rows in wrong.values())))
        self._say({"checked": checked, "bad": bad})
        if bad:
            raise CommandError("Rows keep what is not so; rebuild_copies without --check mends them.")

    def _say(self, facts):
        self.stdout.write(json.dumps(facts, default=str))
