"""Dates as people type them into lists."""

import calendar
import re
import unicodedata
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from core.days import FIRST_YEAR, LAST_YEAR

from .numerals import CHINESE, read_number, read_year

# In characters; a longer cell is no date or period, and patterns are not tried on it.
LONGEST_WORDS = 60
# A date without a year is the one nearest to the day of reference on the side it can be on.
HALF_A_YEAR = 183

_NUMBER = rf"[0-9]{{1,2}}|[{CHINESE}]{{1,3}}"
_YEAR = r"[0-9]{4}|[零〇○一二三四五六七八九]{4}"
_CLOCK = re.compile(
    r"(?<=[0-9日号])[T\s]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\.[0-9]+)?(?:Z|\+0?8:?00)?$"
    r"|(?<=[日号])\s*(?:凌晨|早上|上午|中午|下午|傍晚|晚上|晚间|晚|夜间)?\s*[0-9]{1,2}(?::[0-9]{2}(?::[0-9]{2})?|[时点][0-9]{0,2}分?)(?=前|之前|以前|$)"
    r"|(?<=[0-9日号])\s*(?:凌晨|早上|上午|中午|下午|傍晚|晚上|晚间|晚|夜间)(?=前|之前|以前|$)"
)
_WEEKDAY = re.compile(r",?\(?(?:星期|周)[一二三四五六日天]\)?$")
_FULL = re.compile(
    rf"(?P<y>{_YEAR})(?:年(?P<m>{_NUMBER})月(?P<d>{_NUMBER})[日号]?"
    r"|(?P<sep>[-/.])(?P<m2>[0-9]{1,2})(?P=sep)(?P<d2>[0-9]{1,2})[日号]?|(?P<m3>[0-9]{2})(?P<d3>[0-9]{2}))"
)
_NO_YEAR = re.compile(rf"(?P<m>{_NUMBER})月(?P<d>{_NUMBER})[日号]")
_MONTH_END = re.compile(rf"(?:(?P<y>{_YEAR})年)?(?P<m>{_NUMBER})月(?:底|末)")
_YEAR_END = re.compile(rf"(?:(?P<y>{_YEAR})年|(?:本|今)?年)(?:年)?(?:底|末)")


def bare(words: str) -> str:
    """Full-width signs made narrow, the time of day and every blank taken out."""
    text = unicodedata.normalize("NFKC", words).strip()
    return re.sub(r"\s+", "", _CLOCK.sub("", text))


def make_date(year: int | None, month: int | None, day: int | None) -> date | None:
    """The date, None where the calendar has no such day or the year cannot be meant."""
    if year is None or not month or not day or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_date(words: str, *, reference_on: date, ahead: bool) -> date | None:
    """2020-10-31, 2020/10/31, 2020.10.31, 20201031, 2020年10月31日, 二〇二〇年十月三十一日 or 10月31日.

    A date without a year takes the year of `reference_on`; a deadline (`ahead`) that would then lie more than half a
    year before it is in the next year, a past fact that would lie more than half a year after it in the year before.
    None where the words are no date.
    """
    if len(words) > LONGEST_WORDS:
        return None
    text = _WEEKDAY.sub("", bare(words))
    if match := _FULL.fullmatch(text):
        month = match["m"] or match["m2"] or match["m3"]
        day = match["d"] or match["d2"] or match["d3"]
        return make_date(read_year(match["y"]), read_number(month), read_number(day))
    if match := _NO_YEAR.fullmatch(text):
        return _in_nearest_year(
            read_number(match["m"]), read_number(match["d"]), reference_on=reference_on, ahead=ahead
        )
    return None


def read_range_end(words: str, *, reference_on: date) -> date | None:
    """The last day of 2026.11.22-11.24, 11月22日-24日, 2026-11-22至2026-11-24; None for other words."""
    if len(words) > LONGEST_WORDS:
        return None
    text = bare(words)
    for match in _ways_to_part(text):
        first = read_date(match[0], reference_on=reference_on, ahead=False)
        last = first and _end_of_range(match[1], first)
        if first and last and timedelta(0) < last - first <= timedelta(days=HALF_A_YEAR):
            return last
    return None


def _ways_to_part(text: str) -> list[tuple[str, str]]:
    return [(text[: sign.start()], text[sign.end() :]) for sign in re.finditer("[至到~～—–-]+", text)]


def _end_of_range(words: str, first: date) -> date | None:
    if match := re.fullmatch(r"([0-9]{1,2})[日号]?", words):
        return make_date(first.year, first.month, int(match[1]))
    if match := re.fullmatch(r"([0-9]{1,2})[./]([0-9]{1,2})[日号]?", words):
        return make_date(first.year, int(match[1]), int(match[2]))
    return read_date(words, reference_on=first, ahead=True)


def read_period_end(words: str, *, reference_on: date) -> date | None:
    """The last day meant by 10月底, 2020年10月底, 月底, 年底, 2020年底; None for other words."""
    text = bare(words)
    if text in {
        "月底",
        "本月底",
        "当月底",
        "月末",
        "本月末",
        "当月末",
        "本月",
        "本月内",
        "当月",
        "当月内",
        "这个月底",
    }:
        return _month_end(reference_on.year, reference_on.month)
    if text in {"下月底", "下个月底", "次月底", "下月末", "下个月末"}:
        following = reference_on + relativedelta(months=1)
        return _month_end(following.year, following.month)
    if match := _MONTH_END.fullmatch(text):
        month = read_number(match["m"]) or 0
        if not 1 <= month <= 12:
            return None
        if match["y"]:
            return _month_end(read_year(match["y"]), month)
        end = _month_end(reference_on.year, month)
        if end and (reference_on - end).days > HALF_A_YEAR:
            return _month_end(reference_on.year + 1, month)
        return end
    if match := _YEAR_END.fullmatch(text):
        return make_date(read_year(match["y"]) if match["y"] else reference_on.year, 12, 31)
    return None


def _month_end(year: int | None, month: int) -> date | None:
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return date(year, month, calendar.monthrange(year, month)[1])


def _in_nearest_year(month: int | None, day: int | None, *, reference_on: date, ahead: bool) -> date | None:
    same = make_date(reference_on.year, month, day)
    if same is None:
        return None
    if ahead and (reference_on - same).days > HALF_A_YEAR:
        return make_date(reference_on.year + 1, month, day)
    if not ahead and (same - reference_on).days > HALF_A_YEAR:
        return make_date(reference_on.year - 1, month, day)
    return same
