"""The index of searches on PostgreSQL: finds what it has to, follows every write, and is used."""

import pytest
from django.db import connection

from inspections.models import Finding
from tests.core import search_cases as cases
from tests.inspections.builders import add_finding

pytestmark = [pytest.mark.services, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _on_postgresql(db):
    assert connection.vendor == "postgresql", "set XUNCHA_TEST_DATABASE_URL"


def test_words_are_found_where_a_column_holds_them():
    one = cases.the_finding()

    assert [words for words in cases.HELD if cases.found(words) != {one.pk}] == []
    assert [words for words in cases.NOT_HELD if cases.found(words)] == []


def test_case_of_letters_beyond_ascii_is_as_the_comparison_has_it():
    one = cases.the_finding(text="Größe ÀÉ ｘｙ")

    for words in ("größe", "àé", "ＸＹ", "ÀÉ"):
        assert (
            cases.found(words)
            == set(Finding.objects.filter(text__icontains=words).values_list("pk", flat=True))
            == {one.pk}
        )


def test_the_index_follows_every_way_of_writing(capsys):
    cases.written_in_every_way(capsys)


def test_a_lost_index_is_told_and_made_anew(capsys):
    cases.lost_and_laid_in_again(capsys, "ALTER TABLE inspections_finding DROP COLUMN pairs")


def test_pairs_of_another_making_are_found_by_the_check(capsys):
    """The column is as it was made; a later version of the function makes others."""
    one = cases.the_finding()
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE OR REPLACE FUNCTION core_pairs(told text) RETURNS tsvector LANGUAGE sql IMMUTABLE "
            "AS $$ SELECT ''::tsvector $$"
        )

    assert {"table": "inspections_finding", "id": str(one.pk)} in cases.wrong(capsys)["bad"]


@pytest.mark.parametrize("words", ["曌", "罕见", "罕见问题"])
def test_the_index_is_used(words):
    round_ = cases.the_finding().round
    for number in range(40):
        add_finding(round_, text=f"普通的问题{number}")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE inspections_finding")
        cursor.execute("SET LOCAL enable_seqscan = off")
        plan = Finding.objects.filter(pk__spelled=words).order_by().explain()

    assert "Bitmap Index Scan on inspections_finding_pairs" in plan
