"""What planning tells on the first page: how far the year is, in one number and as a strip of weeks (一(二)1, R6)."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.permissions import Permission
from core.home import Look
from core.queries.later import Later
from core.shapes import Figure, Section
from deadlines.working_days import rest_days
from planning.presenters.year_strip import strip_of
from planning.queries.coverage import YearSeen, year_seen
from planning.round_states import RoundState


def _seen(look: Look) -> Later[YearSeen]:
    return look.batch.later(year_seen(look.user, look.today))


def _sees_plans(look: Look) -> bool:
    return Permission.PLAN_VIEW in look.access.everywhere


def _path(seen: YearSeen) -> str:
    """Where the rows of the coverage stand."""
    return f"{seen.plan.get_absolute_url()}#coverage" if seen.plan else reverse("planning:plan-list")


def coverage_figure(look: Look) -> Later[Figure] | None:
    """Subdistricts inspected this year, of all that are to be."""
    return look.once(_seen).then(_coverage) if _sees_plans(look) else None


def _coverage(seen: YearSeen) -> Figure:
    counts = {state.value: count for state, count in seen.counts.items()}
    if RoundState.UNPLANNED in seen.counts:
        note = _("On site %(on_site)s, scheduled %(planned)s, not scheduled %(unplanned)s") % counts
    else:
        note = _("On site %(on_site)s") % counts
    is_late = seen.capacity is not None and not seen.capacity.is_enough
    if is_late:
        note = _("This cannot be completed within the year")
    value = f"{seen.counts[RoundState.DONE]} / {seen.total}"
    return Figure(_("Subdistricts inspected this year"), value, note, _path(seen), "bad" if is_late else "")


def year_part(look: Look) -> Later[Section] | None:
    if not _sees_plans(look):
        return None
    seen = look.once(_seen)
    rests = look.batch.later(rest_days(look.today.year))

    def tell(seen: YearSeen) -> Section:
        strip = strip_of(seen, rests.told, today=look.today, path=_path(seen))
        return Section("planning/_sections/year_strip.html", {"strip": strip})

    return seen.then(tell)
