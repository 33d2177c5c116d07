"""Where complaints are taken, and how letters taken are counted (三(三)1, 三(二)3)."""

import pytest
from django.urls import reverse

from accounts.models import Unit
from inspections.actions import notes, rounds
from records.models import IssuedDocument
from records.rendering import compose_document
from tests.inspections.builders import ENTERED, NOTIFIED, at_on, on_site_round, world

pytestmark = pytest.mark.django_db


def test_notice_makes_known_where_complaints_are_taken():
    here = world()
    Unit.objects.filter(kind="office").update(complaint_phone="0632-8690001", complaint_mailbox="示例路1号信箱")

    rounds.notify(entry=here.entry, by=here.office, on=NOTIFIED, at=at_on(NOTIFIED))

    notice = compose_document("advance_notice", IssuedDocument.objects.get(kind="advance_notice").data)
    said = "".join(block.text for block in notice.body)
    assert "举报电话：0632-8690001，举报信箱：示例路1号信箱。请在本辖区公布。" in said
    assert notice.title == "关于对兴仁街道开展安全生产巡查的告知书"
    assert notice.note == "此件公开发布"


def test_page_of_a_round_counts_the_parts_of_a_method(client):
    round_ = on_site_round()
    round_.ruleset.methods.filter(number=3).update(short="调阅资料、受理来信来电")
    for part in (1, 2, 2):
        notes.record(
            round=round_, method_number=3, method_part=part, text="记录", by=round_.here.member, on=ENTERED,
            at=at_on(ENTERED),
        )  # fmt: skip
    client.force_login(round_.here.member)

    page = client.get(reverse("inspections:note-list", args=[round_.pk])).content.decode()

    assert "调阅资料 1 · 受理来信来电 2" in page
    assert "3. 受理来信来电" in page
