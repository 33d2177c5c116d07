"""What an account and its unit must be to each other; words for the person at the form, or none."""

from django.utils.translation import gettext as _

from accounts.models import Unit, User
from accounts.models.unit import UnitKind
from accounts.roles import ACTS_FOR_UNIT, ADMINISTRATORS, Role

# Kinds of body a role belongs to; roles that are not named may come from anywhere.
KINDS_OF_ROLE: dict[str, frozenset[UnitKind]] = {
    Role.OFFICE: frozenset({UnitKind.OFFICE}),
    Role.COMMITTEE: frozenset({UnitKind.COMMITTEE}),
    Role.SECRETARY: frozenset({UnitKind.COMMITTEE, UnitKind.OFFICE}),
    Role.SUBDISTRICT: frozenset({UnitKind.SUBDISTRICT}),
    Role.DEPARTMENT: frozenset({UnitKind.DEPARTMENT, UnitKind.PARTY_BODY, UnitKind.LEADERSHIP}),
    Role.COPY_RECIPIENT: frozenset({UnitKind.PARTY_BODY, UnitKind.DEPARTMENT}),
}


def unit_problem(role: str, unit: Unit | None) -> str:
    """Why an account of this role cannot belong to this unit (None: to no unit); empty where it can."""
    label = Role(role).label
    if role in ADMINISTRATORS:
        if unit is None:
            return ""
        return _("The %(role)s stands apart from every unit. Leave the unit empty.") % {"role": label}
    if unit is None:
        if role not in ACTS_FOR_UNIT:
            return ""
        return _("The role “%(role)s” acts for a unit. Choose the unit.") % {"role": label}
    kinds = KINDS_OF_ROLE.get(role)
    if kinds is None or unit.kind in kinds:
        return ""
    return _(
        "%(unit)s is of the kind “%(kind)s”; the role “%(role)s” belongs to: %(kinds)s. Choose another unit or "
        "another role."
    ) % {
        "unit": unit.short_name,
        "kind": unit.get_kind_display(),
        "role": label,
        "kinds": "、".join(str(UnitKind(kind).label) for kind in sorted(kinds)),
    }


def post_problem(role: str) -> str:
    """Why no further account of this role can be active: each of the three administrators is one person."""
    holder = User.objects.filter(role=role, is_active=True).first() if role in ADMINISTRATORS else None
    if holder is None:
        return ""
    return _(
        "There is one %(role)s, and %(name)s (%(account)s) holds this post. Deactivate that account first, then "
        "give the post to somebody else."
    ) % {"role": Role(role).label, "name": holder.full_name, "account": holder.username}


def username_problem(username: str) -> str:
    """Accounts that differ in capital letters alone would be taken for one another."""
    if not User.objects.filter(username__iexact=username).exists():
        return ""
    return _("The account “%(account)s” is taken. Choose another name for it.") % {"account": username}
