"""What was drawn to be checked on site, as pages show it."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.cells import Link
from core.presenters import badge_of
from core.shapes import Badge, Crumb
from core.tables import Column, Table, table_of
from core.transitions import may_move
from rectification.models import SampledItem
from rectification.queries.samples import SampleCount

WORDS = 40


def crumbs(sampled) -> list[Crumb]:
    found = [Crumb(_("Rectification"), reverse("rectification:case-list"))]
    if sampled is None:
        return found
    item = sampled.item
    number = _("Item %(number)s") % {"number": item.number}
    return [*found, Crumb(str(sampled.case), sampled.case.get_absolute_url()), Crumb(number, item.get_absolute_url())]


def points_of(sampled: SampledItem) -> list[str]:
    item = sampled.item
    known = [f"{item.number}. {item.subject_name}：{item.text}", item.place]
    if item.measures:
        known.append(_("Reported as rectified: %(words)s") % {"words": item.measures})
    return [words for words in known if words]


def drawn_badge(sampled: SampledItem) -> Badge:
    """That it was drawn, and how its check stands."""
    state = badge_of(sampled)
    return Badge(_("Drawn for a check on site: %(state)s") % {"state": state.label}, state.tone)


def _matter(one, today):
    words = f"{one.item.number}. {one.item.text}"
    return Link(words if len(words) <= WORDS else f"{words[: WORDS - 1]}…", one.item.get_absolute_url(), full=words)


def _taken(one, today):
    return _("Without lot, as a major hazard") if one.is_taken_whole else _("By lot")


MATTER = Column(gettext_lazy("Item"), _matter, is_title=True)
TAKEN = Column(gettext_lazy("Taken"), _taken, is_desk_only=True)
CHECKED = Column(gettext_lazy("Checked on"), lambda one, today: one.checked_on, "date", is_desk_only=True)
SAID = Column(gettext_lazy("Result or reason"), lambda one, today: one.words or one.excuse_reason, is_desk_only=True)
STATE = Column(gettext_lazy("State"), lambda one, today: badge_of(one), "tight")


def _ways(access):
    """What this person may record of each."""

    def tell(one, today):
        found = [
            Link(label, reverse(f"rectification:sampled-item-{verb}", args=[one.pk]))
            for verb, label in (("pass", _("Fixed")), ("fail", _("Not fixed")), ("excuse", _("Leave out")))
            if one.is_open and may_move(one, verb, access=access)
        ]
        return tuple(found) or None

    return Column(gettext_lazy("Record"), tell, "act")


def table(found: Iterable[SampledItem], today: date, *, access) -> Table:
    columns = (MATTER, TAKEN, CHECKED, SAID, STATE, _ways(access))
    return table_of(_("Items drawn for a check on site"), columns, found, today)


def tally_words(count: SampleCount) -> str:
    words = _(
        "%(drawn)s drawn, %(checked)s checked on site (%(failed)s not fixed), %(excused)s left out with a reason, "
        "%(left)s to do"
    )
    return words % {
        "drawn": count.drawn, "checked": count.checked, "failed": count.failed, "excused": len(count.excused),
        "left": count.left,
    }  # fmt: skip
