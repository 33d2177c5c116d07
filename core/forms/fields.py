"""Fields that take only what the house can reckon with."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.days import FIRST_DAY, FIRST_YEAR, LAST_DAY, LAST_YEAR


class DayField(forms.DateField):
    """A day between 1990 and 2100. Where `open_end` is set, 9999-12-31 is how people say that there is no end, and
    cleans to None."""

    default_error_messages = {
        "out_of_range": _("Enter a day between the years %(first)s and %(last)s."),
    }

    def __init__(self, *args: Any, open_end: bool = False, **kwargs: Any) -> None:
        self.open_end = open_end
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> date | None:
        day = super().to_python(value)
        if day is None or (self.open_end and day == date.max):
            return None
        if not FIRST_DAY <= day <= LAST_DAY:
            raise ValidationError(
                self.error_messages["out_of_range"],
                code="out_of_range",
                params={"first": FIRST_YEAR, "last": LAST_YEAR},
            )
        return day


class YearField(forms.IntegerField):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"min_value": FIRST_YEAR, "max_value": LAST_YEAR} | kwargs)
