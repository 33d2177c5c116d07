"""What the headings of a list mean: the words that offices use for one and the same column (DOMAIN 5.4)."""

import re
import unicodedata
from functools import lru_cache

# The first word of each line is the one our template and our messages use.
SYNONYMS: dict[str, tuple[str, ...]] = {
    field: tuple(words.split())
    for field, words in {
        "status": "状态",
        "category": "问题类别",
        "number": "序号 编号 项次 No No.",
        "street": "街道 所属街道 街道办事处 镇街 镇(街道) 所在街道 被巡查街道",
        "place": (
            "被检地点 地点 检查地点 地址 单位地址 企业地址 详细地址 所在地 所在位置 位置 场所 检查场所 隐患地点 "
            "隐患位置 隐患部位 问题地点"
        ),
        "subject_name": (
            "被检单位 单位名称 企业名称 被检查单位 受检单位 被检企业 被检查企业 检查单位名称 单位 企业 单位全称 "
            "企业全称 生产经营单位 生产经营单位名称 场所名称 被巡查单位 责任主体 问题单位 隐患单位"
        ),
        "credit_code": "统一社会信用代码 社会信用代码 信用代码 统一信用代码",
        "sector": "行业领域 行业 领域 所属行业 行业类别 所属行业领域 行业(领域) 行业分类",
        "kind": (
            "问题等级 类别 隐患等级 隐患类别 等级 级别 隐患级别 问题级别 问题类型 隐患类型 问题性质 隐患分级 "
            "问题(隐患)等级 问题隐患等级 类型"
        ),
        "is_major": "是否重大 是否重大隐患 是否重大事故隐患 是否为重大隐患 是否为重大事故隐患",
        "text": (
            "存在问题 问题描述 隐患内容 问题 隐患描述 存在的问题 问题内容 发现问题 发现的问题 存在问题及隐患 "
            "存在问题隐患 存在的问题隐患 问题隐患 隐患问题 问题及隐患 隐患 存在隐患 具体问题 主要问题 问题隐患描述 "
            "问题隐患内容 事故隐患内容 事故隐患 隐患情况 问题情况 检查发现问题 检查发现的问题 具体内容 问题表述"
        ),
        "requirement": (
            "整改要求 整改措施要求 整改措施及要求 整改要求及措施 整改意见 整改建议 整改内容 处理要求 处理意见"
        ),
        "handling": "处置方式 处理方式 整改方式 处理措施 整改类型",
        "supervising_department": (
            "监管部门 行业监管部门 行业主管部门 主管部门 监管单位 监管责任部门 监管责任单位 行业监管责任部门 督办部门 "
            "督导部门"
        ),
        "due": (
            "整改期限 整改时限 完成时限 整改完成时限 整改完成期限 完成期限 期限 时限 要求整改时间 整改截止日期 "
            "截止日期 要求完成时间 限期"
        ),
        "legal_basis": "依据 法规依据 法律依据 法律法规依据 检查依据 标准依据 法规标准依据 问题依据",
        "criterion": "判定依据 判定标准 重大隐患判定依据 重大隐患判定标准 重大事故隐患判定标准 隐患判定依据",
        "topic_number": "内容序号 巡查内容序号 巡查内容 巡查内容项 内容项",
        "responsibility_level": "责任层面 责任层级 责任类别 责任划分",
        "suggestion": "意见建议 意见和建议 建议 对策建议 工作建议",
        "found_on": "检查日期 检查时间 发现日期 发现时间 巡查日期 巡查时间 排查日期 排查时间",
        "remark": "备注 说明 备注说明 注",
    }.items()
}

REQUIRED = ("text", "kind")

_NOTES = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
_MARKS = re.compile(r"[\s*:;,.、_/\-]+")


def _bare(words: str, *, keep_notes: bool) -> str:
    text = unicodedata.normalize("NFKC", words).lower()
    if not keep_notes:
        text = _NOTES.sub("", text)
    return _MARKS.sub("", text)


_MEANING = {_bare(word, keep_notes=True): field for field, words in SYNONYMS.items() for word in words}


@lru_cache(maxsize=4096)
def field_of(heading: str) -> str:
    """The meaning of a heading, '' where it has none. Blanks, stars, colons and notes in brackets do not count."""
    if len(heading) > 60:
        return ""
    with_notes = _MEANING.get(_bare(heading, keep_notes=True), "")
    return with_notes or _MEANING.get(_bare(heading, keep_notes=False), "")


def heading_of(field: str) -> str:
    """The heading to show for a meaning."""
    return SYNONYMS[field][0]
