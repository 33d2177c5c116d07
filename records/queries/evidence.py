"""Evidence of many things, read at once."""

from collections.abc import Iterable

from django.db.models import Model, Q

from accounts.models import User
from core.queries.scoped import ScopedQuerySet
from records.models import EvidenceLink

# What a picture in the row of a list reads (EvidenceLink.is_picture, records.presenters.gallery).
OF_PICTURE = ("awaits_copy", "viewing_copy", "name", "note", "place", "taken_on")


def evidence_of(things: Iterable[Model], user: User) -> dict[str, list[EvidenceLink]]:
    """By the id of the thing as a string, the files this person may see, in their order; one query."""
    return _by_thing(_links_of(things, user).select_related("blob"))


def pictures_of(things: Iterable[Model], user: User) -> dict[str, list[EvidenceLink]]:
    """The same of what there is to look at, with what a small picture reads alone."""
    seen = Q(awaits_copy=True) | Q(viewing_copy__isnull=False)
    return _by_thing(_links_of(things, user).filter(seen).only("subject_id", *OF_PICTURE))


def _links_of(things: Iterable[Model], user: User) -> ScopedQuerySet:
    return EvidenceLink.objects.visible_to(user).filter(subject_id__in=[str(thing.pk) for thing in things])


def _by_thing(links: Iterable[EvidenceLink]) -> dict[str, list[EvidenceLink]]:
    found: dict[str, list[EvidenceLink]] = {}
    for link in links:
        found.setdefault(link.subject_id, []).append(link)
    return found
