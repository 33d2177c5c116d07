"""Pure functions on the Chinese text of official documents."""

import re
from dataclasses import fields, is_dataclass, replace
from datetime import date

# Han and its punctuation: what makes a neighbouring ASCII mark a Chinese one.
WIDE = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u2018-\u201d\u2014\u2026\U00020000-\U0003ffff]"
MARKS = str.maketrans(",:;?!", "\uff0c\uff1a\uff1b\uff1f\uff01")
MARK_BESIDE_HAN = re.compile(rf"(?<={WIDE})[ \t]*([,:;?!])[ \t]*|[ \t]*([,:;?!])[ \t]*(?={WIDE})")
PAIR = re.compile(r"\(([^()]*)\)")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
DIGITS = "零一二三四五六七八九"
TITLE_WIDTH = 20


def full_width(text):
    """ASCII comma, colon, semicolon, question and exclamation marks and parentheses become full width beside Han.

    Numbers, times, addresses and Latin phrases keep theirs: 3,000、12:30、http://… . Doing it twice changes nothing.
    """
    # A mark made wide makes its neighbour stand beside Chinese text: until nothing changes.
    while (wider := PAIR.sub(_pair, MARK_BESIDE_HAN.sub(_mark, text))) != text:
        text = wider
    return text


def _mark(match):
    return (match[1] or match[2]).translate(MARKS)


def _pair(match):
    around = match.string[max(match.start() - 1, 0) : match.start()] + match.string[match.end() : match.end() + 1]
    return f"\uff08{match[1]}\uff09" if re.search(WIDE, match[1] + around) else match[0]


def printable(value):
    """A copy of JSON data, or of a composition, with its strings freed of control characters and in full width."""
    if isinstance(value, str):
        return full_width(CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))).strip()
    if isinstance(value, list | tuple):
        return type(value)(printable(item) for item in value)
    if isinstance(value, dict):
        return {key: printable(item) for key, item in value.items()}
    if is_dataclass(value):
        return replace(value, **{field.name: printable(getattr(value, field.name)) for field in fields(value)})
    return value


def in_brackets(text):
    """Within round brackets; its own become 〔〕, since the same kind never stands in itself (GB/T 15834)."""
    return f"（{full_width(text).replace('（', '〔').replace('）', '〕')}）"


def chinese_number(number):
    """1 → 一, 12 → 十二, 30 → 三十; for headings, from 1 to 99. Raises ValueError outside."""
    if not 1 <= number <= 99:
        raise ValueError(f"{number} is outside 1-99")
    tens, units = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十") + (DIGITS[units] if units else "")


def date_words(day):
    """2026年3月1日, from a date or an ISO string; without leading zeros, as 成文日期 is written."""
    day = day if isinstance(day, date) else date.fromisoformat(day)
    return f"{day.year}年{day.month}月{day.day}日"


def period_words(first, last):
    """2026年3月2日至15日: the year and month are not said twice. Both ends belong to the period."""
    first, last = date.fromisoformat(first), date.fromisoformat(last)
    if first == last:
        return date_words(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{date_words(first)}至{last.day}日"
    if first.year == last.year:
        return f"{date_words(first)}至{last.month}月{last.day}日"
    return f"{date_words(first)}至{date_words(last)}"


def runs_words(numbers):
    """1至12、14、16至20: sorted whole numbers, runs of three or more drawn together."""
    runs = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(f"{run[0]}至{run[-1]}" if len(run) > 2 else "、".join(map(str, run)) for run in runs)


def sentence(text):
    """The text with a full stop at its end, unless it ends in a mark already."""
    return text if not text or text[-1] in "。\uff01\uff1f\uff1b\uff1a….!?;:" else text + "。"


def joinable(text):
    """The text without the stop at its end, so that the sentence may go on after it."""
    return text.strip().rstrip("。\uff1b;\uff0c,.").rstrip()


def title_lines(title):
    """The lines of a title. Breaks typed in it win; else at most 20 characters a line, broken at a seam of words.

    WeasyPrint balances no lines, and the standard forbids breaking a word: a seam is before 关于 or 开展,
    or after 的, 》 or a comma; the seam nearest the middle is taken. No line ends with 对, whose object follows.
    """
    if "\n" in title:
        return [line.strip() for line in title.split("\n") if line.strip()]
    if len(title) <= TITLE_WIDTH:
        return [title]
    seams = {match.end() for match in re.finditer("[的》、\uff0c]|街道|情况|年度", title)}
    seams |= {match.start() for match in re.finditer("关于|开展|安全生产|《|(?<=巡查)反馈意见", title)}
    seams -= {place for match in re.finditer("对", title) for place in match.span()}
    middle = len(title) / 2
    fitting = [cut for cut in seams if 0 < cut <= TITLE_WIDTH and len(title) - cut <= 2 * TITLE_WIDTH and cut >= 4]
    # 的通知, 的报告: the last line of a title is never 的 with its noun alone.
    fitting = [cut for cut in fitting if len(title) - cut >= 4] or [min(TITLE_WIDTH, round(middle))]
    cut = min(fitting, key=lambda seam: abs(seam - middle))
    return [title[:cut], *title_lines(title[cut:])]
