"""What deadlines tell on the first page: what is overdue, the lights of each unit, and what is due next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice
from urllib.parse import urlencode

from django.db.models import Count as CountWhere
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Unit, User
from accounts.models.unit import UnitKind
from accounts.permissions import Permission
from core.day_words import day_in_list
from core.home import Count, Look
from core.paging import MOST_COUNTED, capped, number_words
from core.queries.asked_alike import rows_alike
from core.queries.at_once import Alike, AlikeByKeys, CountOf, rows_at_once
from core.queries.later import Later
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


def overdue_figure(look: Look) -> Later[Figure] | None:
    """Whatever is overdue in the district, whoever owes it."""
    if not _reads_all(look):
        return None
    asked = (look.today,)
    return look.counted(_overdue, Alike(_late, look.user, asked), Alike(_near, look.user, asked))


def _late(user: User, today: date) -> QuerySet[Deadline]:
    return Deadline.objects.visible_to(user).overdue(today).order_by().only("pk")


def _near(user: User, today: date) -> QuerySet[Deadline]:
    return Deadline.objects.visible_to(user).near(today).order_by().only("pk")


def _overdue(late: Count, soon: Count) -> Figure:
    (overdue, is_more), (near, are_more) = late, soon
    note = _("Due within seven days: %(count)s") % {"count": number_words(near, is_more=are_more)}
    tone = "bad" if overdue else ""
    return Figure(
        _("Deadlines overdue"), number_words(overdue, is_more=is_more), note, _path(signal=Signal.OVERDUE), tone
    )


def next_figure(look: Look) -> Later[Figure | None] | None:
    """For whoever has few of them: what is due next, and by when."""
    if _reads_all(look) or not look.access.permits_somewhere(Permission.DEADLINE_VIEW):
        return None
    return look.later(partial(_next, look.today), Alike(_first_due, look.user))


def _first_due(user: User) -> QuerySet[Deadline]:
    return Deadline.objects.visible_to(user).open().order_by("due_on")[:1]


def _next(today: date, found: list[Deadline]) -> Figure | None:
    if not found:
        return None
    due = found[0]
    note = _("%(kind)s, %(subject)s: %(left)s") % {
        "kind": kind_label(due.kind), "subject": due.subject_label, "left": due_words(due, today),
    }  # fmt: skip
    tones = {Signal.OVERDUE: "bad", Signal.NEAR: "warn"}
    return Figure(_("Due next"), day_in_list(due.due_on), note, _path(), tones.get(due.signal(today), ""))


def lights_part(look: Look) -> Later[Section] | None:
    """A row for each subdistrict, with the others that owe something below."""
    if not _reads_all(look):
        return None
    return look.later(partial(_lights_of, look), Alike(_first_subdistricts, None))


def _subdistricts(_nobody: None) -> QuerySet[Unit]:
    return Unit.objects.filter(kind=UnitKind.SUBDISTRICT, is_active=True).order_by().only("pk")


def _first_subdistricts(_nobody: None) -> QuerySet:
    """A last one tells that there are more than are shown."""
    in_order = _subdistricts(None).order_by("kind", "org_code", "name")
    return in_order.values_list("pk", "short_name")[: UNITS_SHOWN + 1]


def _lights_of(look: Look, units: list[tuple]) -> Section:
    names: dict = dict(units)
    if len(units) > UNITS_SHOWN:
        names = dict(units[:SHOWN_OF_MANY])
        # Units more than a page shows are counted on the list alone: what they owe may be a nation's.
        of_shown = AlikeByKeys(_duties_of, look.user, tuple(names), (look.today,))
        (in_all,), duties = rows_at_once([CountOf(Alike(_subdistricts, None), MOST_COUNTED + 1), of_shown])
        count, is_more = capped(in_all)
        counted = _by_unit(duties)
        left = number_words(count if is_more else count - SHOWN_OF_MANY, is_more=is_more)
    else:
        counted = _by_unit(rows_alike(_duties, look.user, look.today))
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


def _duties(user: User, today: date) -> QuerySet:
    """By unit and signal in one query: those that run, and of those done the ones due this year."""
    of_year = Q(met_on__isnull=False, due_on__range=(date(today.year, 1, 1), date(today.year, 12, 31)))
    seen = Deadline.objects.visible_to(user).live().filter(Q(met_on=None) | of_year).order_by()
    signals = {signal: CountWhere("pk", filter=where) for signal, where in open_signals(today).items()}
    done = CountWhere("pk", filter=Q(met_on__isnull=False))
    return seen.values("responsible_unit", "responsible_unit__short_name").annotate(**signals, done=done)


def _duties_of(user: User, units: Sequence, today: date) -> QuerySet:
    return _duties(user, today).filter(responsible_unit__in=units)


def _by_unit(rows: Iterable[dict]) -> dict:
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
