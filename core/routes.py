"""The routes of verb rows, for an app's urls.py."""

from typing import cast

from django.db.models import Model, UUIDField
from django.urls import URLPattern, path

from core.verbs import Bulk, Noun, Verb, noun_name
from core.views.bulk import bulk_view_of
from core.views.verbs import view_of


def verb_paths(*nouns: Noun) -> list[URLPattern]:
    """A route for every verb of these nouns that is done on a page of its own, and one for those done to many."""
    acting = [(noun, verb) for noun in nouns for verb in noun.verbs if verb.action is not None]
    many = [(noun, verb) for noun, verb in acting if verb.bulk is not None]
    return [_path(*each) for each in acting] + [_bulk_path(*each) for each in many]


def _path(noun: Noun, verb: Verb) -> URLPattern:
    return path(_where(noun, verb), view_of(noun, verb), name=f"{noun.slug}-{verb.slug}")


def _bulk_path(noun: Noun, verb: Verb) -> URLPattern:
    """`items/close-many/case/<uuid:pk>/`."""
    container = cast(Bulk, verb.bulk).container
    where = f"{noun.path}/{verb.slug}-many/{noun_name(container).replace('_', '-')}/{_key(container)}/"
    return path(where, bulk_view_of(noun, verb), name=f"{noun.slug}-{verb.slug}-many")


def _key(model: type[Model]) -> str:
    return f"<{'uuid' if isinstance(model._meta.pk, UUIDField) else 'number'}:pk>"


def _where(noun: Noun, verb: Verb) -> str:
    """`findings/<uuid:pk>/confirm/`; of what is born out of a round, or is a part of it,
    `findings/record/round/<uuid:pk>/`; of what is born of nothing, `plans/draft/`."""
    model = noun.page_model(verb)
    if model is None:
        return f"{noun.path}/{verb.slug}/"
    key = _key(model)
    if model is noun.model:
        return f"{noun.path}/{key}/{verb.slug}/"
    return f"{noun.path}/{verb.slug}/{noun_name(model).replace('_', '-')}/{key}/"
