"""The points of an assessment, reckoned by hand (三(三)6, R70)."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from rectification.score import formula, lines_of, rate, score_of, sum_of, weights_of

FIGURES = {"total": 20, "findings": 18, "majors": 2, "closed": 15, "late_days": 3, "returns": 4, "chases": 1,
           "listed_late": 1, "listed_refused": 2}  # fmt: skip
WEIGHTS = {
    "score_finding": Decimal("0.10"), "score_major": Decimal("1.00"), "score_unclosed": Decimal("40.00"),
    "score_late_day": Decimal("0.50"), "score_return": Decimal("0.50"), "score_chase": Decimal("1.00"),
    "score_listed_late": Decimal("2.00"), "score_listed_refused": Decimal("1.00"),
}  # fmt: skip


def edition(**changes):
    return SimpleNamespace(**WEIGHTS | changes)


@pytest.mark.requirement("R70")
def test_same_figures_and_edition_give_the_same_score():
    lines = lines_of(FIGURES, weights_of(edition(), FIGURES))

    # 1.8 + 2 + 40 × 5/20 + 1.5 + 2 + 1 + 2 + 2 = 22.3
    points = ("1.80", "2.00", "10.00", "1.50", "2.00", "1.00", "2.00", "2.00")
    assert [line.points for line in lines] == [Decimal(x) for x in points]
    assert score_of(lines) == Decimal("77.70") == score_of(lines_of(dict(FIGURES), weights_of(edition(), FIGURES)))


@pytest.mark.requirement("R70")
def test_formula_names_every_rule_and_its_numbers():
    weights = weights_of(edition(), FIGURES)
    lines = lines_of(FIGURES, weights)

    assert formula(weights) == (
        "考核得分＝100－0.1×问题和隐患数（不含重大事故隐患）－1×重大事故隐患数－40×（1－整改率）－0.5×整改报告逾期天数"
        "－0.5×事项退回次数－1×催办次数－2×挂牌督办逾期未完成整改的重大事故隐患数－1×挂牌督办验收未通过次数"
    )
    assert sum_of(lines, Decimal(0), score_of(lines)) == "100－1.8－2－10－1.5－2－1－2－2＝77.7"
    assert sum_of(lines, Decimal("2.5"), Decimal("80.2")) == "100－1.8－2－10－1.5－2－1－2－2＋2.5＝80.2"
    assert sum_of(lines, Decimal(-2), Decimal("75.7")).endswith("－2＝75.7")


@pytest.mark.requirement("R70")
def test_what_was_assessed_before_listed_hazards_counted_stays_as_it_was():
    """Frozen figures have no place for them: neither the score nor the printed formula changes by the new rules."""
    before = {name: count for name, count in FIGURES.items() if not name.startswith("listed")}
    weights = weights_of(edition(), before)
    lines = lines_of(before, weights)

    assert score_of(lines) == Decimal("81.70")
    assert sum_of(lines, Decimal(0), score_of(lines)) == "100－1.8－2－10－1.5－2－1＝81.7"
    assert "挂牌" not in formula(weights)


def test_rule_of_no_weight_is_left_out():
    weights = weights_of(edition(score_chase=Decimal(0), score_finding=Decimal(0)), FIGURES)

    assert "催办" not in formula(weights)
    assert next(line.label for line in lines_of(FIGURES, weights)) == "重大事故隐患数"


def test_score_stays_between_nothing_and_a_hundred():
    lines = lines_of(FIGURES | {"late_days": 400}, weights_of(edition(), FIGURES))

    assert score_of(lines) == 0
    assert score_of([], Decimal(5)) == 100


@pytest.mark.parametrize(
    ("part", "whole", "told"),
    [(0, 0, "100%"), (2, 3, "66.6%"), (999, 1000, "99.9%"), (9999, 10000, "99.9%"), (3, 3, "100%")],
)
def test_rate_is_rounded_down_and_of_nothing_is_whole(part, whole, told):
    assert rate(part, whole) == told


def test_nothing_to_rectify_takes_nothing_off():
    nothing = dict.fromkeys(FIGURES, 0)

    lines = lines_of(nothing, weights_of(edition(), nothing))

    assert score_of(lines) == 100
    assert [line.amount for line in lines if line.label == "整改率"] == ["100%"]
