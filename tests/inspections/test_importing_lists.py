"""Several findings in one cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspections.importing.numbered_lists import CIRCLED, split_numbered


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("1、通道堵塞；2、消火栓无水", ["通道堵塞", "消火栓无水"]),
        ("1.通道堵塞\n2.消火栓无水\n3.无灯光", ["通道堵塞", "消火栓无水", "无灯光"]),
        ("(1)通道堵塞(2)消火栓无水", ["通道堵塞", "消火栓无水"]),
        ("（1）通道堵塞；（2）消火栓无水。", ["通道堵塞", "消火栓无水。"]),
        ("①通道堵塞②消火栓无水", ["通道堵塞", "消火栓无水"]),
        ("一、通道堵塞。二、消火栓无水。", ["通道堵塞。", "消火栓无水。"]),
        ("1、未接地2、电线裸露3、无警示", ["未接地", "电线裸露", "无警示"]),
        ("1、3号楼漏水；2、5号楼断电", ["3号楼漏水", "5号楼断电"]),
        ("1、A区1、2号楼无水；2、B区堵塞", ["A区1、2号楼无水", "B区堵塞"]),
        ("1、食堂：(1)无证；(2)脏乱；2、仓库堵塞", ["食堂：(1)无证；(2)脏乱", "仓库堵塞"]),
        ("存在以下问题：1、通道堵塞；2、消火栓无水", ["通道堵塞", "消火栓无水"]),
        ("（一）通道堵塞（二）消火栓无水", ["通道堵塞", "消火栓无水"]),
        ("其一，通道堵塞；其二，消火栓无水", ["通道堵塞", "消火栓无水"]),
        ("1 通道堵塞\n2 消火栓无水", ["通道堵塞", "消火栓无水"]),
        ("食堂：1、通道堵塞；2、消火栓无水", ["食堂：通道堵塞", "食堂：消火栓无水"]),
    ],
)
def test_numbered_list_is_split(text, items):
    assert split_numbered(text) == items


@pytest.mark.parametrize(
    "text",
    [
        "1张动火证存在8个问题",
        "防火间距1.5米，应为2.0米",
        "1.5米处堆放；2.5米处断裂",
        "2020.10.31前未检验",
        "1、2、3号楼无水",
        "3、4号楼无水",
        "1、2号楼无水，2、3号楼断电",
        "一、二层疏散门锁闭",
        "1、灭火器失效",
        "1 个灭火器失效\n2 个通道堵塞",
        "依照第（一）项、第（二）项",
        "见图(1)和图(2)",
        "1、通道堵塞；3、无水",
        "依据第1.2条、第2.1条",
        "2020年1月2日检查",
        "阀门①、②号泄漏",
        "",
    ],
)
def test_text_that_is_no_list_stays_whole(text):
    assert split_numbered(text) == [text]


def test_long_opening_takes_no_time():
    """An opening of many digits must not make the pattern try every way to divide them."""
    text = "1" * 5_000 + "x：1、通道堵塞；2、无水"

    assert split_numbered(text)[1] == "1" * 5_000 + "x：无水"


@given(
    st.lists(st.text("通道堵塞消火栓无水灯坏", min_size=2, max_size=9), min_size=2, max_size=20),
    st.sampled_from(["{}、", "{}．", "({})", "（{}）", "{}）", "circled"]),
    st.sampled_from(["\n", "；", "。"]),
)
def test_any_list_splits_into_what_it_was_made_of(items, style, stop):
    marks = CIRCLED if style == "circled" else [style.format(number) for number in range(1, 21)]

    text = stop.join(mark + item for mark, item in zip(marks, items, strict=False))

    assert [item.strip("。") for item in split_numbered(text)] == items


@given(st.text("12345、.()①②\n；甲乙一二", max_size=40))
def test_splitting_loses_only_numbers_and_stops(text):
    kept = [sign for sign in "".join(split_numbered(text)) if sign in "甲乙"]

    assert len(kept) >= sum(sign in "甲乙" for sign in text)
