"""A number for every paper: none twice, none left out (DESIGN §5)."""

from datetime import date

import pytest
from django.db import transaction

from core.models import AuditEvent
from core.refusals import IllegalMove
from records.models import IssuedDocument, NumberSeries
from records.rendering import BadDocumentData
from records.series import OFFICE, register_series, series_of
from tests.races import run_at_once
from tests.records import builders

pytestmark = pytest.mark.django_db


def test_numbers_run_without_gap_per_series_and_year_of_the_date(at):
    district = builders.desk(at)

    numbered = [
        builders.document(district, at, **facts)
        for facts in ({}, {}, {"series": "测安委"}, {"on": date(2025, 12, 31)}, {})
    ]

    assert [document.full_number for document in numbered] == [
        "测安委办〔2026〕1号",
        "测安委办〔2026〕2号",
        "测安委〔2026〕1号",
        "测安委办〔2025〕1号",
        "测安委办〔2026〕3号",
    ]


def test_number_rolled_back_is_given_to_the_next(at):
    district = builders.desk(at)
    builders.document(district, at)

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        builders.document(district, at)
        1 / 0  # noqa: B018

    assert builders.document(district, at).number == 2


def test_data_that_cannot_be_printed_use_up_no_number(at):
    district = builders.desk(at)

    with pytest.raises(BadDocumentData):
        builders.document(district, at, data={"issuer": "测试"})

    assert not NumberSeries.objects.exists()


def test_document_of_tomorrow_is_refused(at):
    district = builders.desk(at)

    builders.document(district, at, on=date(2026, 3, 2))
    with pytest.raises(IllegalMove):
        builders.document(district, at, on=date(2026, 3, 3))


def test_data_are_frozen_and_the_event_names_the_number(at):
    district = builders.desk(at)
    data = {**builders.LETTER}

    document = builders.document(district, at, data=data)
    data["title"] = "改过的标题"

    document.refresh_from_db()
    event = AuditEvent.objects.get(verb="document.number")
    assert document.data["title"] == builders.LETTER["title"]
    assert (event.target_id, event.new["number"]) == (str(document.pk), document.full_number)


def test_series_comes_from_the_kind(at, settings):
    settings.DISTRICT_SHORT_NAME = "测"
    register_series("notice", OFFICE)

    assert builders.document(builders.desk(at), at, series=None).full_number == "测安委办〔2026〕1号"
    with pytest.raises(KeyError):
        series_of("nobody's kind")


@pytest.mark.django_db(transaction=True)
def test_eight_numberings_at_once_never_collide_and_leave_no_gap(at):
    check_race(at)


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_eight_numberings_at_once_never_collide_and_leave_no_gap_on_postgresql(at):
    check_race(at)


def check_race(at):
    """Every second one fails after it took its number."""
    district = builders.desk(at)

    def number(index):
        with transaction.atomic():
            document = builders.document(district, at)
            if index % 2:
                raise ZeroDivisionError
            return document.number

    results = run_at_once(number, threads=8)

    assert sorted(number for number in results if isinstance(number, int)) == [1, 2, 3, 4]
    assert sum(isinstance(result, ZeroDivisionError) for result in results) == 4
    assert sorted(IssuedDocument.objects.values_list("number", flat=True)) == [1, 2, 3, 4]


def test_title_is_one_line_outside_of_the_paper(at):
    district = builders.desk(at)

    document = builders.document(district, at, title="关于约谈示例公司\n负责人的通知")

    assert str(document) == "测安委办〔2026〕1号 关于约谈示例公司负责人的通知"
    assert AuditEvent.objects.get(verb="document.number").new["title"] == "关于约谈示例公司负责人的通知"
