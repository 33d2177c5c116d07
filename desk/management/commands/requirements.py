import csv
import subprocess
import sys

from django.conf import settings

from core.commands import HouseCommand
from desk.requirement_rows import outcomes, rows, status


class Command(HouseCommand):
    help = "Every row of the regulation with its tests and their last outcome, as CSV."

    def add_arguments(self, parser):
        parser.add_argument("--run", action="store_true", help="run the marked tests first")

    def handle(self, *args, run, **options):
        if run:
            subprocess.run(
                [sys.executable, "-m", "pytest", "-q", "-m", "requirement and not services and not browser"],
                cwd=settings.BASE_DIR,
                stdout=sys.stderr,
                check=False,
            )
        known = outcomes()
        writer = csv.writer(self.stdout, lineterminator="\n")
        writer.writerow(["row", "clause", "tests", "status"])
        for row in rows():
            results = known.get(row.row, {})
            writer.writerow([row.row, row.clause, " ".join(sorted(results)), status(results)])
