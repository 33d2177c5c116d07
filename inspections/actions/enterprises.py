from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Unit, User
from accounts.permissions import Permission
from core.actions.events import record_event
from core.actions.moves import store
from core.refusals import IllegalMove
from core.transitions import check_permission, lock
from inspections.models import Enterprise, FormerName
from inspections.models.enterprise import NAME_LENGTH
from inspections.names import plain_name
from inspections.queries.bodies import Bodies


@transaction.atomic
def find_or_create(
    *, name: str, subdistrict: Unit, by: User, at: datetime, credit_code: str = "", sector: str = "", address: str = ""
) -> Enterprise:
    """The enterprise of that name in the subdistrict (R8), in capitals or not, or the one that bore it last; entered
    where nobody knew it. Raises IllegalMove."""
    name = _required_name(name)
    if (renamed := _formerly(name, subdistrict)) is not None:
        return renamed
    enterprise, created = Enterprise.objects.get_or_create(
        subdistrict=subdistrict,
        name__iexact=name,
        defaults={"name": name, "credit_code": credit_code, "sector": sector[:60], "address": address[:200]},
    )
    if created:
        record_event("enterprise.create", target=enterprise, by=by, on=None, at=at)
    return enterprise


def _required_name(name: str) -> str:
    name = plain_name(name)
    if not name:
        raise IllegalMove(_("Enter the name of the enterprise."))
    if len(name) > NAME_LENGTH:
        raise IllegalMove(_("The name of an enterprise has at most %(limit)s characters.") % {"limit": NAME_LENGTH})
    return name


def _formerly(name: str, subdistrict: Unit) -> Enterprise | None:
    """The enterprise that bore the name last, while no other bears it now."""
    if Enterprise.objects.filter(subdistrict=subdistrict, name__iexact=name).exists():
        return None
    found = Enterprise.objects.filter(subdistrict=subdistrict, former_names__name__iexact=name)
    return found.order_by("-former_names__until_on").first()


@transaction.atomic
def edit(
    *,
    enterprise: Enterprise,
    name: str,
    by: User,
    on: date,
    at: datetime,
    version: int | None = None,
    **facts: Any,
) -> Enterprise:
    """Mend the facts of the register. A new name leaves the old one as a former name until `on`; what was recorded,
    issued and printed keeps the name it had. Raises NotAllowed, IllegalMove, StaleCopy."""
    check_permission(Permission.ENTERPRISE_EDIT, by=by)
    enterprise = lock(enterprise, version=version)
    old, name = enterprise.name, _required_name(name)
    namesakes = Enterprise.objects.filter(subdistrict=enterprise.subdistrict_id, name__iexact=name)
    if namesakes.exclude(pk=enterprise.pk).exists():
        raise IllegalMove(_("This subdistrict has an enterprise of that name already."))
    store(enterprise, by=by, name=name, **facts)
    if plain_name(old).casefold() != name.casefold():
        FormerName.objects.create(enterprise=enterprise, name=old, until_on=on)
    record_event("enterprise.edit", target=enterprise, by=by, on=on, at=at)
    return enterprise


class SubjectFinder:
    """Who a finding is about, by the name somebody typed; remembers names, since a list repeats them."""

    def __init__(self, *, subdistrict: Unit, by: User, at: datetime):
        self.subdistrict, self.by, self.at = subdistrict, by, at
        self._known: dict[str, dict[str, Any]] = {}
        self._bodies = Bodies()

    def find(self, name: str = "", **facts: str) -> dict:
        """The subject as fields of a finding: exactly one of unit and enterprise. No name means the subdistrict."""
        name = plain_name(name)
        if name not in self._known:
            self._known[name] = self._look(name, facts)
        return self._known[name]

    def _look(self, name: str, facts: dict[str, str]) -> dict:
        if not name:
            return {"unit": self.subdistrict, "enterprise": None}
        if unit := self._bodies.find(name):
            return {"unit": unit, "enterprise": None}
        enterprise = find_or_create(name=name, subdistrict=self.subdistrict, by=self.by, at=self.at, **facts)
        return {"unit": None, "enterprise": enterprise}
