"""The pure functions on Chinese text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.typesetting.layout import printed_number
from records.typesetting.text import (
    chinese_number,
    date_words,
    full_width,
    period_words,
    printable,
    runs_words,
    title_lines,
)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("检查发现,电线裸露", "检查发现\uff0c电线裸露"),
        ("问题:未接地; 已整改", "问题\uff1a未接地\uff1b已整改"),
        ("单位004(公司)", "单位004\uff08公司\uff09"),
        ("依据GB 50016(2018年版)", "依据GB 50016\uff082018年版\uff09"),
        ("(一)组织(含(二)部门)", "\uff08一\uff09组织\uff08含\uff08二\uff09部门\uff09"),
        ("排查隐患1,206项", "排查隐患1,206项"),
        ("12:30检查", "12:30检查"),
        ("型号X(a,b)", "型号X(a,b)"),
        ("见 http://example.cn/a?b=1", "见 http://example.cn/a?b=1"),
        ("共3项,其中2项", "共3项\uff0c其中2项"),
    ],
)
def test_full_width_marks_only_beside_han(typed, printed):
    assert full_width(typed) == printed


@given(st.text(alphabet="中文a1,:;()?! 。\uff08\uff09\uff0c", max_size=30))
def test_full_width_twice_changes_nothing(text):
    assert full_width(full_width(text)) == full_width(text)


def test_printable_cleans_nested_data_and_keeps_numbers():
    assert printable({"a": ["甲\x0b,乙", 3, None], "b": {"c": "  丙\r\n丁 "}}) == {
        "a": ["甲\uff0c乙", 3, None],
        "b": {"c": "丙\n丁"},
    }


@pytest.mark.parametrize(("number", "words"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (99, "九十九")])
def test_chinese_number(number, words):
    assert chinese_number(number) == words


@pytest.mark.parametrize("number", [0, 100])
def test_chinese_number_outside_is_refused(number):
    with pytest.raises(ValueError, match="outside"):
        chinese_number(number)


def test_date_words_has_no_leading_zeros():
    assert date_words("2026-03-01") == date_words(date(2026, 3, 1)) == "2026年3月1日"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2026-03-02", "2026-03-02", "2026年3月2日"),
        ("2026-03-02", "2026-03-16", "2026年3月2日至16日"),
        ("2026-03-23", "2026-04-07", "2026年3月23日至4月7日"),
        ("2026-12-25", "2027-01-08", "2026年12月25日至2027年1月8日"),
    ],
)
def test_period_words_say_nothing_twice(first, last, words):
    assert period_words(first, last) == words


@pytest.mark.parametrize("brackets", ["[]", "【】", "()", "\uff08\uff09", "〔〕"])
def test_number_year_stands_in_six_cornered_brackets(brackets):
    assert printed_number(f"枣高安{brackets[0]}2026{brackets[1]}7号") == "枣高安〔2026〕7号"


def test_title_breaks_typed_by_hand_win():
    assert title_lines("关于兴仁街道\n安全生产巡查的反馈意见") == ["关于兴仁街道", "安全生产巡查的反馈意见"]


@pytest.mark.parametrize(
    ("title", "broken"),
    [
        ("关于兴仁街道安全生产巡查的反馈意见", ["关于兴仁街道安全生产巡查的反馈意见"]),
        ("关于印发《2026年度安全生产巡查工作方案》的通知", ["关于印发《2026年度", "安全生产巡查工作方案》的通知"]),
        (
            "关于兴仁街道对安全生产巡查反馈意见所提异议的复核意见",
            ["关于兴仁街道对安全生产巡查", "反馈意见所提异议的复核意见"],
        ),
        ("关于兴仁街道安全生产巡查整改情况的审核意见", ["关于兴仁街道", "安全生产巡查整改情况的审核意见"]),
    ],
)
def test_long_title_breaks_at_a_seam(title, broken):
    assert title_lines(title) == broken


@given(st.text(alphabet="关于印发的通知安全生产《》、", min_size=1, max_size=80))
def test_title_lines_lose_nothing_and_fit(title):
    assert "".join(title_lines(title)) == title
    assert all(len(line) <= 20 for line in title_lines(title))


@pytest.mark.parametrize(
    ("numbers", "words"),
    [([], ""), ([3], "3"), ([1, 2], "1、2"), ([5, 1, 2, 3], "1至3、5"), ([1, 3, 4, 5, 6], "1、3至6")],
)
def test_runs_of_numbers_are_drawn_together(numbers, words):
    assert runs_words(numbers) == words
