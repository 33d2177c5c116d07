"""Words that were given up stay given up, on screen, on paper and in the guides.

Each with what is said instead. Words that are right elsewhere stand with what must not stand beside them; names of
columns in lists that come from outside are not ours to mend.
"""

import re
from io import BytesIO

import pytest
from babel.messages.pofile import read_po

from tests.walls.sources import APPS, python_files
from tests.walls.sources import ROOT as BASE

GIVEN_UP = {
    "被检单位": "责任单位",
    "处罚问责情况": "查处情况",
    "报告整改": "填报整改情况",
    "填报整改事项": "填报整改情况",
    "报送整改情况": "报送整改报告",
    "最后一日": "现场巡查结束日",
    "临近期限": "期限提醒",
    "单项整改": "整改事项",
    "组员(?!会)": "成员",
    "决定人": "审批人",
    "(?<!举报信息)保密员": "举报信息保管员",
    "授权委托": "委托代行",
    "(?<!请)更正日期": "日期更正",
    "事实更正": "日期更正",
    "按新日历": "日历更新后重新计算",
    "人员入库": "登记人员",
    "(?<!巡查)人员库": "巡查人员库",
    "由数据生成": "系统自动生成",
    "催办函初稿见内": "催办函初稿见正文",
    "会出现在这里": "需要您办理的事项将显示在此处",
    "签收年度方案(?!摘要)": "签收年度方案摘要",
    "签收方案摘要": "签收年度方案摘要",
    "最[少多]个数": "巡查组数量下限、上限",
    "立即调离": "调出巡查组",
    "已逾期(?=[0-9%{])": "逾期26天",
    "(?:逾期|还剩) [0-9%{]": "逾期26天",
    "报告(?:已|尚未|未)批准": "报告由安委会审定",
    "若干工作日": "实际的工作日数",
    "巡查 Xuncha": "安全生产巡查系统",
    r"[一二三四]\([一二三四五六]\)": "三（三）5",
}
# 最后一日: the end of a counted period or of a span of dates, not of a stay. 被检单位: a column that others wrote.
RIGHT_ELSEWHERE = {
    "最后一日": ("期限最后一日", "最后一日是休息日", "按最后一日"),
    "被检单位": (
        "清单没有被检单位列",
        "该列如为被检单位",
        "“被检单位”",
        "被检单位为空",
        "| 被检单位（单位名称",
        "按被检单位读取",
    ),
}
# Headings of lists that others write, read by the import and told in its guide.
FROM_OUTSIDE = {"被检单位": ("inspections/importing/", "inspections/scenes/")}


def said() -> list[tuple[str, str]]:
    """Place and text of all that people read: translations, guides, templates, papers, Chinese in the code."""
    found = []
    for path in sorted(BASE.glob("locale/*/zh_Hans/LC_MESSAGES/django.po")):
        for message in read_po(BytesIO(path.read_bytes()), locale="zh_Hans"):
            strings = message.string if isinstance(message.string, tuple) else (message.string,)
            found += [(f"{path.relative_to(BASE)}:{message.lineno}", text) for text in strings if message.id and text]
    paths = [*BASE.glob("docs/guide/*.md"), *BASE.glob("templates/**/*.html")]
    paths += python_files(*APPS)
    return found + [(str(path.relative_to(BASE)), path.read_text()) for path in sorted(paths)]


SAID = said()


@pytest.mark.parametrize("word", GIVEN_UP)
def test_word_that_was_given_up_does_not_return(word):
    found = []
    for place, text in SAID:
        # In code and templates a clause is a key; the page shows it with the brackets of Chinese text.
        is_key = word.startswith("[") and not place.startswith(("locale", "docs"))
        if is_key or place.startswith(FROM_OUTSIDE.get(word, ("-",))):
            continue
        for right in RIGHT_ELSEWHERE.get(word, ()):
            text = text.replace(right, "")
        found += [f"{place}: {match[0]}" for match in re.finditer(word, text)]
    assert found == [], f"say {GIVEN_UP[word]}"
