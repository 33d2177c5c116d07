"""Before a number is taken the paper can be seen: every verb whose action numbers one names its preview."""

import inspect
from types import CodeType, FunctionType, ModuleType

from core.verbs import registered_nouns
from records.actions.documents import number_document

HOUSE = ("core", "accounts", "records", "deadlines", "planning", "inspections", "rectification", "desk")
# Numbers papers through what the apps above registered, which the code of the action does not name.
BY_REGISTRATION = {"correction.confirm"}


def _is_of_the_house(function) -> bool:
    return isinstance(function, FunctionType) and function.__module__.split(".")[0] in HOUSE


def _names_of(code: CodeType) -> set[str]:
    """Also those that stand in a comprehension or a lambda."""
    inner = (constant for constant in code.co_consts if isinstance(constant, CodeType))
    return {*code.co_names}.union(*map(_names_of, inner))


def called_by(function: FunctionType) -> set[FunctionType]:
    """The functions of the house that its code names, by themselves or as attributes of modules."""
    names, found = _names_of(function.__code__), set()
    for value in (function.__globals__.get(name) for name in names):
        if isinstance(value, ModuleType):
            found |= {getattr(value, name) for name in names if _is_of_the_house(getattr(value, name, None))}
        elif _is_of_the_house(value):
            found.add(value)
    return {inspect.unwrap(one) for one in found}


def numbers_a_paper(action) -> bool:
    target, waiting, seen = inspect.unwrap(number_document), [inspect.unwrap(action)], set()
    while waiting:
        function = waiting.pop()
        if function is target:
            return True
        if function not in seen:
            seen.add(function)
            waiting += called_by(function)
    return False


def verbs() -> dict:
    return {f"{noun.name}.{verb.name}": verb for noun in registered_nouns() for verb in noun.verbs if verb.action}


def test_every_verb_that_numbers_a_paper_has_a_preview():
    numbering = {name for name, verb in verbs().items() if numbers_a_paper(verb.action)} | BY_REGISTRATION

    assert {"plan.publish", "round.notify", "report.approve", "case.issue_feedback", "hand_off.send"} <= numbering
    assert {name for name in numbering if verbs()[name].preview is None} == set()


def test_no_other_verb_promises_a_paper():
    """The report of a subdistrict is filed without a number, and can be seen before all the same."""
    promised = {name for name, verb in verbs().items() if verb.preview is not None}

    assert {name for name in promised if not numbers_a_paper(verbs()[name].action)} == {
        *BY_REGISTRATION,
        "case.submit",
    }
