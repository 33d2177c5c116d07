"""The numbers that addresses hold. Whatever is longer is no address of the house, and never reaches the database."""

from django.urls import register_converter
from django.urls.converters import IntConverter

from core.days import FIRST_YEAR, LAST_YEAR


class NumberConverter(IntConverter):
    """A key counted by the database: as long as its columns hold."""

    regex = "[0-9]{1,18}"


class YearConverter(IntConverter):
    regex = "|".join(str(year) for year in range(FIRST_YEAR, LAST_YEAR + 1))


class PairConverter(IntConverter):
    """A month, a day of a month."""

    regex = "[0-9]{1,2}"


def register_converters() -> None:
    """Called in AppConfig.ready(), before any address is read."""
    register_converter(NumberConverter, "number")
    register_converter(YearConverter, "year")
    register_converter(PairConverter, "pair")
