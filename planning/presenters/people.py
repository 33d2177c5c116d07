"""A person of the register as the office reads of him."""

from django.utils.translation import gettext as _

from core.shapes import Fact


def facts(person) -> list[Fact]:
    return [
        Fact(_("Kind of member"), person.get_member_type_display()),
        Fact(_("Unit"), person.unit),
        Fact(_("Post"), person.post),
        Fact(_("Rank"), person.get_rank_display()),
        Fact(_("In post"), _("yes") if person.is_in_post else _("no")),
        Fact(_("Field of expertise"), person.specialty),
        Fact(_("Telephone"), person.phone),
        Fact(_("Account"), person.user.username if person.user else None),
    ]
