"""Days as people read them, by one rule: 2026-11-23 in lists and tables, where columns of days are compared, and
2026年11月23日 in sentences and papers, where they are read."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import pgettext


def day_in_list(value: Any) -> Any:
    """2026-11-23; an instant is 2026-11-23 08:30 in Asia/Shanghai; None is empty; anything else is as it was."""
    if isinstance(value, datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else value


def day_in_words(day: date, beside: date | None = None) -> str:
    """The day of a sentence, without its year where it is the year of the day beside it."""
    same_year = beside is not None and beside.year == day.year
    form = pgettext("date in a sentence", "j F") if same_year else pgettext("date in a sentence", "j F Y")
    return format_date(day, form)
