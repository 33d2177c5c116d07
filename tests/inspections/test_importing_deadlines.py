"""Deadlines as lists write them, read into nominal dates."""

from datetime import date, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from inspections.importing.dates import read_date
from inspections.importing.deadline_words import UnreadableWords, read_deadline
from inspections.importing.numerals import read_number

DAY = date(2020, 9, 1)
ONES = "零一二三四五六七八九"


@pytest.fixture
def en():
    with translation.override("en"):
        yield


def spoken(number: int) -> str:
    """1 to 99 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else ONES[tens] + "十") + ("" if ones == 0 else ONES[ones])


def due(words, day=DAY):
    return read_deadline(words, reference_on=day, add_workdays=lambda start, n: start + timedelta(days=100 + n))


@pytest.mark.parametrize(
    ("words", "on"),
    [
        ("三日内", date(2020, 9, 4)),
        ("3日内", date(2020, 9, 4)),
        ("３天内", date(2020, 9, 4)),
        ("两日之内", date(2020, 9, 3)),
        ("三十一日内", date(2020, 10, 2)),
        ("15日内整改完毕", date(2020, 9, 16)),
        ("自即日起三日内", date(2020, 9, 4)),
        ("15个工作日内", DAY + timedelta(days=115)),
        ("十五个工作日", DAY + timedelta(days=115)),
        ("两个月内", date(2020, 11, 1)),
        ("2个月", date(2020, 11, 1)),
        ("半年内", date(2021, 3, 1)),
        ("一周内", date(2020, 9, 8)),
        ("48小时内", date(2020, 9, 3)),
        ("2020年10月31日", date(2020, 10, 31)),
        ("2020-10-31", date(2020, 10, 31)),
        ("2020/10/31", date(2020, 10, 31)),
        ("2020.10.31", date(2020, 10, 31)),
        ("10月31日", date(2020, 10, 31)),
        ("10月31日前", date(2020, 10, 31)),
        ("2020年10月底前完成整改", date(2020, 10, 31)),
        ("年底前", date(2020, 12, 31)),
        ("2020-10-31 00:00:00", date(2020, 10, 31)),
        (date(2020, 10, 31), date(2020, 10, 31)),
    ],
)
def test_deadline_with_a_day(words, on):
    deadline = due(words)

    assert (deadline.due_on, deadline.handling) == (on, "fix_by_date")


@pytest.mark.parametrize("words", ["当场", "立即", "立行立改", "立即整改", "当场整改到位"])
def test_deadline_at_once(words):
    assert (due(words).due_on, due(words).handling) == (None, "fix_at_once")


@pytest.mark.parametrize("words", ["", "已停业", "长期坚持", "/", "—"])
def test_deadline_without_a_day(words):
    assert (due(words).due_on, due(words).handling) == (None, "")


@pytest.mark.parametrize(
    "words",
    [
        "尽快",
        "3日",
        "二月内",
        "2020年10月",
        "2020-02-30",
        "20.10.31",
        "10.31",
        "44135",
        "〇日内",
        "99999日内",
        "30小时内",
        "2020-10-01至2020-10-31",
        "0202-10-31",
        date(1900, 1, 1),
        "收到通知后三日内",
        "13月1日",
        "2021年2月29日",
    ],
)
def test_deadline_that_is_unclear_is_refused(words):
    with pytest.raises(UnreadableWords, match="2020-10-31"):
        due(words)


def test_deadline_in_working_days_needs_a_calendar(en):
    with pytest.raises(UnreadableWords, match="working days"):
        read_deadline("三个工作日内", reference_on=DAY, add_workdays=None)


def test_deadline_month_end_is_the_last_day_of_a_shorter_month():
    assert due("一个月内", date(2021, 1, 31)).due_on == date(2021, 2, 28)


@pytest.mark.parametrize(
    ("day", "on"),
    [
        (date(2020, 12, 20), date(2021, 1, 15)),
        (date(2021, 2, 1), date(2021, 1, 15)),
        (date(2021, 1, 1), date(2021, 1, 15)),
    ],
)
def test_deadline_without_a_year_is_the_near_one(day, on):
    assert due("1月15日", day).due_on == on


def test_past_date_without_a_year_is_the_near_one():
    assert read_date("12月20日", reference_on=date(2021, 1, 10), ahead=False) == date(2020, 12, 20)


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_date_forms_round_trip(day):
    y, m, d = day.year, day.month, day.day
    digits = "".join("〇一二三四五六七八九"[int(sign)] for sign in str(y))
    for words in (
        day.isoformat(),
        f"{y}/{m}/{d}",
        f"{y}.{m:02}.{d:02}",
        f"{y}年{m}月{d}日",
        f" {y} 年 {m:02} 月 {d:02} 日 ",
        f"{digits}年{spoken(m)}月{spoken(d)}日",
        f"{day:%Y%m%d}",
        f"{y}-{m}-{d} 0:00",
    ):
        assert due(words).due_on == day, words


@given(st.integers(1, 99))
def test_numerals_round_trip(number):
    assert read_number(spoken(number)) == read_number(str(number)) == number
    assert due(f"{spoken(number)}日内").due_on == DAY + timedelta(days=number)


@given(st.text(max_size=30))
def test_any_words_are_read_or_refused(words):
    try:
        due(words)
    except UnreadableWords as refusal:
        assert str(refusal)
