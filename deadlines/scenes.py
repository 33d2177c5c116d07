"""The calendar of the access world: a year and a day there are pages of."""

from core.scenes import World
from deadlines.models import CalendarYear


def open_calendar(world: World) -> None:
    """The last year laid in stands as `things["year"]`, or this one where there is none."""
    known = CalendarYear.objects.order_by("year").last()
    world.things["year"] = known.year if known else world.clock.today.year
