import json

from django.core.management.base import BaseCommand, CommandError

from deadlines.command_line import day, one_line_errors
from deadlines.tasks import SweepFailed, run_sweep


class Command(BaseCommand):
    help = "Remind and escalate what is due. Prints counts by kind and rung as JSON; exits 1 when a row failed."

    def add_arguments(self, parser):
        one_line_errors(parser)
        parser.add_argument("--on", metavar="DATE", help="act as of this day, such as 2026-03-01; default: today")
        parser.add_argument("--dry-run", action="store_true", help="count, but store and send nothing")

    def handle(self, *, on, dry_run, **options):
        try:
            counts = run_sweep(on=day(on, "--on") if on else None, dry_run=dry_run)
        except SweepFailed as failure:
            self.stdout.write(json.dumps(failure.counts, ensure_ascii=False))
            raise CommandError(str(failure)) from failure
        self.stdout.write(json.dumps(counts, ensure_ascii=False))
