"""The two ways to chase, with what is chosen in the address: the same buttons on the board, in lists, on pages."""

from urllib.parse import urlencode

from core.shapes import Button
from core.verbs import Noun, noun_of
from rectification.models import Chase, ChaseCall


def _noun(model: type) -> Noun:
    """Asked late: the verb rows bring every page of the app along."""
    noun = noun_of(model)
    if noun is None:
        raise LookupError("The verb rows of chasing are not registered.")
    return noun


def chase_buttons(chosen: str) -> list[Button]:
    """`chosen` is the query of the address: `n=…` of one duty, `of=…` of a thing with all that it owes."""
    found = []
    for model, name in ((Chase, "issue"), (ChaseCall, "log")):
        noun = _noun(model)
        verb = noun.verb(name)
        found.append(Button(verb.label, f"{noun.url(verb)}?{chosen}", icon=verb.icon, verb=f"{noun.name}.{name}"))
    return found


def of_one(deadline) -> str:
    return urlencode({"n": deadline.pk})


def of_thing(thing) -> str:
    return urlencode({"of": thing.pk})
