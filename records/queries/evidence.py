"""Evidence of many things, read at once."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, Q, QuerySet

from accounts.models import User
from core.about import Always
from core.queries.at_once import AlikeByKeys
from core.queries.later import Gathered
from core.queries.scoped import ScopedQuerySet
from records.models import EvidenceLink

# What a picture in the row of a list reads (EvidenceLink.is_picture, records.presenters.gallery).
OF_PICTURE = ("awaits_copy", "viewing_copy")


def evidence_of(things: Iterable[Model], user: User) -> dict[str, list[EvidenceLink]]:
    """By the id of the thing as a string, the files this person may see, in their order; one query."""
    return _by_thing(_links_of(things, user).select_related("blob"))


def _about(thing: Model, user: User, today: Any) -> QuerySet:
    return _links_of([thing], user).select_related("blob")


# The same of one thing, in their order, for its page (core.about).
EVIDENCE = Always(_about, is_personal=True)


def pictures_of(things: Iterable[Model], user: User) -> Gathered[dict[str, list[EvidenceLink]]]:
    """The same of what there is to look at, with what a small picture reads alone."""
    return Gathered([AlikeByKeys(_pictures, user, tuple(thing.pk for thing in things))], _by_thing)


def _pictures(user: User, keys: Iterable[Any]) -> QuerySet:
    seen = Q(awaits_copy=True) | Q(viewing_copy__isnull=False)
    found = EvidenceLink.objects.visible_to(user).filter(seen, subject_id__in=[str(key) for key in keys])
    return found.only("subject_id", *OF_PICTURE)


def _links_of(things: Iterable[Model], user: User) -> ScopedQuerySet:
    return EvidenceLink.objects.visible_to(user).filter(subject_id__in=[str(thing.pk) for thing in things])


def _by_thing(links: Iterable[EvidenceLink]) -> dict[str, list[EvidenceLink]]:
    found: dict[str, list[EvidenceLink]] = {}
    for link in links:
        found.setdefault(link.subject_id, []).append(link)
    return found
