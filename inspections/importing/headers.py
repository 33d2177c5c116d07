"""What the headings of a list mean: the words that offices use for one and the same column (DOMAIN 5.4)."""

import re
import unicodedata
from functools import lru_cache

from .heading_makes import made_as

# The first word of each line is the one our template and our messages use.
SYNONYMS: dict[str, tuple[str, ...]] = {
    field: tuple(words.split())
    for field, words in {
        "number": "序号 编号 项次 No No. 隐患编号 问题编号 整改编号 行号",
        "street": (
            "街道 所属街道 街道办事处 镇街 镇(街道) 镇(街) 街镇 乡镇街道 乡镇(街道) 所在街道 "
            "被巡查街道 属地街道 属地镇街 属地 "
            "街道名称 镇街名称 所属镇街 辖区街道 所属辖区 所在镇街 所属乡镇 所在乡镇"
        ),
        "place": (
            "被检地点 地点 检查地点 地址 单位地址 企业地址 详细地址 所在地 所在位置 位置 场所 检查场所 隐患地点 "
            "隐患位置 隐患部位 问题地点 部位 隐患所在部位 隐患所在位置 问题部位 问题位置 具体位置 "
            "具体部位 检查部位 检查位置 "
            "排查部位 检查区域 隐患区域 区域 检查工点 工点 发生地点 隐患场所"
        ),
        "subject_name": (
            "被检单位 单位名称 企业名称 被检查单位 受检单位 被检企业 被检查企业 检查单位名称 单位 企业 单位全称 "
            "企业全称 生产经营单位 生产经营单位名称 场所名称 被巡查单位 责任主体 问题单位 隐患单位 "
            "受检企业 受检查单位 "
            "受检查企业 被检单位名称 被检企业名称 被检查单位名称 被检查企业名称 受检单位名称 "
            "受检企业名称 被查单位 被查企业 "
            "受查单位 被检查对象 受检对象 被检对象 检查对象 检查企业 检查企业名称 企业(单位)名称 单位(企业)名称 "
            "企业单位名称 企业名字 公司名称 公司 商户名称 店铺名称 商户 经营单位 经营单位名称 隐患单位名称 隐患企业 "
            "问题单位名称 问题企业 存在问题单位 存在隐患单位 被督查单位 被督导单位 被抽查单位 "
            "被检查单位(场所) 单位或场所名称 "
            "单位(场所)名称 市场主体名称 市场主体 生产经营主体 经营主体 "
            "被查单位名称 被查企业名称 受查单位名称 受查企业名称 "
            "被巡查企业 被巡查企业名称 被巡查单位名称 被督查企业 被抽查企业 企业名"
        ),
        "credit_code": "统一社会信用代码 社会信用代码 信用代码 统一信用代码 组织机构代码 机构代码 统一代码",
        "sector": (
            "行业领域 行业 领域 所属行业 行业类别 所属行业领域 行业(领域) 行业分类 行业类型 所属领域 企业类型 行业部门"
        ),
        "kind": (
            "问题等级 类别 隐患等级 问题类别 隐患类别 等级 级别 隐患级别 问题级别 问题类型 隐患类型 问题性质 隐患分级 "
            "问题(隐患)等级 问题隐患等级 类型 隐患性质 隐患程度 问题程度 严重程度 事故隐患等级 "
            "事故隐患级别 事故隐患类别 "
            "隐患(问题)等级 隐患问题等级 隐患等级(一般/重大) 隐患定级 问题分级 问题分类 隐患分类 "
            "性质 安全隐患等级 等级划分 定级 分级 问题等次 隐患等次"
        ),
        "is_major": (
            "是否重大 是否重大隐患 是否重大事故隐患 是否为重大隐患 是否为重大事故隐患 "
            "是否属于重大隐患 是否属于重大事故隐患 "
            "是否构成重大事故隐患 是否构成重大隐患"
        ),
        "text": (
            "存在问题 问题描述 隐患内容 问题 隐患描述 存在的问题 问题内容 发现问题 发现的问题 存在问题及隐患 "
            "存在问题隐患 存在的问题隐患 问题隐患 隐患问题 问题及隐患 隐患 存在隐患 具体问题 主要问题 问题隐患描述 "
            "问题隐患内容 事故隐患内容 事故隐患 隐患情况 问题情况 检查发现问题 检查发现的问题 "
            "具体内容 问题表述 隐患问题描述 "
            "隐患问题内容 隐患问题情况 事故隐患描述 事故隐患情况 安全隐患 安全隐患描述 安全隐患内容 "
            "安全隐患情况 安全问题 "
            "主要隐患 主要问题隐患 主要问题及隐患 主要安全隐患 存在主要问题 存在的主要问题 "
            "存在主要隐患 存在的主要隐患 "
            "存在的隐患 存在的安全隐患 存在安全隐患 存在的隐患问题 存在隐患问题 存在问题(隐患) "
            "存在的问题(隐患) 存在的隐患和问题 "
            "存在的问题和隐患 存在问题和隐患 存在隐患及问题 存在的问题及隐患 存在问题描述 "
            "存在问题情况 存在问题具体描述 隐患具体描述 "
            "隐患具体内容 隐患具体情况 问题具体描述 问题具体内容 具体隐患 具体问题描述 具体隐患描述 "
            "隐患详情 问题详情 隐患详细描述 "
            "问题详细描述 隐患事实 问题事实 问题隐患情况 问题(隐患)描述 问题(隐患)内容 隐患(问题)描述 隐患(问题)内容 "
            "问题(隐患) 隐患(问题) 问题/隐患 隐患/问题 问题或隐患 问题或隐患描述 问题点 不符合项 "
            "不符合项描述 不符合情况 不合格项 "
            "发现隐患 发现的隐患 发现问题及隐患 发现问题隐患 发现的问题隐患 发现问题描述 "
            "发现的主要问题 检查出的问题 查出问题 "
            "查出的问题 查出隐患 查出的隐患 查摆问题 检查问题 检查发现隐患 检查发现的隐患 "
            "检查发现问题及隐患 排查出的问题 "
            "排查出的隐患 排查出问题 排查隐患 排查发现问题 排查发现的问题 排查发现隐患 巡查发现问题 "
            "巡查发现的问题 督查发现问题 "
            "现场问题 现场发现问题 现场存在问题 现场检查发现问题 隐患现象 问题现象 隐患摘要 问题摘要 "
            "隐患事项 问题事项 反馈问题 存在的不足 存在问题和不足 存在的问题和不足"
        ),
        "requirement": (
            "整改要求 整改措施要求 整改措施及要求 整改要求及措施 整改意见 整改建议 整改内容 处理要求 处理意见 "
            "整改要求和措施 整改要求措施 整改要求(措施) 整改措施(要求) 整改事项 治理要求 整改任务 整改意见及要求 "
            "整改意见和要求 整改要求及建议 整改要求内容"
        ),
        "handling": "处置方式 处理方式 整改方式 处理措施 整改类型 处置措施 整改形式 处置类型",
        "supervising_department": (
            "监管部门 行业监管部门 行业主管部门 主管部门 监管单位 监管责任部门 监管责任单位 行业监管责任部门 督办部门 "
            "督导部门 监管部门(单位) 行业监管单位 负责监管部门 监督部门 监督单位"
        ),
        "due": (
            "整改期限 整改时限 完成时限 整改完成时限 整改完成期限 完成期限 期限 时限 要求整改时间 整改截止日期 "
            "截止日期 要求完成时间 限期 计划完成日期 计划完成时间 计划完成时限 计划整改时间 "
            "计划整改日期 计划整改完成时间 "
            "计划整改完成日期 计划完成期限 拟完成时间 预计完成时间 预计完成日期 预计整改完成时间 "
            "要求完成日期 要求完成时限 "
            "要求整改日期 要求整改期限 要求整改时限 要求整改完成时间 要求整改完成日期 应完成时间 "
            "应完成日期 应整改完成时间 "
            "整改截止时间 截止时间 整改截止期限 限期整改时间 限期整改日期 限期整改期限 整改限期 "
            "限改日期 限改时间 治理期限 治理时限 "
            "整改期限(截止日期) 整改最后期限 整改到期日 到期日 目标完成时间 目标完成日期 "
            "规定整改时间 规定完成时间 限定时间 "
            "限定整改时间 限定完成时间 整改到位时限 整改到位期限 要求整改到位时间"
        ),
        "legal_basis": (
            "依据 法规依据 法律依据 法律法规依据 检查依据 标准依据 法规标准依据 问题依据 隐患依据 违反条款 违反规定 "
            "违反法规 相关依据 参考依据 规范依据 依据条款 法律法规条款 依据标准 标准条款 违反条文 政策依据"
        ),
        "criterion": (
            "判定依据 判定标准 重大隐患判定依据 重大隐患判定标准 重大事故隐患判定标准 隐患判定依据 "
            "重大事故隐患判定依据 "
            "隐患判定标准 判定条款"
        ),
        "topic_number": "内容序号 巡查内容序号 巡查内容 巡查内容项 内容项",
        "responsibility_level": "责任层面 责任层级 责任类别 责任划分",
        "suggestion": "意见建议 意见和建议 建议 对策建议 工作建议",
        "found_on": (
            "检查日期 检查时间 发现日期 发现时间 巡查日期 巡查时间 排查日期 排查时间 隐患发现时间 "
            "隐患发现日期 问题发现时间 "
            "问题发现日期 隐患排查时间 隐患排查日期 检查发现时间 检查发现日期 查出时间 查出日期 "
            "督查时间 督查日期 督导时间 "
            "督导日期 现场检查时间 现场检查日期 隐患查出时间 隐患查出日期 抽查时间 抽查日期"
        ),
        "remark": "备注 说明 备注说明 注 备注信息 其他说明",
    }.items()
}
# Read so only where no column bears a heading of the list above: alone they are clear enough.
SECOND_CHOICE: dict[str, tuple[str, ...]] = {
    field: tuple(words.split())
    for field, words in {
        "text": "隐患名称 问题名称 问题隐患名称 检查记录 检查结果 检查发现情况 检查内容及发现问题 "
        "检查情况 现场情况 现场检查情况 情况描述 检查内容及问题 隐患项目 描述 内容描述 违法行为 违法事实 违法违规行为",
        "requirement": "整改措施 治理措施 纠正措施 整改方案 防范措施 治理方案 处理建议 措施 整改治理措施 控制措施",
        "due": "整改时间 整改日期 完成整改时间 整改完成时间要求",
        "place": "设备名称 设备 设施名称 装置名称 区域位置 车间 岗位 楼栋",
        "subject_name": "责任单位 整改责任单位 整改单位 责任企业 整改主体 整改责任主体 施工单位 名称 "
        "项目名称 工程名称 工地名称 点位名称 对象名称",
        "found_on": "日期 时间",
    }.items()
}
# Whoever inspects, or whoever is inspected: the values must tell.
EITHER_SIDE = ("检查单位", "排查单位", "巡查单位", "督查单位", "抽查单位")
# A type (消防, 临边防护) where a list has a column of levels besides, else perhaps the level itself.
TYPES = (
    "类别", "问题类别", "隐患类别", "问题类型", "隐患类型", "问题性质", "类型", "隐患性质", "事故隐患类别", "问题分类",
    "隐患分类", "性质",
)  # fmt: skip
# Meanings that our own template has no column for, and what to call them.
_OTHERS = {"category": "问题类别", "status": "状态"}

