import json

from django.core.management import BaseCommand

from records.tasks import render_waiting_documents


class Command(BaseCommand):
    help = "Make every numbered document that still waits; prints counts. The schedule does it every minute."

    def handle(self, **options):
        self.stdout.write(json.dumps(render_waiting_documents()))
