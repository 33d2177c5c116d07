"""What the columns of a sheet mean: by their headings, and where those leave it open by what stands below."""

import re
from collections.abc import Sequence

from .book import Row, Sheet, cell_at, words_of
from .headers import field_of, is_either_side, is_type, second_field_of
from .headings import Headings
from .mapping import HANDLED, TICK, TICKED_KINDS
from .ticks import boxed_word, is_ticked
from .words import handling_of, kind_of

# Below such a group heading stands what came later, not what was found.
_LATER = re.compile(r"复查|验收|销号|回头看|整改后|整改情况|整改结果|实际|上次|上年|历史|核查")
_ENTERPRISE = re.compile(
    r"公司|厂|店|商行|超市|酒楼|酒店|饭店|餐|宾馆|旅馆|市场|商场|学校|幼儿园|医院|加油站|加气站|仓库|库$|企业|集团|门市|工地|养老院|网吧|影院"
    r"|合作社|车间|矿|站$|部$|中心$|馆$|坊$|行$|家政|小区"
)
_INSPECTOR = re.compile(
    r"指挥部|安委|委员会|局|大队|支队|应急|消防|监管|执法|街道|办事处|办$|镇|政府|检查组|督导组|巡查组|专班|专家组|组$|科$|处$|质监|安监|监理"
)
# Of values: below it a column of types tells no levels where the list says its level in words.
HALF = 0.5
OWN_EXPORT = frozenset(
    {
        "number", "place", "subject_name", "credit_code", "sector", "kind", "text", "requirement", "handling",
        "supervising_department", "due", "legal_basis", "criterion", "topic_number", "responsibility_level",
        "suggestion", "found_on", "remark", "status",
    }
)  # fmt: skip


def read_columns(sheet: Sheet, headings: Headings, rows: Sequence[Row], *, has_stated_kind: bool) -> dict[int, str]:
    """Codes of FIELDS by index; two columns of one code where the list has two and nothing decides between them.
    Hidden columns are not read."""
    hidden = set(sheet.hidden_columns)
    shown = {index: parts for index, parts in enumerate(headings.parts) if parts and index not in hidden}
    values = _Values(rows)
    columns: dict[int, str] = {}
    for index, parts in shown.items():
        if field := _by_heading(parts, field_of):
            columns[index] = field
        elif tick := _tick(parts, values, index):
            columns[index] = tick
    _add_second_choices(columns, shown)
    _add_own_status(columns, shown)
    _choose_levels(columns, shown, values, has_stated_kind=has_stated_kind)
    _add_either_side(columns, shown, values)
    _drop_repeated(columns, values)
    return dict(sorted(columns.items()))


class _Values:
    """What stands below the headings, by column."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows

    def of(self, index: int) -> list[str]:
        return [words_of(cell) for row in self.rows if (cell := cell_at(row, index)) != ""]

    def all_of(self, index: int) -> list[str]:
        return [words_of(cell_at(row, index)) for row in self.rows]

    def share_of_kinds(self, index: int) -> float:
        values = self.of(index)
        return sum(bool(kind_of(boxed_word(value))) for value in values) / len(values) if values else 0.0


def _by_heading(parts: tuple[str, ...], look_up) -> str:
    """The whole path, else the lowest words unless the group above says that they are about what came later, else
    the group's own words for a column that the lower line leaves without any."""
    if len(parts) == 1:
        return look_up(parts[0])
    if _LATER.search("".join(parts[:-1])) and look_up(parts[-1]) not in ("requirement", "due", "handling"):
        return ""
    return look_up("".join(parts)) or look_up(parts[-1])


def _tick(parts: tuple[str, ...], values: _Values, index: int) -> str:
    """A column under the word of a level, or of a way to handle it, that holds marks alone."""
    kind, handling = kind_of(parts[-1]), handling_of(parts[-1])
    found = values.of(index)
    if not found or any(is_ticked(value) is None for value in found):
        return ""
    if kind in TICKED_KINDS:
        return TICK + kind
    return HANDLED + handling if handling else ""


def _add_second_choices(columns: dict[int, str], shown: dict[int, tuple[str, ...]]) -> None:
    taken = set(columns.values())
    for index, parts in shown.items():
        field = _by_heading(parts, second_field_of) if index not in columns else ""
        if field and field not in taken:
            columns[index] = field
            taken.add(field)


def _add_own_status(columns: dict[int, str], shown: dict[int, tuple[str, ...]]) -> None:
    """Only our own export has a column of the state of a finding here; elsewhere 状态 is that of its rectification."""
    status = next((index for index, parts in shown.items() if parts == ("状态",)), None)
    if status is not None and OWN_EXPORT - {"status"} <= set(columns.values()):
        columns[status] = "status"


def _choose_levels(
    columns: dict[int, str], shown: dict[int, tuple[str, ...]], values: _Values, *, has_stated_kind: bool
) -> None:
    """One column is the level; a column of types beside it counts only where it names kinds itself."""
    found = [index for index, code in columns.items() if code == "kind"]
    types = [index for index in found if is_type(shown[index][-1])]
    levels = [index for index in found if index not in types]
    ticked = any(code.startswith(TICK) for code in columns.values())
    for index in types:
        share = values.share_of_kinds(index)
        if "is_major" in columns.values() and not levels and len(types) == 1:
            continue
        if levels or ticked or len(types) > 1:
            if share:
                columns[index] = "category" if levels or ticked else "kind"
            else:
                del columns[index]
        elif values.of(index) and not share:
            del columns[index]
    if has_stated_kind:
        for index in [index for index, code in columns.items() if code in ("kind", "category")]:
            if values.of(index) and values.share_of_kinds(index) <= HALF:
                del columns[index]


def _add_either_side(columns: dict[int, str], shown: dict[int, tuple[str, ...]], values: _Values) -> None:
    """检查单位 is whoever inspects, unless what stands below are enterprises and nothing else names them."""
    if "subject_name" in columns.values():
        return
    for index, parts in shown.items():
        if index not in columns and is_either_side(parts[-1]):
            names = values.of(index)
            enterprises = sum(bool(_ENTERPRISE.search(name) and not _INSPECTOR.search(name)) for name in names)
            if names and enterprises > len(names) * HALF:
                columns[index] = "subject_name"
                return


def _drop_repeated(columns: dict[int, str], values: _Values) -> None:
    """Of two columns of one meaning an empty one, or one that says the same in every row, is none."""
    first: dict[str, int] = {}
    for index, code in sorted(columns.items()):
        if code not in first:
            first[code] = index
            continue
        if code == "number" or (code != "text" and not values.of(index)):
            del columns[index]
        elif code != "text" and not values.of(first[code]):
            del columns[first[code]]
            first[code] = index
        elif code != "text" and values.all_of(index) == values.all_of(first[code]):
            del columns[index]
