"""考核得分: how the points of an assessment are counted (三(三)6, R70). Pure: the same figures and the same edition
give the same score, and every step of it can be printed.

The weights come from an edition of the ruleset; the regulation names none (本制度未规定). The words are those of the
paper, so they are Chinese.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import NotRequired

from typing_extensions import TypedDict

from core.numbers import percent

FULL = Decimal(100)
_CENT = Decimal("0.01")


class Figures(TypedDict):
    """What is counted, over all rounds of the year: items that stand (`total`) without major hazards (`findings`) and
    major hazards alone (`majors`), those closed, the days the rectification reports were late, how often items were
    returned, chases issued about any of it, listed hazards not removed in time, and how often their acceptance was
    refused. Those that were counted before a figure came up have no place for it."""

    total: int
    findings: int
    majors: int
    closed: int
    late_days: int
    returns: int
    chases: int
    listed_late: NotRequired[int]
    listed_refused: NotRequired[int]


@dataclass(frozen=True)
class Rule:
    """`field` is the weight in the edition, `figure` the number it is multiplied by."""

    field: str
    label: str
    figure: str
    unit: str


RULES = (
    Rule("score_finding", "问题和隐患数（不含重大事故隐患）", "findings", "项"),
    Rule("score_major", "重大事故隐患数", "majors", "项"),
    Rule("score_unclosed", "（1－整改率）", "", ""),
    Rule("score_late_day", "整改报告逾期天数", "late_days", "天"),
    Rule("score_return", "事项退回次数", "returns", "次"),
    Rule("score_chase", "催办次数", "chases", "次"),
    Rule("score_listed_late", "挂牌督办逾期未完成整改的重大事故隐患数", "listed_late", "项"),
    Rule("score_listed_refused", "挂牌督办验收未通过次数", "listed_refused", "次"),
)
RATE = "整改率＝已销号事项数÷应整改事项数，没有应整改事项的为100%"


@dataclass(frozen=True)
class Line:
    """One deduction: what is counted, how much of it there is, how it counts, and the points it takes off."""

    label: str
    amount: str
    reckoning: str
    points: Decimal


def rate(closed: int, total: int) -> str:
    """整改率. Nothing to rectify is wholly rectified."""
    return percent(closed, total) if total else "100%"


def plain(number: Decimal) -> str:
    """0.50 as 0.5, 40.00 as 40."""
    return f"{number.normalize():f}"


def weights_of(edition, figures: Figures) -> dict[str, Decimal]:
    """The weights by their fields; those of 0 are left out, and with them their rules. So are rules whose figure was
    not counted: what was assessed before there was the rule stays as it was."""
    counted = [rule for rule in RULES if not rule.figure or rule.figure in figures]
    found = {rule.field: Decimal(getattr(edition, rule.field)) for rule in counted}
    return {field: weight for field, weight in found.items() if weight}


def lines_of(figures: Figures, weights: Mapping[str, Decimal]) -> list[Line]:
    return [_line(rule, figures, weights[rule.field]) for rule in RULES if rule.field in weights]


def _line(rule: Rule, figures: Figures, weight: Decimal) -> Line:
    if not rule.figure:
        total, closed = figures["total"], figures["closed"]
        left = Decimal(total - closed) / Decimal(total) if total else Decimal(0)
        amount = f"{closed}÷{total}＝{rate(closed, total)}" if total else "100%"
        return Line("整改率", amount, f"{plain(weight)}×（1－整改率）", _cents(weight * left))
    count = figures[rule.figure]  # type: ignore[literal-required]  # a rule names a figure
    return Line(rule.label, f"{count}{rule.unit}", f"每{rule.unit}扣{plain(weight)}分", _cents(weight * count))


def score_of(lines: Iterable[Line], adjustment: Decimal = Decimal(0)) -> Decimal:
    """Of a hundred, what the deductions leave and the committee adjusted; never below 0 nor above 100."""
    left = FULL - sum((line.points for line in lines), Decimal(0)) + adjustment
    return _cents(min(max(left, Decimal(0)), FULL))


def formula(weights: Mapping[str, Decimal]) -> str:
    """The formula in words, as it stands under the score."""
    parts = "".join(f"－{plain(weights[rule.field])}×{rule.label}" for rule in RULES if rule.field in weights)
    return f"考核得分＝{plain(FULL)}{parts}"


def sum_of(lines: Iterable[Line], adjustment: Decimal, score: Decimal) -> str:
    """The same with the numbers: 100－1.2－3＝95.8."""
    parts = "".join(f"－{plain(line.points)}" for line in lines)
    added = f"{'＋' if adjustment > 0 else '－'}{plain(abs(adjustment))}" if adjustment else ""
    return f"{plain(FULL)}{parts}{added}＝{plain(score)}"


def _cents(number: Decimal) -> Decimal:
    return number.quantize(_CENT, rounding=ROUND_HALF_UP)
