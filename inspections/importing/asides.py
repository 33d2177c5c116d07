"""Rows of a sheet that are no findings: notes, totals, signatures, group headings, and rows that say there is none."""

import re
import unicodedata

from django.utils.translation import gettext as _

from .book import Row, cell_at, words_of

_NOTE = re.compile(
    r"^[(（【\[]?(?:备?注[:：\d一二三（(]|备注$|注$|说明[:：]?$|说明[:：\d]|填[写表报](?:要求|说明|须知)|附注|特别?说明|提示[:：]|注意事项|注意[:：]|以上(?:问题|隐患|内容|情况|均|各|为|所)|上述(?:问题|隐患|内容)|[本此]表|本清单|"
    r"要求[:：]|附件?[:：])"
)
_BLANK_BELOW = re.compile(r"^[(（]?(?:以下空白|以下无正文|以下无内容|本页以下空白|此处空白)[)）]?$")
_TOTAL = re.compile(r"^(?:合计|总计|小计|共计|累计|合\s+计|总\s+计|小\s+计|本页(?:合计|小计)|汇总)(?:[:：（(\d].*)?$")
_SIGNED = re.compile(
    r"^(?:填表人?|制表人?|审核人?|填报人?|填报单位|填表单位|制表单位|报送人|上报人|复核人?|签字|签名|签发人?|检查人员?|检查组成员|被检(?:查)?单位负责人|"
    r"单位负责人|负责人|主要负责人|分管(?:领导|负责人)|经办人|联系人|联系电话|填表日期|填报日期|填报时间|填表时间|制表日期|日期|单位(?:盖章|公章|\(盖章\)|（盖章）))"
    r"(?:签字|签名|签章|\(签字\)|（签字）|（签名）|\(签名\))?\s*[:：]"
)
_GROUP = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十\d]{1,3}(?:类|部分|组|批|项))"
)
_NO_PROBLEM = re.compile(
    r"(?:经?(?:现场)?(?:检查|排查|核查)?,?(?:暂|均|尚)?(?:无|没有|未(?:发现|见|查出|检查出|检出|排查出|存在)|不存在))"
    r"(?:明显|其他|任何|存在|重大|一般|相关|安全|生产|事故|消防)*(?:问题|隐患|异常|情况)?(?:及?(?:问题|隐患))?"
    r"|无|/+|-+|—+|–+|\\|〇|0|零(?:问题|隐患|报告)?|正常|合格|良好|符合(?:要求|规定)|(?:现场)?(?:检查|情况)(?:正常|良好|合格)|未发现|暂无|没有|nil|none|n/?a"
)
LONGEST_PATTERN = 80


def is_note(words: str) -> bool:
    return bool(_NOTE.match(words[:LONGEST_PATTERN].strip()))


def says_none(text: str) -> bool:
    """Whether the cell of the problem says that there is no problem."""
    bare = re.sub(r"[\s。.．，！!]+", "", unicodedata.normalize("NFKC", text)).lower()
    return len(bare) <= 20 and bool(_NO_PROBLEM.fullmatch(bare))


def why_aside(row: Row, columns: dict[str, int], *, is_spread: bool) -> str:
    """Why a row below the headings is no finding, '' where it is one (or should be). `is_spread`: one cell is merged
    over the column of the problem and others."""
    shown = [words_of(cell) for cell in row.cells if cell != ""]
    distinct = list(dict.fromkeys(shown))
    opening = distinct[0][:LONGEST_PATTERN].strip()
    text = words_of(cell_at(row, columns["text"])) if "text" in columns else ""
    has_level = any(words_of(cell_at(row, columns[code])) for code in ("kind", "is_major") if code in columns)
    alone = len(distinct) == 1
    if alone and is_spread:
        return _reason(opening)
    if alone and _BLANK_BELOW.match(opening):
        return _("nothing follows")
    if (alone or not text) and is_note(opening):
        return _("note")
    if (not has_level or not text) and _TOTAL.match(opening):
        return _("total")
    if (not has_level or not text) and _SIGNED.match(opening):
        return _("signature")
    if alone and not text and (_GROUP.match(opening) or _beside_number(row, columns)):
        return _("group heading")
    return ""


def _reason(opening: str) -> str:
    if is_note(opening):
        return _("note")
    if _TOTAL.match(opening):
        return _("total")
    return _("signature") if _SIGNED.match(opening) else _("group heading")


def _beside_number(row: Row, columns: dict[str, int]) -> bool:
    """A word where numbers stand, or one alone in a list that numbers its rows."""
    if "number" not in columns:
        return False
    number = words_of(cell_at(row, columns["number"]))
    return not re.fullmatch(r"[0-9.\-]*", number) or not number
