import csv

from django.core.management import CommandError
from django.utils import translation

from core.commands import HouseCommand


class Command(HouseCommand):
    help = (
        "Ask every route with every method as every role and relation, and print what was decided beside what "
        "happened. Leaves nothing behind; on SQLite nobody else can store anything while it runs."
    )

    @translation.override("zh-hans")
    def handle(self, *args, **options):
        # What it asks with is the whole product; whoever reads the help needs none of it.
        from desk.access.matrix import HEADER, results, standing_world

        out = csv.writer(self.stdout, lineterminator="\n")
        out.writerow(HEADER)
        wrong = 0
        with standing_world() as here:
            for row in results(here):
                out.writerow(row.cells())
                wrong += not row.is_right
        if wrong:
            raise CommandError(f"{wrong} rows are not as decided.")
