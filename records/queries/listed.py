"""Documents with as much as their list tells of them."""

from collections.abc import Sequence
from typing import Any

from core.access import Person
from core.queries.keys_first import own_fields
from records.models import IssuedDocument
from records.queries.documents import DocumentQuerySet


def documents_listed(user: Person, keys: Sequence[Any]) -> DocumentQuerySet:
    """With the names of their addressees."""
    told = IssuedDocument.objects.filter(pk__in=keys).select_related("addressee")
    return told.only(*own_fields(IssuedDocument), "addressee__short_name").order_by()
