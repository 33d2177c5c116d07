"""Words are found by an index of pairs of signs, and what a look at every row would find is found (ADR 33)."""

import pytest
from django.core.checks import Tags, run_checks
from django.db import connection
from django.db.models import Q

from accounts.models import Unit
from core import searching
from core.engines import sqlite
from core.paging import count_up_to
from core.searching import looked_up_once, spelled, whose
from core.typed_words import parts_of
from inspections.models import Finding
from inspections.searches import findings_with
from tests.core import search_cases as cases
from tests.inspections.builders import add_finding, on_site_round

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("words", cases.HELD)
def test_words_that_a_column_holds_are_found(words):
    one = cases.the_finding()
    assert Finding.objects.filter(Q(text__icontains=words) | Q(place__icontains=words)).exists()

    assert cases.found(words) == {one.pk}


@pytest.mark.parametrize("words", cases.NOT_HELD)
def test_words_that_no_column_holds_are_not(words):
    cases.the_finding()

    assert cases.found(words) == set()


def test_nothing_asked_is_everything():
    one = cases.the_finding()
    assert cases.found("") == {one.pk}


def test_the_index_follows_every_way_of_writing(capsys):
    cases.written_in_every_way(capsys)


def test_a_long_text_is_found_to_its_end():
    one = cases.the_finding(text="很长的问题描述" * 700 + "末尾")
    assert cases.found("末尾") == cases.found("尾") == {one.pk}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="what SQLite alone can lose")
def test_a_lost_index_is_told_and_made_anew(capsys):
    cases.lost_and_laid_in_again(capsys, "DROP TRIGGER inspections_finding_pairs_on")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="what SQLite alone can lose")
@pytest.mark.parametrize(
    "spoil",
    [
        "DELETE FROM inspections_finding_pairs WHERE pair = '消防'",
        "INSERT INTO inspections_finding_pairs (pair, id) SELECT '谎言', id FROM inspections_finding",
    ],
)
def test_a_wrong_pair_is_found_by_the_check(capsys, spoil):
    one = cases.the_finding()
    with connection.cursor() as cursor:
        cursor.execute(spoil)

    assert cases.wrong(capsys)["bad"] == [{"table": "inspections_finding", "id": one.pk.hex}]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the plan of SQLite")
@pytest.mark.parametrize("words", ["消", "消防", "消防通道"])
def test_pairs_are_looked_up_by_their_key(words):
    plan = Finding.objects.filter(pk__spelled=words).order_by().explain()

    assert "SCAN inspections_finding_pairs" not in plan
    assert "SEARCH inspections_finding_pairs USING PRIMARY KEY" in plan
    assert "SCAN inspections_finding" not in plan


@pytest.mark.skipif(connection.vendor != "sqlite", reason="triggers of SQLite")
def test_missing_triggers_are_an_error_of_the_system():
    def told():
        return [error.id for error in run_checks(tags=[Tags.database], databases=["default"])]

    assert "xuncha.E006" not in told()
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER inspections_finding_pairs_in")
    assert "xuncha.E006" in told()
    searching.install(sender=None, using="default")
    assert "xuncha.E006" not in told()


def test_parts_are_looked_for_one_by_one():
    round_ = on_site_round()
    one = add_finding(round_, text="消防通道被占用", subject_name="甲化工有限公司")
    add_finding(round_, text="消防栓无水", subject_name="乙商场")

    def texts(words):
        return set(findings_with(Finding.objects.all(), words).values_list("pk", flat=True))

    assert texts("甲化 消防") == texts("通道  化工") == texts(f"{one.number} 甲化") == {one.pk}
    assert texts("甲化 栓") == set()
    assert len(texts("消防")) == 2
    assert parts_of("一 二 三 四 五") == ["一", "二", "三", "四 五"]


@pytest.mark.parametrize("most", [0, 1000])
def test_few_things_are_looked_up_and_many_are_asked_row_by_row(monkeypatch, most):
    """Either way the same is found."""
    round_ = on_site_round()
    one = add_finding(round_, subject_name="甲化工有限公司")
    monkeypatch.setattr(searching, "MOST_LOOKED_UP", most)

    assert findings_with(Finding.objects.all(), "化工").get() == one
    assert Finding.objects.filter(whose("subdistrict", Unit.objects.filter(pk=round_.subdistrict_id))).get() == one


def test_what_several_searches_look_up_is_read_once(django_assert_num_queries):
    units = Unit.objects.filter(spelled(Unit, "兴仁"))
    with django_assert_num_queries(1), looked_up_once():
        assert whose("unit", units) == whose("unit", units)
    with django_assert_num_queries(2):
        whose("unit", units)
        whose("unit", units)


def test_letters_beyond_ascii_are_compared_as_the_engine_does():
    """SQLite's LIKE knows both cases of ASCII alone; words of the search are turned no further."""
    assert sqlite.condition("t", "t.id", "t", "ßé")[1] == ["ßé"]


@pytest.mark.parametrize("most", [1, 2, 3, 1000])
def test_many_rows_are_counted_by_those_that_were_looked_up(monkeypatch, most):
    """Those that other conditions leave out are not counted."""
    monkeypatch.setattr(searching, "MOST_LOOKED_UP", most)
    round_ = on_site_round()
    for number in range(4):
        add_finding(round_, text=f"消防通道{number}被占用")
    found = findings_with(Finding.objects.all(), "消防")

    assert count_up_to(found, most) == (min(4, most), most < 4)
    assert count_up_to(found.filter(text__contains="通道1"), most) == (1, False)
    assert count_up_to(found.none(), most) == (0, False)


@pytest.mark.parametrize("words", ["消防", "甲化 消防", "甲化", "曌曌"])
def test_a_search_asks_two_statements_before_its_own_at_most(django_assert_max_num_queries, words):
    add_finding(on_site_round(), text="消防通道被占用", subject_name="甲化工有限公司")

    with django_assert_max_num_queries(3):
        list(findings_with(Finding.objects.all(), words))
