"""The calendar of the access world: a year and a day there are pages of; and a sweep that has just ended."""

from core.scenes import World
from deadlines.actions.job_runs import begin_run, finish_run
from deadlines.models import CalendarYear
from deadlines.queries.job_runs import SWEEP


def open_calendar(world: World) -> None:
    """The last year laid in stands as `things["year"]`, or this one where there is none."""
    known = CalendarYear.objects.order_by("year").last()
    world.things["year"] = known.year if known else world.clock.today.year
    now = world.clock.now or world.at(0)
    finish_run(run=begin_run(name=SWEEP, at=now), counts={}, at=now)
