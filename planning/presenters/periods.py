from datetime import date

from core.day_words import day_in_list


def period(first: date, last: date) -> str:
    """Both days count."""
    return f"{day_in_list(first)} – {day_in_list(last)}"
