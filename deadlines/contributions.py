"""What deadlines tell on the first page: what is overdue, the lights of each unit, and what is due next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice
from urllib.parse import urlencode

from django.db.models import Count as CountOf
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Unit
from accounts.models.unit import UnitKind
from accounts.permissions import Permission
from core.day_words import day_in_list
from core.home import Count, Counted, Look
from core.paging import count_up_to, number_words
from core.shapes import Figure, Section, Words
from deadlines.filters import NO_UNIT
from deadlines.kinds import kind_label
from deadlines.models import Deadline, Signal
from deadlines.presenters import due_words
from deadlines.queries.deadlines import open_signals

# More would fill the page; the list of deadlines has them all.
UNITS_SHOWN = 40
# Of so many that a look at some of them says little.
SHOWN_OF_MANY = 10


@dataclass(frozen=True)
class Light:
    """How many of a unit's duties stand under one signal; `url` leads to them, "" where there is none."""

    signal: str
    count: int
    url: str


@dataclass(frozen=True)
class UnitLights:
    name: Words
    url: str
    lights: list[Light]


def _reads_all(look: Look) -> bool:
    return Permission.DEADLINE_VIEW in look.access.everywhere


def overdue_figure(look: Look) -> Counted | None:
    """Whatever is overdue in the district, whoever owes it."""
    if not _reads_all(look):
        return None
    seen = Deadline.objects.visible_to(look.user)
    return Counted([seen.overdue(look.today), seen.near(look.today)], _overdue)


def _overdue(late: Count, soon: Count) -> Figure:
    (overdue, is_more), (near, are_more) = late, soon
    note = _("Due within seven days: %(count)s") % {"count": number_words(near, is_more=are_more)}
    tone = "bad" if overdue else ""
    return Figure(
        _("Deadlines overdue"), number_words(overdue, is_more=is_more), note, _path(signal=Signal.OVERDUE), tone
    )


def next_figure(look: Look) -> Figure | None:
    """For whoever has few of them: what is due next, and by when."""
    if _reads_all(look) or not look.access.permits_somewhere(Permission.DEADLINE_VIEW):
        return None
    running = Deadline.objects.visible_to(look.user).open().select_related("responsible_unit")
    due = running.order_by("due_on").first()
    if due is None:
        return None
    note = _("%(kind)s, %(subject)s: %(left)s") % {
        "kind": kind_label(due.kind), "subject": due.subject_label, "left": due_words(due, look.today),
    }  # fmt: skip
    tones = {Signal.OVERDUE: "bad", Signal.NEAR: "warn"}
    tone = tones.get(due.signal(look.today), "")
    return Figure(_("Due next"), day_in_list(due.due_on), note, _path(), tone)


def lights_part(look: Look) -> Section | None:
    """A row for each subdistrict, with the others that owe something below."""
    if not _reads_all(look):
        return None
    subdistricts = Unit.objects.filter(kind=UnitKind.SUBDISTRICT, is_active=True).order_by("kind", "org_code", "name")
    units = list(subdistricts.values_list("pk", "short_name")[: UNITS_SHOWN + 1])
    names: dict = dict(units)
    if len(units) > UNITS_SHOWN:
        names = dict(units[:SHOWN_OF_MANY])
        # Units more than a page shows are counted on the list alone: what they owe may be a nation's.
        count, is_more = count_up_to(subdistricts)
        counted = _counted(look, names)
        left = number_words(count if is_more else count - SHOWN_OF_MANY, is_more=is_more)
    else:
        counted = _counted(look)
        others = sorted(
            (str(row["responsible_unit__short_name"]), pk) for pk, row in counted.items() if pk and pk not in names
        )
        names |= {pk: name for name, pk in others}
        if None in counted:
            names[None] = NO_UNIT
        left = str(max(len(names) - UNITS_SHOWN, 0) or "")
    rows = [_lights(pk, names[pk], counted.get(pk, {}), look.today.year) for pk in islice(names, UNITS_SHOWN)]
    context = {"rows": rows, "left_out": left, "path": _path(), "year": look.today.year}
    return Section("deadlines/_sections/lights.html", context)


def _counted(look: Look, units: Iterable | None = None) -> dict:
    """Duties by unit and signal in one query, of these units or of all: those that run, and of those done the ones due
    this year."""
    year = look.today.year
    of_year = Q(met_on__isnull=False, due_on__range=(date(year, 1, 1), date(year, 12, 31)))
    seen = Deadline.objects.visible_to(look.user).live().filter(Q(met_on=None) | of_year)
    if units is not None:
        seen = seen.filter(responsible_unit__in=list(units))
    signals = {signal: CountOf("pk", filter=where) for signal, where in open_signals(look.today).items()}
    done = CountOf("pk", filter=Q(met_on__isnull=False))
    rows = seen.order_by().values("responsible_unit", "responsible_unit__short_name").annotate(**signals, done=done)
    return {row["responsible_unit"]: row for row in rows}


def _lights(pk, name: Words, counted: dict, year: int) -> UnitLights:
    unit = "null" if pk is None else pk
    return UnitLights(name, _path(unit=unit, signal="all"), list(_each(unit, counted, year)))


def _each(unit, counted: dict, year: int) -> Iterable[Light]:
    for signal in Signal:
        count = counted.get(signal.value, 0)
        of_year = {"year": year} if signal == Signal.DONE else {}
        yield Light(signal.value, count, _path(unit=unit, signal=signal.value, **of_year) if count else "")


def _path(**query) -> str:
    path = reverse("deadlines:deadline-list")
    return f"{path}?{urlencode(query)}" if query else path
