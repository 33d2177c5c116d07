"""Which body a name means: today's names first, then the short forms people use, then the names of before."""

from django.utils.functional import cached_property

from accounts.models import Unit
from accounts.models.unit import UnitKind
from inspections.names import SubdistrictNames, plain_name

INSPECTED_KINDS = (UnitKind.SUBDISTRICT, UnitKind.DEPARTMENT, UnitKind.PARTY_BODY)


class Bodies:
    """The active bodies a finding may be about, with all names they ever bore. Asks the database twice, when it is
    first asked itself."""

    def find(self, name: str) -> Unit | None:
        """The body of that name. A subdistrict is known by its old names, by 张范街道办 and with its district before
        it (枣庄高新区张范街道办事处) too; what is one body's name today is never another's of before."""
        plain = plain_name(name)
        for known_as in (self._by_today_name, self._by_any_name):
            if unit := known_as.get(plain.lower()):
                return unit
        return self._subdistricts_today.find(plain) or self._subdistricts_ever.find(plain)

    def names_of(self, unit: Unit) -> tuple[str, ...]:
        """Full and short names, today's first."""
        return tuple(dict.fromkeys((*_today_names(unit), *self._old_names.get(unit.pk, ()))))

    def names_of_other_subdistricts(self, unit: Unit) -> tuple[str, ...]:
        """Those that are not names of `unit` as well."""
        own = set(self.names_of(unit))
        others = (other for other in self._units if other.kind == UnitKind.SUBDISTRICT and other != unit)
        return tuple(name for other in others for name in self.names_of(other) if name not in own)

    @cached_property
    def _units(self) -> list[Unit]:
        return list(Unit.objects.filter(kind__in=INSPECTED_KINDS, is_active=True))

    @cached_property
    def _subdistricts(self) -> list[Unit]:
        return [unit for unit in self._units if unit.kind == UnitKind.SUBDISTRICT]

    @cached_property
    def _subdistricts_today(self) -> SubdistrictNames[Unit]:
        return SubdistrictNames((_today_names(unit), unit) for unit in self._subdistricts)

    @cached_property
    def _subdistricts_ever(self) -> SubdistrictNames[Unit]:
        return SubdistrictNames((self.names_of(unit), unit) for unit in self._subdistricts)

    @cached_property
    def _old_names(self) -> dict:
        names: dict = {}
        rows = Unit.history.filter(id__in=[unit.pk for unit in self._units]).values_list("id", "name", "short_name")
        for pk, *both in rows.order_by("-history_date"):
            names.setdefault(pk, []).extend(filter(None, both))
        return names

    @cached_property
    def _by_today_name(self) -> dict[str, Unit]:
        return {plain_name(name).lower(): unit for unit in reversed(self._units) for name in _today_names(unit)}

    @cached_property
    def _by_any_name(self) -> dict[str, Unit]:
        return {plain_name(name).lower(): unit for unit in reversed(self._units) for name in self.names_of(unit)}


def _today_names(unit: Unit) -> tuple[str, ...]:
    return tuple(filter(None, (unit.name, unit.short_name)))
