"""The addresses of many things at once: of those with pages of their own by their keys alone."""

from uuid import UUID

import pytest

from core.links import _from_key, models_with_pages

KEYS = {"UUIDField": str(UUID(int=7)), "BigAutoField": "7"}
# Without those that tests make.
KINDS = sorted(kind for kind, model in models_with_pages().items() if not model.__module__.startswith("tests."))


@pytest.mark.parametrize("kind", KINDS)
def test_address_of_what_has_a_page_of_its_own_needs_only_its_key(kind, django_assert_num_queries, db):
    model = models_with_pages()[kind]
    thing = _from_key(model, KEYS[model._meta.pk.get_internal_type()])
    if getattr(model, "PAGE_IS_ELSEWHERE", False):
        with pytest.raises(model.DoesNotExist):
            thing.get_absolute_url()
    else:
        with django_assert_num_queries(0):
            assert thing.get_absolute_url().startswith("/")
