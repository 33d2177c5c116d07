"""What a sample for checks on site adds to the pages of case and item, and to their timelines (R68)."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.permissions import Permission
from core.about import ABOUT, Kind
from core.access import access_of, may
from core.sections import HISTORY, MAIN
from core.shapes import Badge, Section
from records.models import Draw
from rectification.models import RectificationCase, RectificationItem, SampledItem
from rectification.presenters import samples as presenter
from rectification.queries.samples import count_of, with_all

SECTION = "rectification/case/_sample.html"
OF_ITEM = Kind(SampledItem, lambda item: Q(item=item.pk), with_all, Permission.CASE_VIEW)


def register_samples() -> None:
    """Called in AppConfig.ready()."""
    ABOUT.add(RectificationItem, OF_ITEM, order=610)
    MAIN.add(RectificationCase, on_case, order=610)
    MAIN.add(RectificationItem, on_item, order=610)
    HISTORY.add(RectificationItem, told_of, order=610)


def seen_samples(user, **about) -> list[SampledItem]:
    """Those this person reads: never the subdistrict, which reads how many there were in the letter."""
    found = with_all(SampledItem.objects.visible_to(user).filter(**about))
    return [one for one in found if may(user, Permission.CASE_VIEW, one)]


def drawn_seen(item, user) -> Badge | None:
    """That the item was drawn from the report it stands in, and how its check stands."""
    return next((presenter.drawn_badge(one) for one in OF_ITEM.of(item, user) if one.is_open), None)


def sample_section(found: list[SampledItem], user, today: date) -> Section | None:
    if not found:
        return None
    draws = Draw.objects.visible_to(user).filter(pk__in={one.draw_id for one in found}).order_by("drawn_at")
    return Section(
        SECTION,
        {
            "title": _("Sample for checks on site"),
            "words": presenter.tally_words(count_of(found)),
            "draws": list(draws),
            "table": presenter.table(found, today, access=access_of(user)),
        },
    )


def on_case(case, user, today: date) -> Section | None:
    """Of the report filed last."""
    last = case.submissions.count()
    return sample_section(seen_samples(user, case=case, filing=last), user, today)


def on_item(item, user, today: date) -> Section | None:
    return sample_section(OF_ITEM.of(item, user), user, today)


def told_of(item, user) -> list:
    return OF_ITEM.of(item, user)
