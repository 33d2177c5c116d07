"""Names of subdistricts and enterprises as people write them."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Generic, TypeVar

T = TypeVar("T")

_SUFFIX = re.compile(
    r"(?:街道党工委|街道工委|街道办事处|街道办|街办|街道|办事处|镇人民政府|镇政府|镇|乡人民政府|乡政府|乡)$"
)
# 枣庄高新区张范街道: what stands before is the district; 原张范街道: it is the name of before.
_DISTRICT = re.compile(r"(?:.*(?:区|市|县|省|会|旗|盟)|原)$")
_BETWEEN_HAN = re.compile(r"(?<=[\u4e00-\u9fff（）])\s+(?=[\u4e00-\u9fff（）])")
_LEGAL_FORM = re.compile(r"(?:有限责任公司|股份有限公司|有限公司|集团公司|公司|\(个体工商户\)|（个体工商户）)$")

# What a group heading must end with to be taken for an enterprise; 一、加油站 may be but a kind of them.
_ENTERPRISE = re.compile(r"(?:公司|厂|商行|超市|商店|分店|酒楼|酒店|饭店|餐馆|宾馆|合作社|经营部|门市部)$")
_NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,3}[、.．])\s*"
)
SHORTEST_ENTERPRISE = 3
_BETWEEN_NAMES = re.compile(r"[、，,；;/\n]|(?<=公司)[和与及]")
_NOTE_AT_END = re.compile(r"（[^（）]*）$")


def enterprise_in(heading: str) -> str:
    """The enterprise that a group heading names (一、甲商行), '' where it names a subject (二、消防领域)."""
    name = plain_name(_NUMBERED.sub("", heading.strip())).rstrip("：:")
    return name if len(name) >= SHORTEST_ENTERPRISE and _ENTERPRISE.search(name) else ""


def enterprises_in(name: str) -> list[str]:
    """The names of a cell that names several enterprises (甲公司、乙饭店); the words alone where it names one."""
    parts = [part for part in map(plain_name, _BETWEEN_NAMES.split(name)) if part]
    return parts if all(_ENTERPRISE.search(_NOTE_AT_END.sub("", part)) for part in parts) else [name]


def plain_name(name: str) -> str:
    """Names as people type them: half-width brackets, blanks between Chinese characters or doubled, and a stop at the
    end mean nothing."""
    name = " ".join(unicodedata.normalize("NFKC", name).replace("(", "（").replace(")", "）").split())
    return _BETWEEN_HAN.sub("", name).strip(" 。;；,，、")


def loose_name(name: str) -> str:
    """What two spellings of one enterprise may have in common: 有限公司 and 有限责任公司 are the same here."""
    return _LEGAL_FORM.sub("", plain_name(name)).lower()


def is_called_subdistrict(words: str) -> bool:
    """Whether the words name some subdistrict, by how they end."""
    return bool(_SUFFIX.search(plain_name(words)))


class SubdistrictNames(Generic[T]):
    """Subdistricts by their names, old ones too; asked thousands of times of a list, each time in the length of the
    words and not of the country."""

    def __init__(self, named: Iterable[tuple[Iterable[str], T]]) -> None:
        self._owners: list[T] = []
        self._whole: dict[str, int] = {}
        self._stems: dict[str, int] = {}
        for place, (names, owner) in enumerate(named):
            self._owners.append(owner)
            for name in filter(None, map(plain_name, names)):
                self._whole.setdefault(name, place)
                if own := _SUFFIX.sub("", name):
                    self._stems.setdefault(own, place)

    def find(self, words: str) -> T | None:
        """The first of which the words are a name, its short form (张范街道办) or the form with the district before
        it."""
        words = plain_name(words)
        stem = _SUFFIX.sub("", words)
        places = [self._whole[words]] if words in self._whole else []
        if stem != words:
            places += [
                self._stems[stem[cut:]]
                for cut in range(len(stem))
                if stem[cut:] in self._stems and (not cut or _DISTRICT.match(stem[:cut]))
            ]
        return self._owners[min(places)] if places else None


@lru_cache(maxsize=32)
def _any_of(names: tuple[str, ...]) -> SubdistrictNames[bool]:
    return SubdistrictNames([(names, True)])


def names_subdistrict(words: str, names: Iterable[str]) -> bool:
    """Whether the words are one of these names of subdistricts, or such a form of one."""
    return bool(_any_of(tuple(names)).find(words))
