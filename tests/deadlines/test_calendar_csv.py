"""Files of a year as people bring them."""

from datetime import date

import pytest

from deadlines.calendar_csv import read_year
from deadlines.day_rows import DayRow
from tests.deadlines.builders import STATUTORY_2027, STATUTORY_2027_LINES

GOOD = "date,is_workday,name\n2027-02-20,1,春节\n" + STATUTORY_2027_LINES
ROWS = [DayRow(date(2027, 2, 20), is_workday=True, name="春节"), *STATUTORY_2027]
LAST = len(ROWS) + 1


@pytest.mark.parametrize(
    "content",
    [
        GOOD.encode(),
        b"\xef\xbb\xbf" + GOOD.encode(),
        GOOD.encode("gb18030"),
        GOOD.replace("\n", "\r\n").encode(),
        ("日期,是否上班,名称\n2027.2.20,是,春节\n\n" + STATUTORY_2027_LINES.replace("-0", "/")).encode(),
        (
            "name,date,is_workday,more\n春节,2027-2-20,班,\n"
            + "".join(f"{row.name},{row.date},休,x\n" for row in STATUTORY_2027)
        ).encode(),
    ],
)
def test_read_year_reads_what_office_software_writes(content):
    read = read_year(content, year=2027)

    assert (read.rows, read.problems) == (ROWS, [])


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("2027-02-30,0,x", "：“2027-02-30”不是日期"),
        ("heute,0,x", "：“heute”不是日期"),
        ("2026-12-31,0,x", "：2026-12-31不在2027年内"),
        ("2027-03-03,maybe,x", "：“maybe”既不是1"),
        ("2027-03-03", "：“”既不是1"),
        ("2027-01-01,0,x", "：2027-01-01在第3行已出现"),
        ("2027-03-03,0," + "长" * 41, "：名称超过40个字"),
    ],
)
def test_read_year_says_which_row_is_wrong(line, problem):
    read = read_year((GOOD + line).encode(), year=2027)

    assert read.problems[0].startswith(f"第{LAST + 1}行{problem}")


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


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        # As in the two lists of real shape: one holiday of the year, and one weekend.
        (
            "2027-01-01,0,元旦\n",
            "名单缺少法定节假日：农历除夕（2月5日）；春节（2月6日、2月7日、2月8日）；清明节（4月5日）；"
            "劳动节（5月1日、5月2日）；端午节（6月9日）；中秋节（9月15日）；国庆节（10月1日、10月2日、10月3日）。"
            "请逐日补一行，“是否上班”填0（休息），或改选全年完整的名单。",
        ),
        ("2027-01-02,0,休息\n", "名单缺少法定节假日：元旦（1月1日）；农历除夕（2月5日）"),
        (
            STATUTORY_2027_LINES.replace("2027-04-05,0", "2027-04-05,1"),
            "名单缺少法定节假日：清明节（4月5日）。",
        ),
        (STATUTORY_2027_LINES.replace("2027-10-03,0,国庆节\n", ""), "名单缺少法定节假日：国庆节（10月3日）。"),
    ],
)
def test_read_year_names_the_statutory_days_that_a_list_lacks(lines, problem):
    read = read_year(("date,is_workday,name\n" + lines).encode(), year=2027)

    assert len(read.problems) == 1
    assert read.problems[0].startswith(problem)


def test_read_year_names_both_festivals_of_one_day():
    """In 2028 Mid-Autumn is the third day of National Day."""
    read = read_year(b"date,is_workday,name\n2028-01-01,0,x\n", year=2028)

    assert "中秋节、国庆节（10月3日）" in read.problems[0]


def test_read_year_does_not_drown_people_in_problems():
    read = read_year(b"date,is_workday\n" + b"x,1\n" * 100, year=2027)

    assert len(read.problems) == 21
    assert "80" in read.problems[-1]
