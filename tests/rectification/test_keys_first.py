"""A page whose rows read along many tables is found by its keys first, and is the same page (docs/adr/0047)."""

import pytest
from django.http import QueryDict

from core import paging
from core.paging import page_of
from rectification.models import RectificationItem
from tests.rectification.builders import issued_case

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("most_joins", [1, 1000])
def test_rows_and_order_are_the_same_either_way(monkeypatch, django_assert_num_queries, most_joins):
    monkeypatch.setattr(paging, "MANY_JOINS", most_joins)
    case = issued_case()
    items = RectificationItem.objects.filter(case=case).select_related("case__round__entry").order_by("-number", "pk")
    right = list(items.order_by("-number", "pk").values_list("pk", flat=True))
    assert len(right) > 1

    with django_assert_num_queries(2 if most_joins == 1 else 1):
        page = page_of(items, QueryDict(), 50)
        assert [item.pk for item in page.object_list] == right
        assert page.object_list[0].case.round.entry is not None


def test_a_page_without_rows_reads_no_more_than_its_keys(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(paging, "MANY_JOINS", 1)
    nothing = RectificationItem.objects.select_related("case").order_by("number", "pk")

    with django_assert_num_queries(1):
        assert list(page_of(nothing, QueryDict(), 50).object_list) == []
