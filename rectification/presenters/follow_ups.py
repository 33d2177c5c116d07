"""Follow-up checks as pages show them."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from core.cells import Link
from core.day_words import day_in_words
from core.presenters import badge_of
from core.shapes import Crumb, Fact, Step
from core.tables import Column, Table, table_of
from rectification.models import FollowUpCheck
from rectification.models.follow_up import FollowUpStatus

WORDS = 40


def crumbs(check) -> list[Crumb]:
    found = [Crumb(_("Follow-up checks"), reverse("rectification:follow-up-list"))]
    return found if check is None else [*found, Crumb(str(check), check.get_absolute_url())]


def _matter(one, today):
    words = f"{one.subject_name}：{one.text}"
    return Link(words if len(words) <= WORDS else f"{words[: WORDS - 1]}…", one.get_absolute_url(), full=words)


NUMBER = Column(gettext_lazy("No."), lambda one, today: one.number, "num", is_desk_only=True)
MATTER = Column(gettext_lazy("Problem closed then"), _matter, is_title=True)
ROUND = Column(gettext_lazy("Looked at in"), lambda one, today: str(one.round))
EARLIER = Column(gettext_lazy("Earlier item"), lambda one, today: one.key, "tight", is_desk_only=True)
CLOSED = Column(pgettext_lazy("of an item", "Closed on"), lambda one, today: one.closed_on, "date", is_desk_only=True)
KIND = Column(gettext_lazy("Kind"), lambda one, today: one.get_kind_display(), "tight", is_desk_only=True)
CHECKED = Column(gettext_lazy("Looked at on"), lambda one, today: one.checked_on, "date")
STATE = Column(gettext_lazy("State"), lambda one, today: badge_of(one), "tight")


def table(found: Iterable[FollowUpCheck], today: date) -> Table:
    """Inside the page of their round."""
    columns = (NUMBER, MATTER, KIND, EARLIER, CLOSED, CHECKED, STATE)
    return table_of(_("Follow-up checks"), columns, found, today)


def table_on_finding(found: Iterable[FollowUpCheck], today: date) -> Table:
    """Inside the page of what was closed: in which rounds it was looked at again."""
    return table_of(_("Follow-up checks"), (ROUND, CHECKED, STATE), found, today)


def tally_words(found: Iterable[FollowUpCheck]) -> str:
    """How many were drawn, and what was seen."""
    states = Counter(check.status for check in found)
    return _(
        "%(drawn)s drawn: %(held)s still fixed, %(back)s came back, %(not)s could not be checked, %(left)s to do"
    ) % {
        "drawn": states.total(),
        "held": states[FollowUpStatus.HELD],
        "back": states[FollowUpStatus.CAME_BACK],
        "not": states[FollowUpStatus.NOT_CHECKED],
        "left": states[FollowUpStatus.PENDING],
    }


def again_words(check: FollowUpCheck) -> str:
    """On the new finding: how often it was found, and where it stood before."""
    return _("Time found: %(time)s. Earlier item: %(key)s (%(round)s), closed on %(day)s.") % {
        "time": check.times + 1,
        "key": check.key,
        "round": check.earlier_round,
        "day": day_in_words(check.closed_on),
    }


def points_of(check: FollowUpCheck) -> list[str]:
    """What whoever stands before it has to know."""
    known = [f"{check.subject_name}：{check.text}", check.place, check.requirement]
    if check.measures:
        known.append(_("Reported as rectified: %(words)s") % {"words": check.measures})
    return [words for words in known if words]


def facts_of(check: FollowUpCheck, *, item_url: str) -> list[Fact]:
    """`item_url` for whoever reads the earlier item."""
    finding = check.finding
    enterprise_url = check.enterprise.get_absolute_url() if check.enterprise else ""
    rows = [
        Fact(_("Problem closed then"), check.text, wide=True),
        Fact(_("Requirement"), check.requirement, wide=True),
        Fact(_("Inspected body"), check.subject_name, enterprise_url),
        Fact(_("Place"), check.place),
        Fact(_("Kind"), check.get_kind_display()),
        Fact(_("How it was rectified"), check.measures, wide=True),
        Fact(_("Earlier item"), check.key, item_url),
        Fact(_("Earlier round"), check.earlier_round),
        Fact(pgettext("of an item", "Closed on"), check.closed_on),
        Fact(_("Looked at in"), str(check.round), check.round.get_absolute_url()),
        Fact(_("Drawn on"), check.drawn_on, check.draw.get_absolute_url()),
        Fact(_("Taken"), _("Without lot, as a major hazard") if check.is_taken_whole else _("By lot")),
        Fact(_("What was seen"), check.words, wide=True),
        Fact(_("Why it could not be checked"), check.get_hindrance_display()),
        Fact(_("Looked at on"), check.checked_on),
        Fact(_("Looked at by"), check.checked_by.printed_name if check.checked_by else None),
        Fact(_("Found again as"), str(finding) if finding else None, finding.get_absolute_url() if finding else ""),
    ]
    return [row for row in rows if row.value]


def step_of(check: FollowUpCheck) -> Step | None:
    if check.status != FollowUpStatus.PENDING:
        return None
    return Step(_("Look at it on site and record what is seen"), _("Inspection team"))


def came_back_words(check: FollowUpCheck) -> str:
    """On the earlier finding: when and where it was found again."""
    return _("It came back: found on %(day)s in %(round)s, as finding %(number)s there.") % {
        "day": day_in_words(check.checked_on),
        "round": str(check.round),
        "number": check.finding.number,
    }
