"""The closed lists of words in a findings table, and the codes they stand for."""

import re
import unicodedata
from functools import lru_cache

from inspections.vocabulary import HANDLING_WORDS, KIND_WORDS, RESPONSIBILITY_WORDS


def _codes(printed: dict[str, str], **others: str) -> dict[str, tuple[str, ...]]:
    """The word that prints comes first: the template offers it, messages name it. The others are read as well."""
    return {code: (word, *others.get(code, "").split()) for code, word in printed.items()}


KINDS = _codes(
    KIND_WORDS,
    problem="管理问题 工作类问题 工作类",
    general_hazard=(
        "一般 一般事故隐患 一般安全隐患 一般性 一般性隐患 一般安全事故隐患 一般生产安全事故隐患 "
        "一般火灾隐患 一般级 一般类 "
        "一般类隐患 一般级隐患 一般安全问题隐患 一般问题隐患"
    ),
    major_hazard=(
        "重大隐患 重大 重大安全隐患 重大安全事故隐患 重大生产安全事故隐患 重大火灾隐患 重大级 "
        "重大类 重大类隐患 重大级隐患 "
        "重大问题隐患"
    ),
    violation=(
        "违法违规问题 非法违法 违法违规 非法违法违规 非法违法问题 违法违规行为 非法违法行为 违法 "
        "违规 违法行为 违规行为 违法问题 违规问题"
    ),
    lead="线索",
    suggestion="意见和建议 建议",
)
HANDLINGS = _codes(
    HANDLING_WORDS,
    fix_at_once=(
        "当场整改 立即整改 当场 立即 现场整改 立即改正 当场改正 即知即改 立查立改 即查即改 立整立改 马上整改"
    ),
    fix_by_date="责令限期整改 限期改正 责令限期改正",
    propose_suspension="停产停业整改 停产停业 停产整改 停业整改 建议停产停业整改",
)
RESPONSIBILITY_LEVELS = _codes(
    RESPONSIBILITY_WORDS,
    local="属地 属地管理责任 属地责任 街道",
    department="部门 部门监管责任 监管责任 部门责任",
    enterprise="企业 企业主体责任 主体责任 企业责任",
)
YES = {"是", "√", "✓", "y", "yes", "true", "1"}
NO = {"否", "×", "x", "n", "no", "false", "0"}

_MARKS = re.compile(r"[\s。.;,、:]+")


def plain(words: str) -> str:
    """The words for comparing: narrow signs, no blanks or stops."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", words)).lower()


def _index(codes: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {plain(word): code for code, words in codes.items() for word in words}


_KIND, _HANDLING, _LEVEL = _index(KINDS), _index(HANDLINGS), _index(RESPONSIBILITY_LEVELS)


# Who is to control or mend it (班组级, 公司级) is no level of the hazard.
_CONTROL = r"(?:班组|岗位|车间|部门|科室|公司|厂|企业|项目部?|街道|区|市|省)级?(?:管控)?"
_CONTROL_NOTE = re.compile(rf"[(（\[【]{_CONTROL}[)）\]】]$|[-—－/]{_CONTROL}$")


# Put together out of the words for a hazard, or with a note that says nothing of the level.
_MADE_KIND = re.compile(
    r"[(\[【]?(一般|重大)(?:性|级|类)?(?:生产|安全|事故|火灾|消防)*(?:隐患)?[)\]】]?(?:[(\[【](?:[a-d]级?|现场类|基础管理类|管理类|挂牌|√)[)\]】])?"
)


# A list of thousands of rows says a few words over and over.
@lru_cache(maxsize=4096)
def kind_of(words: str) -> str:
    """The code of the kind, '' where the word is not one of the list; a note of who controls it (班组级) aside."""
    words = words.strip()
    if found := _KIND.get(plain(words), "") or _KIND.get(plain(_CONTROL_NOTE.sub("", words[:40])), ""):
        return found
    made = _MADE_KIND.fullmatch(plain(words[:40]))
    return {"一般": "general_hazard", "重大": "major_hazard"}[made[1]] if made else ""


@lru_cache(maxsize=4096)
def handling_of(words: str) -> str:
    return _HANDLING.get(plain(words), "")


def responsibility_level_of(words: str) -> str:
    return _LEVEL.get(plain(words), "")


def accepted(codes: dict[str, tuple[str, ...]]) -> str:
    """The list to show a person who typed something else."""
    return "、".join(words[0] for words in codes.values())
