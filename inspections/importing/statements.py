"""Words around a table that say of which kind all of its rows are: “以上均为一般隐患”, 一般隐患清单."""

import re
import unicodedata
from collections.abc import Iterable

_KIND = r"(?P<kind>一般|重大)(?:性)?(?:生产|事故|安全|火灾)*(?:隐患|问题)*"
_ALL = re.compile(
    r"(?:此表|本表|本清单|该表|上述|以上|表中|表内|下列|以下|本次|所列|均|全部|都)[^。；;\n]{0,16}?(?:均为|全部为|都是|全为|均是|均属|全属|填写的为|填写的是|填报的为|为|属于|属)"
    rf"(?:于)?{_KIND}"
)
_TITLE = re.compile(
    rf"(?:^|[\s》”\"〕】)])?[^。；，,]*?{_KIND}(?:排查|整改|治理)?(?:清单|台账|明细表?|汇总表?|统计表|登记表|一览表|问题库|表)$"
)
_SHEET = re.compile(rf"^{_KIND}(?:清单|台账|明细|表)?$")
_CODES = {"一般": "general_hazard", "重大": "major_hazard"}
LONGEST_STATEMENT = 400


def stated_kind(*, sheet: str, titles: Iterable[str], notes: Iterable[str]) -> tuple[str, str]:
    """The code of the kind and the words that say so; ('', '') where nothing does, or two say different things."""
    said: dict[str, str] = {}
    for pattern, texts in ((_ALL, [*titles, *notes]), (_TITLE, titles), (_SHEET, [sheet])):
        for words in texts:
            bare = re.sub(r"[ \t\u3000]+", "", unicodedata.normalize("NFKC", words))[:LONGEST_STATEMENT]
            found = pattern.search(bare)
            if found and not (pattern is _TITLE and "一般" in bare and "重大" in bare):
                said.setdefault(_CODES[found["kind"]], words)
        if said:
            break
    return next(iter(said.items())) if len(said) == 1 else ("", "")
