"""Who answers for a duty, in words: the unit where there is one, else the role."""

from django.utils.translation import gettext_lazy as _

ROLE_WORDS = {
    "leader": _("Team leader"),
    "principal": _("Principals of the subdistrict"),
    "committee": _("Safety committee"),
    "office": _("Committee office"),
}


def responsible_words(deadline) -> str:
    """Empty where neither unit nor role is known; a role of a later edition is shown as it is."""
    if deadline.responsible_unit:
        return deadline.responsible_unit.name
    return str(ROLE_WORDS.get(deadline.responsible_role, deadline.responsible_role))
