"""The arrangement of a year as a CSV file: columns date, is_workday, name; days of the plain week may be left out,
statutory days never."""

import csv
import io
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from deadlines.day_rows import DayRow
from deadlines.statutory_days import missing_statutory_days, missing_words

HEADER = ("date", "is_workday", "name")
# What our own file says, and what messages call the columns.
CHINESE_HEADER = ("日期", "是否上班", "名称")
MOST_BYTES = 200 * 1024
# What people type; Excel and WPS turn 2026-01-01 into 2026/1/1.
_WORK = {"1", "true", "yes", "是", "上班", "班", "工作日"}
_REST = {"0", "false", "no", "否", "休息", "休", "放假"}
_CHINESE_HEADER = dict(zip(CHINESE_HEADER, HEADER, strict=True))
_MOST_PROBLEMS = 20


@dataclass(frozen=True)
class ReadYear:
    """`problems` name the row as in the file, the header being 1; nothing may be stored while there are any."""

    rows: list[DayRow]
    problems: list[str]
    text: str


def read_year(content: bytes, *, year: int) -> ReadYear:
    """Read a file in UTF-8 or GB 18030, as office software writes it. Never raises: what is wrong is in `problems`."""
    text = _decode(content)
    if text is None:
        return ReadYear([], [_("The file is no text in UTF-8 or GBK. Save it as CSV and try again.")], "")
    try:
        lines = list(csv.reader(io.StringIO(text)))
    except csv.Error as error:
        return ReadYear([], [_("The file is no CSV: %(error)s.") % {"error": error}], text)
    header = [_CHINESE_HEADER.get(cell.strip(), cell.strip().lower()) for cell in lines[0]] if lines else []
    missing = [word for word, name in zip(CHINESE_HEADER, HEADER[:2], strict=False) if name not in header]
    if missing:
        return ReadYear([], [_("Row 1: the column %(name)s is missing.") % {"name": "、".join(missing)}], text)
    rows: list[DayRow] = []
    problems: list[str] = []
    seen: dict[date, int] = {}
    for number, line in enumerate(lines[1:], start=2):
        if not any(cell.strip() for cell in line):
            continue
        cells = dict(zip(header, (cell.strip() for cell in line), strict=False))
        row, problem = _read_row(cells, year=year)
        if row is not None and row.date in seen:
            problem = _("%(day)s stands in row %(row)s already") % {"day": row.date, "row": seen[row.date]}
        if problem or row is None:
            problems.append(_("Row %(row)s: %(problem)s.") % {"row": number, "problem": problem})
            continue
        seen[row.date] = number
        rows.append(row)
    if not problems and (lacking := missing_statutory_days(rows, year=year)):
        problems.append(missing_words(lacking))
    if len(problems) > _MOST_PROBLEMS:
        more = len(problems) - _MOST_PROBLEMS
        problems = [*problems[:_MOST_PROBLEMS], _("… and %(count)s more.") % {"count": more}]
    return ReadYear(rows, problems, text)


def _decode(content: bytes) -> str | None:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _read_row(cells, *, year) -> tuple[DayRow | None, str]:
    day = _read_day(cells.get("date", ""))
    word = cells.get("is_workday", "").lower()
    name = cells.get("name", "")
    if day is None:
        return None, _("“%(text)s” is not a day; write it like 2026-10-01") % {"text": cells.get("date", "")}
    if day.year != year:
        return None, _("%(day)s is not in %(year)s") % {"day": day, "year": year}
    if word not in _WORK | _REST:
        return None, _("“%(text)s” says neither 1 (work) nor 0 (day off)") % {"text": cells.get("is_workday", "")}
    if len(name) > 40:
        return None, _("the name is longer than 40 characters")
    return DayRow(day, is_workday=word in _WORK, name=name), ""


def _read_day(text: str) -> date | None:
    parts = text.replace("/", "-").replace(".", "-").split("-")
    try:
        year, month, day = (int(part) for part in parts)
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None
