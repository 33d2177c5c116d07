"""Extensions and objections as their people meet them: on the item, in the lists, in "my work"."""

import pytest
from django.urls import reverse

from records.scenes import pdf
from rectification.actions import extensions, objections
from tests.inspections.builders import at_on
from tests.rectification import builders as b
from tests.rectification.test_extensions import ASKED, LATER, ask, dated_item, grant
from tests.rectification.test_objections import answer, file

pytestmark = pytest.mark.django_db


def page(client, user, route, *args, **query):
    client.force_login(user)
    return client.get(reverse(f"rectification:{route}", args=args), query).content.decode()


def test_item_shows_what_was_asked_and_the_committee_what_waits(client):
    here, item = dated_item()
    assert "申请延期" in page(client, here.extra["clerk"], "item-detail", item.pk)

    extension = ask(here, item)

    assert "待审批" in page(client, here.extra["clerk"], "item-detail", item.pk)
    client.force_login(here.committee)
    assert extension.get_absolute_url() in client.get(reverse("desk:my-work")).content.decode()
    grant(here, extension)
    assert extension.get_absolute_url() not in client.get(reverse("desk:my-work")).content.decode()
    assert "已同意" in page(client, here.committee, "extension-detail", extension.pk)


def test_item_on_the_two_months_says_why_no_extension_can_be_had(client):
    case = b.signed_case(findings_count=1)

    assert "两个月期限不能延长" in page(client, case.here.extra["clerk"], "item-detail", case.items.first().pk)


@pytest.mark.parametrize("route", ["extension-list", "objection-list"])
def test_lists_search_and_say_when_there_is_nothing(client, route):
    here, item = dated_item()
    extension = ask(here, item)

    found = page(client, here.committee, route, q="定制", status="requested" if route == "extension-list" else "filed")

    assert (extension.get_absolute_url() in found) is (route == "extension-list")
    assert "没有" in page(client, here.committee, route, q="查无此事")


def test_objection_is_found_by_its_words_and_shows_its_answer(client):
    case = b.signed_case(findings_count=1)
    here = case.here
    objection = file(case)
    assert objection.get_absolute_url() in page(client, here.committee, "objection-list", q="相邻街道")
    assert objection.get_absolute_url() not in page(client, here.committee, "objection-list", q="其他")

    answer(objections.uphold_partly, objection, here, note="北侧区域不计")

    assert "北侧区域不计" in page(client, here.principal, "item-detail", objection.item_id)
    assert "北侧区域不计" in page(client, here.principal, "objection-detail", objection.pk)
    # A subdistrict reads its own alone and is not asked for a unit.
    assert 'name="unit"' not in page(client, here.principal, "objection-list")


def test_stranger_finds_neither(client):
    here, item = dated_item()
    extension = ask(here, item)
    client.force_login(here.extra["foreigner"])

    assert client.get(extension.get_absolute_url()).status_code == 404
    assert extension.get_absolute_url() not in page(client, here.extra["foreigner"], "extension-list")


def test_papers_that_show_it_stand_below_and_only_where_there_are_any(client):
    here, item = dated_item()
    extension = extensions.request(
        item=item, until_on=LATER, reason="设备需定制", by=here.extra["clerk"], on=ASKED, at=at_on(ASKED),
        evidence=[pdf("供货合同.pdf")],
    )  # fmt: skip

    shown = page(client, here.committee, "extension-detail", extension.pk)

    assert "证明材料" in shown and "供货合同" in shown
