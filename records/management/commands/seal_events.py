from django.core.management import BaseCommand

from records.tasks import seal_events


class Command(BaseCommand):
    help = "Seal the events written since the last run; prints how many. The schedule does it every five minutes."

    def handle(self, **options):
        self.stdout.write(str(seal_events()))
