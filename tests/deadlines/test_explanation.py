"""The sum in words, to the letter: people hold each other to it."""

from datetime import date

import pytest
from django.utils.translation import override

from deadlines.actions.deadlines import extend
from deadlines.presenters import present
from tests.accounts.builders import AT


def words(deadline):
    return present(deadline, date(2026, 1, 1)).explanation


@pytest.mark.requirement("R2")
@pytest.mark.parametrize(
    ("start_on", "period", "text"),
    [
        ("2026-03-01", "2m", "3月1日的次日起算，2个月，至5月1日；逢劳动节放假顺延至5月6日。依据：三（三）5"),
        ("2024-06-05", "15d", "6月5日的次日起算，15日，至6月20日。依据：三（三）5"),
        ("2024-06-07", "15d", "6月7日的次日起算，15日，至6月22日；逢周六顺延至6月24日。依据：三（三）5"),
        ("2024-04-13", "15d", "4月13日的次日起算，15日，至4月28日；当日为周日调休上班，不顺延。依据：三（三）5"),
        (
            "2023-07-31",
            "2m",
            "7月31日的次日起算，2个月，至9月30日（该月没有31日，以月末为准）；逢国庆节放假顺延至10月7日（周六调休上班）。依据：三（三）5",
        ),
        ("2024-12-10", "2m", "12月10日的次日起算，2个月，至2025年2月10日。依据：三（三）5"),
        (
            "2026-11-23",
            "2m",
            "11月23日的次日起算，2个月，至2027年1月23日；逢周六顺延至1月25日。次年放假安排未发布，日期待核。依据：三（三）5",
        ),
        ("2024-01-29", "15wd", "1月29日的次日起算，15个工作日，至2月22日。依据：三（三）5"),
    ],
)
def test_explanation_in_chinese(start, start_on, period, text):
    assert words(start(start_on=date.fromisoformat(start_on), period=period)) == text


def test_explanation_names_what_started_the_clock(start):
    deadline = start(start_on=date(2026, 3, 1), period="2m", start_reason="签收")

    assert words(deadline) == "3月1日签收，次日起算，2个月，至5月1日；逢劳动节放假顺延至5月6日。依据：三（三）5"


def test_explanation_in_english(start):
    deadline = start(start_on=date(2026, 3, 1), period="2m", start_reason="Signed")

    with override("en"):
        assert words(deadline) == (
            "Signed on 1 March, counted from the next day, 2 months, until 1 May; "
            "Labour Day holiday falls there, so it moves to 6 May. Basis: 三（三）5"
        )


def test_explanation_of_a_set_day_and_its_extension(start, house):
    deadline = start(due_on=date(2026, 3, 31), clause="")
    assert words(deadline) == "3月2日确定，限3月31日前（含当日）完成"

    extend(deadline=deadline, due_on=date(2027, 1, 5), reason="x", by=house.committee, on=None, at=AT)
    deadline.refresh_from_db()
    assert words(deadline) == "3月2日确定，限3月31日前（含当日）完成；经同意延至2027年1月5日"


def test_explanation_where_the_rule_does_not_roll(start):
    assert "逢周六，按本规则不顺延" in words(start(start_on=date(2024, 6, 7), roll=False))
