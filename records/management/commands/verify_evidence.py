"""`manage.py verify_evidence`: are the stored files what was stored? (DESIGN §6, R82)"""

import json
import sys
from dataclasses import asdict

from core.commands import HouseCommand
from records.queries.evidence_check import verify_files


class Command(HouseCommand):
    help = (
        "Read every stored file through and compare it with its SHA-256, and each row that names one with the event "
        'of its beginning. Prints {"checked": …, "bad": […]} and exits 1 when one is missing, changed or exchanged.'
    )

    def handle(self, **options):
        checked, damage = verify_files()
        self.stdout.write(json.dumps({"checked": checked, "bad": [asdict(one) for one in damage]}))
        if damage:
            sys.exit(1)
