from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone, translation

from accounts.models import User
from accounts.scenes.demo import PASSWORD, account_names
from core.scenes import Clock
from desk.demo.scale import multiply
from desk.demo.year import build


class Command(BaseCommand):
    help = "Build a demo year through the actions; refuses a system that has accounts already."

    def add_arguments(self, parser):
        parser.add_argument("--year", type=int, help="tell the year from its last working weeks instead of today")
        parser.add_argument("--scale", type=int, default=1, help="multiply it by set-based inserts, for load tests")

    @translation.override("zh-hans")
    def handle(self, *args, year: int | None, scale: int, verbosity: int, **options):
        today = self._today(year)
        if scale < 1:
            raise CommandError("--scale takes a whole number from 1.")
        if User.objects.exists():
            raise CommandError("This system has accounts already; the demo is only for an empty one.")
        with transaction.atomic():
            self._build(Clock(today, timezone.now()), scale)
        if verbosity:
            self.stderr.write(f"Accounts: {', '.join(account_names())}; password of all: {PASSWORD}")

    def _build(self, clock, factor):
        build(clock)
        multiply(factor)

    def _today(self, year) -> date:
        today = timezone.localdate()
        if year is None or year == today.year:
            return today
        if year > today.year or year < 2023:
            raise CommandError("--year takes a year from 2023 (the first whole one of the regulation) to the present.")
        return date(year, 11, 20)
