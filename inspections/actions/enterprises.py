from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from accounts.models import Unit, User
from accounts.permissions import Permission
from core.actions.events import new_event, record_event, record_events
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


@transaction.atomic
def find_or_create_many(
    *, wanted: Mapping[str, Mapping[str, str]], subdistrict: Unit, by: User, at: datetime
) -> dict[str, Enterprise]:
    """As `find_or_create` for many names at once, each with its facts, in a number of statements that hardly grows.
    `wanted` and the answer are by plain name; a name that is refused is left out: asked alone it says why."""
    names = {name: name.lower() for name in wanted if name and len(name) <= NAME_LENGTH}
    found = _named(subdistrict, names.values())
    for low, enterprise in _named_before(subdistrict, set(names.values()) - set(found)).items():
        found.setdefault(low, enterprise)
    new = {
        low: Enterprise(
            name=name, subdistrict=subdistrict, credit_code=wanted[name].get("credit_code", ""),
            sector=wanted[name].get("sector", "")[:60],
        )
        for name, low in reversed(names.items())
        if low not in found
    }  # fmt: skip
    if new:
        # Somebody else may enter one of them at this moment; his stands then.
        Enterprise.objects.bulk_create(new.values(), batch_size=_CHUNK, ignore_conflicts=True)
        stored = _named(subdistrict, new)
        created = [one for low, one in stored.items() if one.pk == new[low].pk]
        record_events(new_event("enterprise.create", target=one, by=by, on=None, at=at) for one in created)
        found |= stored
    return {name: found[low] for name, low in names.items() if low in found}


def _named(subdistrict: Unit, lows: Iterable[str]) -> dict[str, Enterprise]:
    """The enterprises of these names in lower case."""
    found: dict[str, Enterprise] = {}
    waiting = list(lows)
    register = Enterprise.objects.filter(subdistrict=subdistrict).annotate(low=Lower("name"))
    for start in range(0, len(waiting), _CHUNK):
        found |= {one.low: one for one in register.filter(low__in=waiting[start : start + _CHUNK])}
    return found


def _named_before(subdistrict: Unit, lows: Iterable[str]) -> dict[str, Enterprise]:
    """Those that bore one of these names last."""
    wanted = set(lows)
    if not wanted:
        return {}
    former = FormerName.objects.filter(enterprise__subdistrict=subdistrict).select_related("enterprise")
    told = ((one.name.lower(), one.enterprise) for one in former.order_by("until_on", "pk"))
    return {low: enterprise for low, enterprise in told if low in wanted}


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


# Rows a statement.
_CHUNK = 500


class SubjectFinder:
    """Who a finding is about, by the name somebody typed; remembers names, since a list repeats them."""

    def __init__(self, *, subdistrict: Unit, by: User, at: datetime):
        self.subdistrict, self.by, self.at = subdistrict, by, at
        self._known: dict[str, dict[str, Any]] = {}
        self._bodies = Bodies()

    def learn(self, wanted: Mapping[str, Mapping[str, str]]) -> None:
        """Look for all that a list names at once, each with what it says of it where it is first named; what is found
        here is asked for no more."""
        plain: dict[str, Mapping[str, str]] = {}
        for name, facts in wanted.items():
            plain.setdefault(plain_name(name), facts)
        strange = {name: facts for name, facts in plain.items() if name and not self._bodies.find(name)}
        found = find_or_create_many(wanted=strange, subdistrict=self.subdistrict, by=self.by, at=self.at)
        self._known |= {name: {"unit": None, "enterprise": one} for name, one in found.items()}

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
