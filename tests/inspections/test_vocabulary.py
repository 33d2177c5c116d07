"""One word for one thing on papers, in ledgers, in what goes out and what comes in."""

import pytest
from django.utils import translation

from inspections.importing.words import HANDLINGS, KINDS, RESPONSIBILITY_LEVELS, handling_of, kind_of
from inspections.models.finding import RECTIFIED_KINDS, FindingKind, FindingStatus, Handling, ResponsibilityLevel
from inspections.vocabulary import (
    HANDLING_WORDS,
    KIND_WORDS,
    RECTIFIED_KIND_WORDS,
    RESPONSIBILITY_WORDS,
    STATUS_WORDS,
)


@pytest.mark.parametrize(
    ("words", "choices"),
    [
        (KIND_WORDS, FindingKind),
        (HANDLING_WORDS, Handling),
        (RESPONSIBILITY_WORDS, ResponsibilityLevel),
        (STATUS_WORDS, FindingStatus),
    ],
)
def test_what_prints_is_what_the_pages_say(words, choices):
    with translation.override("zh-hans"):
        assert words == {choice.value: str(choice.label) for choice in choices}


def test_what_is_rectified_prints_under_the_kinds_that_become_items():
    assert set(RECTIFIED_KIND_WORDS) == {kind.value for kind in RECTIFIED_KINDS}


@pytest.mark.parametrize(
    ("read", "printed"),
    [(KINDS, KIND_WORDS), (HANDLINGS, HANDLING_WORDS), (RESPONSIBILITY_LEVELS, RESPONSIBILITY_WORDS)],
)
def test_what_prints_is_what_the_template_offers(read, printed):
    assert {code: words[0] for code, words in read.items()} == printed


@pytest.mark.parametrize("words", ["停产停业整改", "建议停产停业整改", "建议停产停业"])
def test_lists_of_others_that_speak_of_a_stop_are_read_as_its_proposal(words):
    """A team has no stop verb: it proposes, whatever the list calls it (DESIGN §2)."""
    assert handling_of(words) == "propose_suspension"


def test_the_shorter_word_for_a_violation_is_read_too():
    assert kind_of("违法违规问题") == kind_of("非法违法违规问题") == "violation"
