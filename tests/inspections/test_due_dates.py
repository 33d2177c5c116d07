"""A date to fix a finding by that had passed when it was found, or that is missing: refused where it is typed, told
where it came with a list (三(三)5)."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from inspections.models import Finding
from tests.inspections.builders import ENTERED, add_finding, at_on, on_site_round
from tests.inspections.test_imports import HEAD, PUBLISHED, take_in

pytestmark = pytest.mark.django_db
EARLY = (ENTERED - timedelta(days=1)).isoformat()
FIELD = "最早为发现日期当日"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(at_on(ENTERED + timedelta(days=3)), tick=False) as traveller:
        yield traveller


def url(name, thing):
    return reverse(f"inspections:{name}", args=[thing.pk])


def typed(**changes):
    return {"kind": "general_hazard", "text": "配电箱未接地", "found_on": ENTERED.isoformat()} | changes


def listed_early(round_):
    """A draft as an import leaves it: with the date of the list, a year before."""
    take_in(round_, HEAD + "甲公司,一般隐患,疏散通道堵塞,2025-03-01\n")
    return Finding.objects.get()


@pytest.mark.parametrize("day", [EARLY, ENTERED.isoformat()])
def test_typed_date_is_refused_at_its_field_before_the_day_found(client, day):
    round_ = on_site_round()
    client.force_login(round_.here.member)
    response = client.post(url("finding-record", round_), typed(due_on=day))
    if day == EARLY:
        assert response.status_code == 409
        assert FIELD in str(response.context["form"].errors["due_on"])
        assert not Finding.objects.exists()
    else:
        assert response.status_code == 302


@pytest.mark.parametrize("name", ["finding-edit", "finding-confirm"])
def test_edit_and_confirmation_refuse_it_too(client, name):
    round_ = on_site_round()
    finding = add_finding(round_, topic_number=5)
    client.force_login(round_.here.leader)
    body = typed(on=ENTERED.isoformat(), topic_number=5, handling="fix_by_date", due_on=EARLY, version=1)
    response = client.post(url(name, finding), body | {"version": finding.version})
    assert FIELD in str(response.context["form"].errors["due_on"])
    finding.refresh_from_db()
    assert (finding.status, finding.due_on) == ("draft", None)


def test_the_day_found_does_not_move_past_the_date(client):
    round_ = on_site_round()
    finding = add_finding(round_, due_on=ENTERED)
    client.force_login(round_.here.leader)
    body = typed(found_on=(ENTERED + timedelta(days=1)).isoformat(), due_on=ENTERED.isoformat())
    response = client.post(url("finding-edit", finding), body | {"version": finding.version})
    assert "due_on" in response.context["form"].errors


def test_date_of_a_list_is_kept_and_told_at_the_confirmation(client):
    round_ = on_site_round()
    finding = listed_early(round_)
    client.force_login(round_.here.leader)
    page = client.get(url("finding-confirm", finding)).content.decode()
    assert "整改期限早于发现日期（第1号），原日期照录，整改按反馈后2个月计算" in page
    # Nor does the browser refuse to send it.
    assert f'min="{ENTERED.isoformat()}"' not in page
    body = {"on": ENTERED.isoformat(), "topic_number": 5, "handling": "fix_by_date", "due_on": "2025-03-01"}
    assert client.post(url("finding-confirm", finding), body).status_code == 302
    finding.refresh_from_db()
    assert (finding.status, finding.due_on.year) == ("confirmed", 2025)


def test_preview_names_the_rows_whose_date_cannot_count(client):
    round_ = on_site_round()
    client.force_login(round_.here.member)
    text = HEAD.strip() + ",处置方式\n甲公司,一般隐患,通道堵塞,2025-03-01,\n乙公司,一般隐患,未接地,,限期整改\n"
    upload = {"upload": SimpleUploadedFile("清单.csv", text.encode()), "found_on": ENTERED.isoformat()}
    preview = client.get(client.post(url("import-list-upload", round_), upload).url).content.decode()
    assert "共1条问题的整改期限早于发现日期（第2行）" in preview
    assert "共1条问题为限期整改但未写明期限（第3行）" in preview


def test_published_list_is_told_and_goes_in_whole(client):
    round_ = on_site_round()
    client.force_login(round_.here.member)
    upload = {"upload": SimpleUploadedFile("清单.csv", PUBLISHED.read_bytes()), "found_on": ENTERED.isoformat()}
    seen = client.post(url("import-list-upload", round_), upload)
    assert "的整改期限早于发现日期（第" in client.get(seen.url).content.decode()
    assert client.post(seen.url).status_code == 302
    assert Finding.objects.count() == 112
