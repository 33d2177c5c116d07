import json

from core.commands import HouseCommand
from records.tasks import render_waiting_documents


class Command(HouseCommand):
    help = "Make every numbered document that still waits; prints counts. The schedule does it every minute."

    def handle(self, **options):
        self.stdout.write(json.dumps(render_waiting_documents()))
