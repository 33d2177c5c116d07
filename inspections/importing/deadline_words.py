"""Rectification deadlines as lists write them: a date, a period, at once, or words that fix no day."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext as _

from core.days import FIRST_YEAR, LAST_YEAR

from .dates import (
    LONGEST_WORDS,
    bare,
    likely_day,
    likely_end_of_month,
    make_date,
    read_date,
    read_period_end,
    read_range_end,
)
from .numerals import CHINESE, read_number
from .words import handling_of

AddWorkdays = Callable[[date, int], date]

# Kept as written: they tell a state or a lasting duty and no day follows from them.
_NO_DAY_WORDS = (
    "/ - -- — —— 无 已停业 已停产 已停产停业 已停用 已关停 已关闭 已取缔 已搬迁 已拆除 已整改 "
    "已整改完成 已整改完毕 已整改到位 已完成 已完成整改 整改完毕 长期坚持 长期 长期整改 长期推进 持续整改 "
    "持续推进 持续坚持 坚持 常态化 常态化坚持 立行立改并长期坚持 立行立改,长期坚持"
)
WITHOUT_A_DAY = {"", *_NO_DAY_WORDS.split()}
# 限期整改 names no day, but how the finding is to be handled.
HANDLINGS_WITHOUT_A_DAY = {"fix_at_once", "propose_suspension", "fix_by_date"}
MOST = {"days": 3650, "months": 120, "workdays": 1000}

_LEAD = re.compile(
    r"^(?:自?即日起|[自从]?(?:本次)?(?:检查|发现|巡查|排查)(?:之日|当[日天])?(?:起|后)|请|务必|应当|应|须|必须)*,?"
    r"(?:最迟|限于|限在|限期在?|限定|于|在|限|要求|计划|预计|争取)?(?:整改时[限间]|完成时[限间]|整改期限)?:?"
)
# Besides a date or period: the duty goes on.
_LASTING = re.compile(
    r"[,，、;；。(（/]*(?:并|且|后|同时|之后)?(?:应|要|须)?(?:长期|持续|常态化?|坚持)(?:长期|坚持|保持|整改|推进|抓好|落实|巩固|执行|开展)*[)）。]*$"
)
# Days counted from the day of reference.
_NEAR_DAYS = {
    0: "当日 当天 今日 今天 当日内 当天内 即日 检查当日 检查当天 当日整改 当天整改",
    1: "次日 明日 明天 次日内 第二天 第二日",
    2: "后天 后日",
}
_BY_NEAR_WORD = {word: days for days, words in _NEAR_DAYS.items() for word in words.split()}
# Counted from a paper that is not there yet when the list is made.
_FROM_PAPER = re.compile(
    r"^[自从]?(?:接到?|收到|接收|下达|下发|发出|印发|发文|通知|反馈|签收|文书|整改|限期|指令|督办|通报|意见|通知书|函|单|本|此|送达|的)+(?:之日|当[日天])?(?:起|后|以后),?"
)
# Done on the spot, as lists say it besides.
_DONE_AT_ONCE = re.compile(
    r"(?:现场|当场|当日|当天)?已(?:于|在)?(?:现场|当场)(?:完成|立即)?(?:整改|改正)(?:完成|完毕|到位)?|(?:现场|当场)已?(?:完成)?(?:整改|改正)(?:完成|完毕|到位)?"
    r"|(?:立行立改|立即整改|当场整改|即知即改|边查边改)[,，、(（]?(?:现场)?已(?:完成)?(?:整改|完成|改正)?(?:完成|完毕|到位)?[)）]?|边查边改"
)
_TAIL = re.compile(
    r"(?:(?<=[日号底末旬0-9一二三四五六天])(?:之前|以前|前|止|为止))?,?"
    r"(?:整改完毕|完成整改|整改完成|整改到位|整改|改正|完成|办结|解决)?"
    r"(?:(?<!之)(?:之前|以前|前))?[。.;]?$"
)
_PERIOD = re.compile(
    rf"(?P<n>[0-9]{{1,4}}|[{CHINESE}]{{1,6}})(?P<unit>个工作日|工作日|个自然日|自然日|日历日|日|天|周|个星期|星期|个月|年|个小时|小时)"
    r"(?P<within>之内|以内|内)?"
)


class UnreadableWords(Exception):  # noqa: N818
    """The cell cannot be read; the text says why and which forms are accepted."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """`due_on` is the nominal date, the last day inside the period, not moved off rest days; None where no day is
    fixed (also for "at once")."""

    due_on: date | None
    handling: str


def read_deadline(cell: str | date, *, reference_on: date, add_workdays: AddWorkdays | None) -> Deadline:
    """Periods run from `reference_on`, which does not count: three days within the 1st end on the 4th.

    Raises UnreadableWords for anything that could be meant in two ways or not at all.
    """
    if isinstance(cell, date):
        return _by_date(cell)
    if len(cell) > LONGEST_WORDS:
        return _refuse(cell)
    text = bare(cell)
    if text in WITHOUT_A_DAY:
        return Deadline(None, "")
    if _DONE_AT_ONCE.fullmatch(text.rstrip("。.;")):
        return Deadline(None, "fix_at_once")
    core = _TAIL.sub("", _LEAD.sub("", text, count=1), count=1)
    lasting = _TAIL.sub("", _LASTING.sub("", core, count=1), count=1)
    for words in dict.fromkeys((text, core, lasting)):
        if not words:
            continue
        if words in _BY_NEAR_WORD:
            return _by_date(reference_on + timedelta(days=_BY_NEAR_WORD[words]))
        if (handling := handling_of(words)) in HANDLINGS_WITHOUT_A_DAY:
            return Deadline(None, handling)
        found = read_date(words, reference_on=reference_on, ahead=True)
        found = found or read_period_end(words, reference_on=reference_on) if not _is_before_period(text) else found
        if found:
            return _by_date(found)
    due_on = _end_of_period(core, reference_on=reference_on, add_workdays=add_workdays)
    due_on = due_on or _end_of_period(lasting, reference_on=reference_on, add_workdays=add_workdays)
    if due_on is None and _limited(text) and (match := _PERIOD.fullmatch(_after_limit(text))):
        due_on = _end_of_period(f"{match['n']}{match['unit']}内", reference_on=reference_on, add_workdays=add_workdays)
    return _by_date(due_on) if due_on else _refuse(cell)


def likely_deadline(words: str, *, reference_on: date, add_workdays: AddWorkdays | None) -> date | None:
    """What a deadline that cannot be read for sure likely means, to be asked: 12.5, Excel's 46361, a month alone, the
    last day of a span, the 5th before which (5日前), and a period that runs from a paper still to come
    (接通知后15日内), reckoned from `reference_on`."""
    text = bare(words[:LONGEST_WORDS])
    core = _TAIL.sub("", text, count=1)
    for ends in (
        likely_day(core, reference_on=reference_on, ahead=True),
        likely_end_of_month(text, reference_on=reference_on),
        read_range_end(core, reference_on=reference_on, ahead=True),
    ):
        if ends:
            return ends
    if match := re.fullmatch(r"([0-9]{1,2})[日号]", core):
        months = (reference_on + relativedelta(months=count) for count in (0, 1, 2))
        days = (make_date(month.year, month.month, int(match[1])) for month in months)
        return next((day for day in days if day and day >= reference_on), None)
    if _FROM_PAPER.match(core):
        period = _TAIL.sub("", _FROM_PAPER.sub("", core), count=1)
        return _end_of_period(period, reference_on=reference_on, add_workdays=add_workdays)
    return None


def _is_before_period(text: str) -> bool:
    """12月前, 四季度前: before they begin or before they end."""
    return bool(re.search(r"(?:月份?|季度|半年|周)(?:之前|以前|前)", text))


def _limited(text: str) -> bool:
    """限期七日, 限3日: a period though 内 is missing."""
    return text.startswith(("限期", "限时", "限"))


def _after_limit(text: str) -> str:
    return _TAIL.sub("", re.sub(r"^(?:限期|限时|限)(?:在|于)?", "", text), count=1)


def _by_date(on: date) -> Deadline:
    if not FIRST_YEAR <= on.year <= LAST_YEAR:
        _refuse(on.isoformat())
    return Deadline(on, "fix_by_date")


def _refuse(words: str) -> Deadline:
    if re.fullmatch(r"[0-9]{5}", words.strip()):
        raise UnreadableWords(
            _(
                "The deadline is the bare number “%(words)s”. If it is meant as a date, format the cell as a date in "
                "Excel or type it as 2020-10-31."
            )
            % {"words": words.strip()}
        )
    raise UnreadableWords(
        _(
            "The deadline “%(words)s” cannot be read. Accepted: a date (2020-10-31, 2020年10月31日, 10月31日), a "
            "period (三日内, 15个工作日内, 两个月内), 当场 or 立行立改, 已停业, 长期坚持, or nothing."
        )
        % {"words": words[:40]}
    )


def _end_of_period(text: str, *, reference_on: date, add_workdays: AddWorkdays | None) -> date | None:
    if text in {"半个月内", "半个月", "半月内"}:
        return reference_on + timedelta(days=15)
    if text in {"半年内", "半年"}:
        return reference_on + relativedelta(months=6)
    match = _PERIOD.fullmatch(text)
    count = read_number(match["n"]) if match else None
    if match is None or not count:
        return None
    unit = match["unit"].removeprefix("个")
    # "3日" alone may be the third of the month and "2年" a year; with 内 they are periods.
    if unit in {"日", "年"} and not match["within"]:
        return None
    if unit == "工作日":
        return _workdays(count, reference_on=reference_on, add_workdays=add_workdays)
    if unit == "小时":
        count, unit = (count // 24, "天") if count % 24 == 0 else (MOST["days"] + 1, "天")
    if unit in {"月", "年"}:
        months = count * 12 if unit == "年" else count
        return reference_on + relativedelta(months=months) if months <= MOST["months"] else None
    days = count * 7 if unit in {"周", "星期"} else count
    return reference_on + timedelta(days=days) if days <= MOST["days"] else None


def _workdays(count: int, *, reference_on: date, add_workdays: AddWorkdays | None) -> date | None:
    if add_workdays is None:
        raise UnreadableWords(
            _("This deadline counts working days, and no calendar of working days is at hand. Write the date instead.")
        )
    return add_workdays(reference_on, count) if count <= MOST["workdays"] else None
