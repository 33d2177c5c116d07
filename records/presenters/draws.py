"""A draw by lot as its page shows it."""

import hashlib
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.shapes import Badge, Fact
from core.tables import Column, Table, table_of
from records.drawing import METHOD
from records.models import Draw

# Beyond that the page shows the first ones by rank, and says so.
SHOWN = 300
_METHODS = {METHOD: gettext_lazy("By the order of SHA-256 values (edition 1 of the method)")}


@dataclass(frozen=True)
class Candidate:
    """One candidate with the hash that gives it its place."""

    place: int | None
    key: str
    rank: str
    is_drawn: bool


def candidates_of(draw: Draw) -> list[Candidate]:
    """Those taken whole first, then the others as the seed ranks them."""
    whole, drawn = set(draw.always), set(draw.drawn)
    ranks = {key: hashlib.sha256(f"{draw.seed}:{key}".encode()).hexdigest() for key in draw.keys}
    others = sorted((key for key in draw.keys if key not in whole), key=lambda key: (ranks[key], key))
    first = [Candidate(None, key, "", is_drawn=True) for key in sorted(whole)]
    return first + [
        Candidate(place, key, ranks[key], is_drawn=key in drawn) for place, key in enumerate(others, start=1)
    ]


def _drawn(one, today):
    return Badge(_("Drawn"), "info") if one.is_drawn else _("Not drawn")


COLUMNS = (
    Column(gettext_lazy("Order by lot"), lambda one, today: one.place or _("Taken whole"), "tight"),
    Column(gettext_lazy("Candidate"), lambda one, today: one.key, is_title=True),
    Column(gettext_lazy("Hash value (first 16 signs)"), lambda one, today: one.rank[:16], is_desk_only=True),
    Column(
        gettext_lazy("Drawn or not"), lambda one, today: Badge(_("Drawn"), "info") if one.is_drawn else _("Not drawn")
    ),
)


def table_of_candidates(draw: Draw, today: date) -> Table:
    return table_of(_("Candidates in the order of the draw"), COLUMNS, candidates_of(draw)[:SHOWN], today)


def badge_of(draw: Draw) -> Badge:
    return Badge(_("Repeatable"), "ok") if draw.is_repeatable else Badge(_("Does not come out the same"), "bad")


def asked_words(draw: Draw) -> str:
    by_lot = (
        _("%(share)s%% of the others by lot, rounded up") % {"share": draw.share}
        if draw.share is not None
        else _("%(number)s of the others by lot") % {"number": draw.number}
    )
    if not draw.always:
        return by_lot
    return _("%(count)s taken whole; %(by_lot)s") % {"count": len(draw.always), "by_lot": by_lot}


def facts_of(draw: Draw, back: str) -> list[Fact]:
    return [
        Fact(_("Drawn from"), draw.basis, back, wide=True),
        Fact(_("Candidates"), len(draw.keys)),
        Fact(_("Asked"), asked_words(draw)),
        Fact(_("Number drawn"), len(draw.drawn)),
        Fact(_("Drawn on"), draw.drawn_on),
        Fact(_("Drawn by"), draw.drawn_by.printed_name),
        Fact(_("Seed"), draw.seed),
        Fact(_("Way of drawing"), _METHODS.get(draw.method, draw.method), wide=True),
    ]
