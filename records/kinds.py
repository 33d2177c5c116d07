"""Words for the kinds of documents and of things that events speak of."""

from django.apps import apps

from records.rendering import document_kinds


def document_kind_choices() -> list[tuple[str, str]]:
    return [(kind.kind, kind.title) for kind in document_kinds().values()]


def document_kind_label(kind: str) -> str:
    known = document_kinds().get(kind)
    return known.title if known else kind


def thing_kind_label(model_name: str):
    """The word for a model by its lower-case name, as events keep it; the name itself for one that is no more."""
    return _thing_kinds().get(model_name, model_name)


def _thing_kinds() -> dict:
    return {model._meta.model_name: model._meta.verbose_name for model in apps.get_models()}
