import json

from django.core.management import CommandError
from django.utils import timezone

from core.commands import HouseCommand
from planning.actions.grants import rebuild_all
from planning.queries.grants import differences, round_scope_ids


class Command(HouseCommand):
    help = "Make the grants on rounds what the memberships say; --check only compares, exit 1 where they differ."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="change nothing; list what is forged or missing")

    def handle(self, *args, check: bool, **options):
        now = timezone.now()
        if not check:
            self._say({"changed": rebuild_all(by=None, at=now)})
            return
        scope_ids = round_scope_ids()
        bad = differences(scope_ids, timezone.localdate(now))
        self._say({"checked": len(scope_ids), "bad": bad})
        if bad:
            raise CommandError(
                f"{len(bad)} grants differ from the memberships; rebuild_grants without --check mends them."
            )

    def _say(self, facts):
        self.stdout.write(json.dumps(facts, ensure_ascii=False, default=str))
