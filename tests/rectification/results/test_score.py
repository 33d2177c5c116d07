"""The points of an assessment, reckoned by hand (三(三)6, R70)."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from rectification.score import formula, lines_of, rate, score_of, sum_of, weights_of

FIGURES = {"total": 20, "findings": 18, "majors": 2, "closed": 15, "late_days": 3, "returns": 4, "chases": 1}
WEIGHTS = {
    "score_finding": Decimal("0.10"), "score_major": Decimal("1.00"), "score_unclosed": Decimal("40.00"),
    "score_late_day": Decimal("0.50"), "score_return": Decimal("0.50"), "score_chase": Decimal("1.00"),
}  # fmt: skip


def edition(**changes):
    return SimpleNamespace(**WEIGHTS | changes)


@pytest.mark.requirement("R70")
def test_same_figures_and_edition_give_the_same_score():
    lines = lines_of(FIGURES, weights_of(edition()))

    # 1.8 + 2 + 40 × 5/20 + 1.5 + 2 + 1 = 18.3
    assert [line.points for line in lines] == [Decimal(x) for x in ("1.80", "2.00", "10.00", "1.50", "2.00", "1.00")]
    assert score_of(lines) == Decimal("81.70") == score_of(lines_of(dict(FIGURES), weights_of(edition())))


@pytest.mark.requirement("R70")
def test_formula_names_every_rule_and_its_numbers():
    weights = weights_of(edition())
    lines = lines_of(FIGURES, weights)

    assert formula(weights) == (
        "考核得分＝100－0.1×问题和隐患数（不含重大事故隐患）－1×重大事故隐患数－40×（1－整改率）－0.5×整改报告逾期天数"
        "－0.5×事项退回次数－1×催办次数"
    )
    assert sum_of(lines, Decimal(0), score_of(lines)) == "100－1.8－2－10－1.5－2－1＝81.7"
    assert sum_of(lines, Decimal("2.5"), Decimal("84.2")) == "100－1.8－2－10－1.5－2－1＋2.5＝84.2"
    assert sum_of(lines, Decimal(-2), Decimal("79.7")).endswith("－2＝79.7")


def test_rule_of_no_weight_is_left_out():
    weights = weights_of(edition(score_chase=Decimal(0), score_finding=Decimal(0)))

    assert "催办" not in formula(weights)
    assert next(line.label for line in lines_of(FIGURES, weights)) == "重大事故隐患数"


def test_score_stays_between_nothing_and_a_hundred():
    lines = lines_of(FIGURES | {"late_days": 400}, weights_of(edition()))

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

    lines = lines_of(nothing, weights_of(edition()))

    assert score_of(lines) == 100
    assert [line.amount for line in lines if line.label == "整改率"] == ["100%"]
