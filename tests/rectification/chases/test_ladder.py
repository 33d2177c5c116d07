"""Which step comes next and from when (R24): pure sums, the day before, the day, the day after."""

from datetime import date, timedelta

import pytest

from rectification.chase_ladder import ChaseLevel, ChaseRules, highest, proposed, upcoming

DUE = date(2026, 5, 27)
RULES = ChaseRules(days=(1, 3, 5, 7), answer_days=3, interview_days=7)


@pytest.mark.parametrize(
    ("last", "answer_by", "step", "on"),
    [
        (None, None, "blue", date(2026, 5, 28)),
        ("blue", date(2026, 6, 1), "yellow", date(2026, 6, 2)),
        # The days of the ruleset count where the note gave less.
        ("blue", date(2026, 5, 28), "yellow", date(2026, 5, 30)),
        ("yellow", date(2026, 6, 5), "red", date(2026, 6, 6)),
        ("red", date(2026, 6, 11), "letter", date(2026, 6, 12)),
        ("letter", date(2026, 6, 15), "interview", date(2026, 6, 16)),
    ],
)
def test_each_step_waits_for_the_days_given_and_for_those_of_the_ruleset(last, answer_by, step, on):
    coming = upcoming(DUE, RULES, last=last, answer_by=answer_by)

    assert (coming.step, coming.on) == (step, on)
    assert [coming.is_due(on + timedelta(days=shift)) for shift in (-1, 0, 1)] == [False, True, True]


def test_before_the_next_step_the_same_level_may_be_repeated():
    coming = upcoming(DUE, RULES, last="blue", answer_by=date(2026, 6, 1))

    assert proposed(coming, "blue", date(2026, 6, 1)) == ChaseLevel.BLUE
    assert proposed(coming, "blue", date(2026, 6, 2)) == ChaseLevel.YELLOW


def test_after_the_letter_only_the_letter_can_be_repeated():
    coming = upcoming(DUE, RULES, last="letter", answer_by=date(2026, 6, 15))

    assert proposed(coming, "letter", date(2026, 7, 30)) == ChaseLevel.LETTER


def test_one_note_has_the_highest_colour_of_its_duties():
    assert highest(["blue", "red", "yellow"]) == ChaseLevel.RED
