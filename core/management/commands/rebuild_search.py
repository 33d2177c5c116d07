import json
from typing import Any

from django.core.management import CommandError
from django.core.management.base import CommandParser
from django.db import connection, transaction

from core.commands import HouseCommand
from core.engines import engine
from core.searching import tables

# Of wrong rows named in the answer for each table.
MOST_NAMED = 100


class Command(HouseCommand):
    help = "Make the index of searches anew; --check only compares it with the rows, exit 1 where they differ."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; list what is wrong")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        index = engine(connection.vendor)
        with transaction.atomic(), connection.cursor() as cursor:
            if not check:
                for table in tables():
                    index.rebuild(cursor, table)
                self._say({"tables": len(tables())})
                return
            absent = index.missing(cursor, tables())
            bad = [
                {"table": table.name, "id": key}
                for table in tables()
                if table not in absent
                for key in index.wrong(cursor, table, MOST_NAMED)
            ]
        self._say({"missing": [table.name for table in absent], "bad": bad})
        if absent or bad:
            raise CommandError("Searches miss what is stored; rebuild_search without --check mends them.")

    def _say(self, facts: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(facts, default=str))
