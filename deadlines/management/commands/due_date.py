import json
from types import SimpleNamespace

from django.core.management import CommandError

from core.commands import HouseCommand
from deadlines.arithmetic import Period
from deadlines.command_line import day, one_line_errors
from deadlines.explanation import explain
from deadlines.reckoning import reckon_from_table


class Command(HouseCommand):
    help = "Print as JSON when a period ends that starts on a day: START like 2026-03-01, PERIOD like 15d, 2m, 15wd."

    def add_arguments(self, parser):
        one_line_errors(parser)
        parser.add_argument("start", metavar="START", help="the day of the event, itself not counted: 2026-03-01")
        parser.add_argument("period", metavar="PERIOD", help="days 15d, months 2m or working days 15wd")

    def handle(self, *, start, period, **options):
        start = day(start, "START")
        try:
            period = Period.parse(period)
            found = reckon_from_table(start, period)
        except ValueError as error:
            raise CommandError(f"PERIOD: {error}") from error
        sum_ = SimpleNamespace(
            started_on=start,
            start_reason="",
            period=str(period),
            nominal_on=found.nominal_on,
            nominal_day=found.nominal_day,
            holiday_name=found.holiday_name,
            due_on=found.due_on,
            extended_from_on=None,
            may_still_move=found.is_provisional,
            clause="",
        )
        answer = {
            "nominal": found.nominal_on.isoformat(),
            "due": found.due_on.isoformat(),
            "provisional": found.is_provisional,
            "explanation": explain(sum_),
        }
        self.stdout.write(json.dumps(answer, ensure_ascii=False))
