"""What the pages of hand-offs say where something is missing, or where less may be told."""

import pytest
from django.urls import reverse

from tests.rectification.hand_offs import builders as b
from tests.rectification.hand_offs.test_pages import read

pytestmark = pytest.mark.django_db


def test_empty_duty_table_says_what_it_is_for(client):
    round_ = b.on_site_round()

    page = read(client, round_.here.office, reverse("rectification:duty-list"))

    assert "职责分工尚未设置" in page


def test_hand_off_of_a_lead_says_who_reads_it(client):
    hand_off = b.sent_lead()

    page = read(client, hand_off.here.committee, hand_off.get_absolute_url())

    assert "限定知悉范围" in page


def test_credit_code_of_an_enterprise_stands_with_the_matter(client):
    hand_off = b.sent()
    line = hand_off.lines.get()
    line.credit_code = "91370400MA3C00001X"
    line.save(update_fields=["credit_code"])

    assert "91370400MA3C00001X" in read(client, hand_off.here.office, hand_off.get_absolute_url())


def test_finding_that_is_sorted_as_lawful_tells_it_with_its_reason_and_no_receiver(client):
    round_ = b.approved_round()
    here = round_.here
    finding = here.extra["violation"]
    b.sort(finding, here, is_unlawful=False, matter="", reason="现场已当即改正")

    page = read(client, here.leader, finding.get_absolute_url())

    assert "不属于违法违规" in page and "现场已当即改正" in page


def test_sorted_matter_that_is_not_handed_over_says_so(client):
    round_ = b.approved_round()
    here = round_.here
    finding = here.extra["violation"]
    b.sort(finding, here, receiver=here.extra["market"])

    page = read(client, here.leader, finding.get_absolute_url())

    assert "市场监管分局" in page


def test_round_of_which_nothing_is_handed_over_names_what_is_missing(client):
    round_ = b.approved_round()

    page = read(client, round_.here.office, round_.get_absolute_url())

    assert "尚未分类处置" in page
    assert "尚未移交。" not in page
