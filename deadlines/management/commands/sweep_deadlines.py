import json

from django.core.management import CommandError
from django.utils import timezone

from core.commands import HouseCommand
from deadlines.command_line import day, one_line_errors
from deadlines.sweep_run import SweepFailed, run_sweep


class Command(HouseCommand):
    help = "Remind and escalate what is due. Prints counts by kind and rung as JSON; exits 1 when a row failed."

    def add_arguments(self, parser):
        one_line_errors(parser)
        parser.add_argument("--on", metavar="DATE", help="act as of this day, such as 2026-03-01; default: today")
        parser.add_argument("--dry-run", action="store_true", help="count, but store and send nothing")

    def handle(self, *, on, dry_run, **options):
        try:
            counts = run_sweep(clock=timezone.now, on=day(on, "--on") if on else None, dry_run=dry_run)
        except SweepFailed as failure:
            self.stdout.write(json.dumps(failure.counts, ensure_ascii=False))
            raise CommandError(str(failure)) from failure
        self.stdout.write(json.dumps(counts, ensure_ascii=False))
