"""Headings that no list of words holds: offices put them together out of few words, and are understood by that."""

import re

_DANGER = "(?:主要|突出|具体|重点|安全生产|安全|生产|事故|消防)*(?:问题|隐患|违法违规行为)"
_FOUND = "(?:本次|现场|检查|排查|巡查|督查|督导|核查|中|时)*(?:发现|查出|查处|检出|存在|反馈|所)*的?"
_TOLD = "(?:描述|内容|情况|名称|详情|表述|说明|明细|摘要|事项|事实|要点|点|项)"
_TO_COME = "期限|时限|截止|限期|限定|计划|预计|要求|拟|应|节点"
_MAJOR = "重大(?:生产安全|安全|事故|火灾)*隐患"
_ASKED = "(?:是否|是不是|属于)(?:为|属于|属|构成)?"
_PLACES = "单位|企业|公司|门店|店铺|商户|主体|经营者|场所"
_OTHER_PLACES = "单位|企业|场所|商户|个体户|个体工商户|工地|项目"

MAKES: dict[str, re.Pattern[str]] = {
    code: re.compile("|".join(makes))
    for code, makes in {
        "text": [
            f"{_FOUND}{_DANGER}(?:[及和与或、/]*的?{_DANGER})*(?:具体|详细|主要)?{_TOLD}*(?:及(?:部位|位置|照片))?",
        ],
        # What has been done by then is another column: without a word of what is to come it is none.
        "due": [
            f"(?=.*(?:{_TO_COME}))(?:隐患|问题)?(?:拟|计划|预计|要求|应|限定|限期|规定|最迟|最终)*"
            "(?:整改|完成|治理|办结|销号)*(?:期限|时限|限期|截止|时间|日期|日|节点|的)+(?:要求)?",
        ],
        "kind": [
            "(?:事故|安全|生产)*(?:隐患|问题)*(?:判定|认定|评定|核定)?(?:等级|级别)(?:判定|认定|评定|划分)?",
            "(?:隐患|问题)(?:大小|判定|认定)",
        ],
        "is_major": [
            rf"(?:是否)?(?:为|属于|属|构成|判定为)?{_MAJOR}\(是[/、]?否\)",
            f"{_ASKED}重大(?:生产安全|安全|事故|火灾)*(?:隐患|问题)?",
        ],
        "subject_name": [
            rf"(?:被检查?|受检查?|被查|受查)?(?:{_PLACES})(?:[/或及、(]+(?:{_OTHER_PLACES})\)?)+(?:全称|名称)?",
            "(?:受检|被检|被检查|受检查)(?:主体|场所|点|商户|门店|工地|项目)(?:名称)?",
            "(?:(?:隐患|问题)?所在|涉及)(?:单位|企业)",
            "(?:门店|店面|店)名称?|企业简称|生产单位|经营者名称",
        ],
    }.items()
}


def made_as(heading: str) -> str:
    """The meaning of a heading, in narrow signs and without blanks, by its make; '' where it has none."""
    return next((code for code, make in MAKES.items() if make.fullmatch(heading)), "")
