"""Every number of a ruleset with the clause that fixes it (R2)."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.shapes import Fact
from planning.models import Ruleset
from planning.models.person import Rank


def facts(ruleset) -> list[Fact]:
    return [
        Fact(_("Document number"), ruleset.document_number),
        Fact(_("In force from"), ruleset.effective_on),
        Fact(_("State"), ruleset.get_status_display()),
    ]


def numbers(ruleset) -> list[Fact]:
    """Label, value in words, and clause ("" where the text is silent), in the order of the text."""
    return [
        Fact(
            str(capfirst(Ruleset._meta.get_field(name).verbose_name)),
            _words(name, getattr(ruleset, name)),
            clause=clause or "",
        )
        for name, clause in Ruleset.CLAUSES.items()
    ]


def _words(name, value) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name == "leader_ranks":
        return _(", ").join(str(Rank(rank).label) for rank in value)
    if name == "ladder":
        return _(", ").join(_rung(days) for days in value)
    return str(value)


def _rung(days) -> str:
    if days == 0:
        return _("the day itself")
    return (_("%(days)s before") if days > 0 else _("%(days)s after")) % {"days": abs(days)}


def numbers_of_teams(ruleset: Ruleset | None) -> str:
    """How many teams a cycle has, and how many people a team (二(一), R12, R13), in the numbers of this ruleset."""
    if ruleset is None:
        return _("No ruleset is in force")
    return _("%(teams)s teams a cycle, %(people)s people each") % {
        "teams": _span(ruleset.min_teams, ruleset.max_teams),
        "people": _span(ruleset.min_team_size, ruleset.max_team_size),
    }


def _span(least: int, most: int) -> str:
    return str(least) if least == most else _("%(least)s to %(most)s") % {"least": least, "most": most}
