"""Files of a year as people bring them."""

from datetime import date

import pytest

from deadlines.calendar_csv import read_year
from deadlines.day_rows import DayRow

GOOD = "date,is_workday,name\n2027-01-01,0,元旦\n2027-02-07,1,春节\n"
ROWS = [
    DayRow(date(2027, 1, 1), is_workday=False, name="元旦"),
    DayRow(date(2027, 2, 7), is_workday=True, name="春节"),
]


@pytest.mark.parametrize(
    "content",
    [
        GOOD.encode(),
        b"\xef\xbb\xbf" + GOOD.encode(),
        GOOD.encode("gb18030"),
        GOOD.replace("\n", "\r\n").encode(),
        "日期,是否上班,名称\n2027/1/1,否,元旦\n\n2027.2.7,是,春节\n".encode(),
        "name,date,is_workday,more\n元旦,2027-1-1,休,x\n春节,2027-2-7,班,\n".encode(),
    ],
)
def test_read_year_reads_what_office_software_writes(content):
    read = read_year(content, year=2027)

    assert (read.rows, read.problems) == (ROWS, [])


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("2027-02-30,0,x", "第4行：“2027-02-30”不是日期"),
        ("heute,0,x", "第4行：“heute”不是日期"),
        ("2026-12-31,0,x", "第4行：2026-12-31不在2027年内"),
        ("2027-03-03,maybe,x", "第4行：“maybe”既不是1"),
        ("2027-03-03", "第4行：“”既不是1"),
        ("2027-01-01,0,x", "第4行：2027-01-01在第2行已出现"),
        ("2027-03-03,0," + "长" * 41, "第4行：名称超过40个字"),
    ],
)
def test_read_year_says_which_row_is_wrong(line, problem):
    read = read_year((GOOD + line).encode(), year=2027)

    assert read.problems[0].startswith(problem)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"a,b\n1,2\n",
        b"\xff\xfe\xff\xff\x80",
        b"date,is_workday\n",
        b"date,is_workday,name\n2027-01-04,1,\n",
        b'"\x00',
    ],
)
def test_read_year_refuses_half_a_file(content):
    assert read_year(content, year=2027).problems


def test_read_year_does_not_drown_people_in_problems():
    read = read_year(b"date,is_workday\n" + b"x,1\n" * 100, year=2027)

    assert len(read.problems) == 21
    assert "80" in read.problems[-1]