REQUIRED = ("text", "kind")

_NOTES = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
_STOPS = re.compile(r"[\s*:;,.]+")
_MARKS = re.compile(r"[\s*:;,.、_/\-]+")


def _bare(words: str, *, keep_notes: bool) -> str:
    text = unicodedata.normalize("NFKC", words).lower()
    if not keep_notes:
        text = _NOTES.sub("", text)
    return _MARKS.sub("", text)


def _index(table: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {_bare(word, keep_notes=True): field for field, words in table.items() for word in words}


_MEANING, _SECOND = _index(SYNONYMS), _index(SECOND_CHOICE)
_TYPES = {_bare(word, keep_notes=True) for word in TYPES}
_EITHER_SIDE = {_bare(word, keep_notes=True) for word in EITHER_SIDE}
# Longer texts are no headings, and patterns are not tried on them.
LONGEST_HEADING = 60


@lru_cache(maxsize=4096)
def field_of(heading: str) -> str:
    """The meaning of a heading, '' where it has none. Blanks, stars, colons and notes in brackets do not count."""
    return _looked_up(heading, _MEANING) or ("" if _looked_up(heading, _SECOND) else _of_make(heading))


@lru_cache(maxsize=4096)
def second_field_of(heading: str) -> str:
    """The meaning of a heading in a list that has no better column for it, '' where it has none."""
    return _looked_up(heading, _SECOND)


def is_type(heading: str) -> bool:
    return _bare(heading, keep_notes=False) in _TYPES


def is_either_side(heading: str) -> bool:
    return _bare(heading, keep_notes=False) in _EITHER_SIDE


def _looked_up(heading: str, index: dict[str, str]) -> str:
    if len(heading) > LONGEST_HEADING:
        return ""
    with_notes = index.get(_bare(heading, keep_notes=True), "")
    return with_notes or index.get(_bare(heading, keep_notes=False), "")


def _of_make(heading: str) -> str:
    """By how it is put together, where no list holds it; with what stands in brackets, else without."""
    if len(heading) > LONGEST_HEADING or is_either_side(heading):
        return ""
    text = _STOPS.sub("", unicodedata.normalize("NFKC", heading))
    return made_as(text) or made_as(_NOTES.sub("", text))


def heading_of(field: str) -> str:
    """The heading to show for a meaning."""
    return _OTHERS[field] if field in _OTHERS else SYNONYMS[field][0]
