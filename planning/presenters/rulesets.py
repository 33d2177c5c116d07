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
    if name == "chase_ladder":
        return _(", ").join(_rung(-days) for days in value)
    return str(value)


def _rung(days) -> str:
    if days == 0:
        return _("the day itself")
    return (_("%(days)s before") if days > 0 else _("%(days)s after")) % {"days": abs(days)}
