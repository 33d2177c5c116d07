from datetime import datetime

from django.db import transaction

from deadlines.actions.calendar import import_year
from deadlines.known_years import PUBLISHED_SOURCE, STATUTORY_SOURCE, published_years, statutory_years
from deadlines.models import CalendarDay, CalendarYear


@transaction.atomic
def seed_known_years(*, at: datetime) -> int:
    """Lay in every year the libraries know that is missing; returns how many. A year somebody loaded stays as it is.

    A provisional year whose arrangement came with a newer library is loaded like an import.
    """
    present = dict(CalendarYear.objects.values_list("year", "is_provisional"))
    published = published_years()
    promoted = [year for year in published if present.get(year)]
    for year in promoted:
        import_year(rows=published[year], year=year, source=PUBLISHED_SOURCE, by=None, at=at)
    missing = [
        *((year, rows, PUBLISHED_SOURCE, False) for year, rows in published.items() if year not in present),
        *((year, rows, STATUTORY_SOURCE, True) for year, rows in statutory_years().items() if year not in present),
    ]
    CalendarYear.objects.bulk_create(
        CalendarYear(year=year, source=source, is_provisional=is_provisional, loaded_at=at)
        for year, _rows, source, is_provisional in missing
    )
    CalendarDay.objects.bulk_create(
        CalendarDay(year_id=year, date=row.date, is_workday=row.is_workday, name=row.name)
        for year, rows, _source, _is_provisional in missing
        for row in rows
    )
    return len(promoted) + len(missing)
