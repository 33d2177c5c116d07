"""`manage.py verify_case_file FILE`: is a case file what it was when it was made? (四(二)二, R83)"""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from django.core.management import CommandError

from core.commands import HouseCommand
from records.case_files.check import NoCaseFile, verify


class Command(HouseCommand):
    help = (
        "Read every file of a case file (ZIP) through and compare it with its SHA-256 in the package; the database is "
        'not asked. Prints {"checked": …, "bad": […]} and exits 1 when one is missing, changed or not listed.'
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", type=Path)

    def handle(self, *, file, **options):
        try:
            checked, damage = verify(file)
        except NoCaseFile as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(json.dumps({"checked": checked, "bad": [asdict(one) for one in damage]}, ensure_ascii=False))
        if damage:
            sys.exit(1)
