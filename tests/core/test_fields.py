"""Days that people can mean, and the one that means there is none."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from accounts.forms.terms import TermForm
from core.forms import DayField, YearField


@pytest.mark.parametrize("typed", ["1990-01-01", "2026-03-02", "2100-12-31"])
def test_day_that_can_be_meant_is_taken(typed):
    assert DayField().clean(typed) == date.fromisoformat(typed)


@pytest.mark.parametrize("typed", ["0001-01-01", "1989-12-31", "2101-01-01", "9999-12-31"])
def test_day_that_nobody_means_is_refused_in_words(typed):
    with translation.override("zh-hans"), pytest.raises(ValidationError) as refused:
        DayField().clean(typed)

    assert refused.value.messages == ["请填写1990年至2100年之间的日期。"]


def test_end_of_the_calendar_means_no_end_where_there_may_be_none():
    open_end = DayField(required=False, open_end=True)

    assert open_end.clean("9999-12-31") is None
    assert open_end.clean("2027-12-31") == date(2027, 12, 31)
    with pytest.raises(ValidationError):
        open_end.clean("9998-12-31")


@pytest.mark.django_db
def test_term_of_office_until_the_end_of_the_calendar_is_open():
    typed = {"full_name": "测试书记", "post": "party_secretary", "from_on": "2026-01-01", "to_on": "9999-12-31"}
    form = TermForm(typed)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["to_on"] is None


@pytest.mark.parametrize("typed", ["0", "-5", "1989", "2101", "10000", "1e9", "²"])
def test_year_that_nobody_means_is_refused(typed):
    with pytest.raises(ValidationError):
        YearField().clean(typed)
