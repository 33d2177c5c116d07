"""Whoever reads the log reads words: every verb that is written has its label."""

import ast
import re

from core.event_words import verb_choices, verb_label
from tests.walls.sources import APPS, calls, dotted, python_files, where

WRITERS = {"record_event": 0, "new_event": 0, "begin": 1}


def written_verbs():
    """Every verb an event is written with, with its place; those built at run time are their own test's matter."""
    for path in python_files(*APPS):
        for call in calls(path):
            name = dotted(call.func).rpartition(".")[2]
            if name in WRITERS and len(call.args) > WRITERS[name]:
                verb = call.args[WRITERS[name]]
                if isinstance(verb, ast.Constant) and isinstance(verb.value, str):
                    yield verb.value, where(path, call)
            if name == "check_move" and isinstance(call.args[1], ast.Constant):
                yield f"*.{call.args[1].value}", where(path, call)


def test_every_verb_written_into_the_log_has_a_label():
    """An event whose verb nobody can read would fail when it happens, in the middle of an action."""
    known = dict(verb_choices())
    found = list(written_verbs())
    assert len(found) > 50
    for verb, place in found:
        if verb.startswith("*."):
            assert any(each.endswith(verb[1:]) for each in known), f"{place}: {verb}"
        else:
            assert str(verb_label(verb)), f"{place}: {verb}"


def test_every_label_is_said_in_chinese():
    for verb, label in verb_choices():
        assert re.search(r"[\u4e00-\u9fff]", str(label)), f"{verb}: {label}"
