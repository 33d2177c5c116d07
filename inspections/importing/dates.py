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
# 26.12.5 and 26年12月5日, where the year is near.
_SHORT_YEAR = re.compile(
    r"(?P<y>[0-9]{2})(?:年(?P<m>[0-9]{1,2})月(?P<d>[0-9]{1,2})[日号]?"
    r"|(?P<sep>[-/.])(?P<m2>[0-9]{1,2})(?P=sep)(?P<d2>[0-9]{1,2})[日号]?)"
)
NEAR_YEARS = 5
_NO_YEAR = re.compile(rf"(?:(?P<m>{_NUMBER})月(?P<d>{_NUMBER})[日号]|(?P<m2>[0-9]{{1,2}})/(?P<d2>[0-9]{{1,2}}))")
# 11.23 and 11-23 may be a number or a span as well; 46361 may be the number that Excel keeps of a day.
_LIKELY_DAY = re.compile(r"(?P<m>[0-9]{1,2})[.\-](?P<d>[0-9]{1,2})[日号]?")
_EXCEL_DAY = re.compile(r"[0-9]{5}(?:\.[0-9]+)?")
_EXCEL_BEGIN = date(1899, 12, 30)
_MONTH_END = re.compile(rf"(?:(?P<y>{_YEAR})年)?(?P<m>{_NUMBER})月份?(?P<part>底|末|上旬|中旬|下旬)")
_MONTH_ALONE = re.compile(rf"(?:(?:{_YEAR})年)?(?:{_NUMBER})月份?")
_DAY_OF_MONTH = re.compile(rf"(?:[本当]月|(?P<next>下个?月|次月))(?P<d>{_NUMBER})[日号]")
_WEEK = re.compile(r"(?:[本这]周|(?P<next>下周))(?:(?P<day>[一二三四五六日天])|内|末)?")
_QUARTER = re.compile(
    rf"(?:(?P<y>{_YEAR})年|本年|今年)?(?:第?(?P<q>[1-4一二三四])季度|(?P<half>[上下]半年))(?:底|末|内)?"
)
_THIS_MONTH = {
    "月底", "本月底", "当月底", "月末", "本月末", "当月末", "本月", "本月内", "当月", "当月内", "这个月底",
}  # fmt: skip
_NEXT_MONTH = {"下月底", "下个月底", "次月底", "下月末", "下个月末", "下月内", "下个月内", "次月内"}
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
    """2020-10-31, 2020/10/31, 2020.10.31, 20201031, 2020年10月31日, 二〇二〇年十月三十一日, 10月31日 or 10/31.

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
        month, day = match["m"] or match["m2"], match["d"] or match["d2"]
        return _in_nearest_year(read_number(month), read_number(day), reference_on=reference_on, ahead=ahead)
    return None


def likely_day(words: str, *, reference_on: date, ahead: bool) -> date | None:
    """The day that 11.23, 11-23, 26.11.23 or Excel's number 46361 likely mean, which must be asked; None for other
    words."""
    text = bare(words)[:LONGEST_WORDS]
    if match := _SHORT_YEAR.fullmatch(text):
        found = make_date(2000 + int(match["y"]), int(match["m"] or match["m2"]), int(match["d"] or match["d2"]))
        return found if found and abs(found.year - reference_on.year) <= NEAR_YEARS else None
    if match := _LIKELY_DAY.fullmatch(text):
        return _in_nearest_year(int(match["m"]), int(match["d"]), reference_on=reference_on, ahead=ahead)
    if _EXCEL_DAY.fullmatch(text):
        found = _EXCEL_BEGIN + timedelta(days=int(text[:5]))
        return found if abs(found.year - reference_on.year) <= NEAR_YEARS else None
    return None


def read_range_end(words: str, *, reference_on: date, ahead: bool = False) -> date | None:
    """The last day of 2026.11.22-11.24, 11月22日-24日, 11月22日、23日; None for other words."""
    if len(words) > LONGEST_WORDS:
        return None
    text = bare(words)
    for match in _ways_to_part(text):
        first = read_date(match[0], reference_on=reference_on, ahead=ahead)
        first = first or (likely_day(match[0], reference_on=reference_on, ahead=ahead) if "." in match[1] else None)
        last = first and _end_of_range(match[1], first)
        if first and last and timedelta(0) < last - first <= timedelta(days=HALF_A_YEAR):
            return last
    return None


def _ways_to_part(text: str) -> list[tuple[str, str]]:
    return [(text[: sign.start()], text[sign.end() :]) for sign in re.finditer("[至到~～—–、和及-]+", text)]


def _end_of_range(words: str, first: date) -> date | None:
    if match := re.fullmatch(r"([0-9]{1,2})[日号]?", words):
        return make_date(first.year, first.month, int(match[1]))
    if match := re.fullmatch(r"([0-9]{1,2})[./]([0-9]{1,2})[日号]?", words):
        return make_date(first.year, int(match[1]), int(match[2]))
    return read_date(words, reference_on=first, ahead=True)


def read_period_end(words: str, *, reference_on: date) -> date | None:
    """The last day meant by 10月底, 2020年10月底, 10月上旬, 月底, 本月30日, 下周五, 四季度, 年底; None for others."""
    text = bare(words)
    if text in _THIS_MONTH:
        return _month_end(reference_on.year, reference_on.month)
    if text in _NEXT_MONTH:
        following = reference_on + relativedelta(months=1)
        return _month_end(following.year, following.month)
    if match := _DAY_OF_MONTH.fullmatch(text):
        month = reference_on + relativedelta(months=match["next"] is not None)
        return make_date(month.year, month.month, read_number(match["d"]))
    if match := _WEEK.fullmatch(text):
        days = "一二三四五六日".index((match["day"] or "日").replace("天", "日"))
        monday = reference_on - timedelta(days=reference_on.weekday())
        return monday + timedelta(days=days + 7 * (match["next"] is not None))
    if match := _QUARTER.fullmatch(text):
        year = read_year(match["y"]) if match["y"] else reference_on.year
        months = {"上半年": 6, "下半年": 12}.get(match["half"] or "", 3 * (read_number(match["q"] or "四") or 4))
        return _month_end(year, months)
    if match := _MONTH_END.fullmatch(text):
        return _part_of_month(match, reference_on)
    if match := _YEAR_END.fullmatch(text):
        return make_date(read_year(match["y"]) if match["y"] else reference_on.year, 12, 31)
    return None


def likely_end_of_month(words: str, *, reference_on: date) -> date | None:
    """The last day of a month that stands alone (2020年10月, 10月份), which must be asked; None for other words."""
    text = bare(words)
    return read_period_end(f"{text}底", reference_on=reference_on) if _MONTH_ALONE.fullmatch(text) else None


def _part_of_month(match: re.Match[str], reference_on: date) -> date | None:
    month = read_number(match["m"]) or 0
    if not 1 <= month <= 12:
        return None
    year = read_year(match["y"]) if match["y"] else reference_on.year
    end = _month_end(year, month)
    if end and not match["y"] and (reference_on - end).days > HALF_A_YEAR:
        end = _month_end(reference_on.year + 1, month)
    if end and (day := {"上旬": 10, "中旬": 20}.get(match["part"])):
        return end.replace(day=day)
    return end


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
