"""Rows that the round has recorded already: shown, and left out unless chosen."""

import re

import pytest
from django.urls import reverse

from core.models import AuditEvent
from inspections.actions import findings, imports
from inspections.importing import read_book
from inspections.models import Finding, ImportBatch
from tests.inspections.builders import ENTERED, at_on, on_site_round

pytestmark = pytest.mark.django_db
HEAD = "被检单位,问题等级,存在问题\n"
OLD = HEAD + "甲公司,一般隐患,疏散通道堵塞\n乙公司,一般隐患,配电箱未接地\n"
NEW = HEAD + "甲公司,一般隐患,疏散通道堵塞。\n乙公司,一般隐患,配电箱未接地\n丙公司,一般隐患,货架堵门\n"


def draft_of(round_, text, *, by=None):
    return imports.keep_draft(
        round=round_, data=text.encode(), name="清单.csv", book=read_book(text.encode(), "清单.csv"), found_on=ENTERED,
        by=by or round_.here.member, at=at_on(ENTERED),
    )  # fmt: skip


def imported(round_, text=OLD):
    return imports.import_findings(
        round=round_, data=text.encode(), name="旧.csv", by=round_.here.leader, on=ENTERED, at=at_on(ENTERED)
    )


def sent(client, draft, **chosen):
    client.force_login(draft.uploaded_by)
    return client.post(draft.get_absolute_url(), {"version": draft.version} | chosen)


def keys_on(client, draft):
    client.force_login(draft.uploaded_by)
    page = client.get(draft.get_absolute_url()).content.decode()
    return page, re.findall(r'name="known" value="([0-9a-f]{16})"', page)


def texts():
    return sorted(Finding.objects.values_list("text", flat=True))


def test_known_rows_are_shown_and_left_out(client):
    round_ = on_site_round()
    imported(round_)
    draft = draft_of(round_, NEW)

    page, keys = keys_on(client, draft)
    assert "读取3行，形成3条问题 · 拟导入1条 · 已登记2条" in page
    assert "2行已登记，未选中则不导入" in page
    assert len(set(keys)) == 2
    assert "导入1条问题及选中的已登记问题" in page
    assert "该问题已登记" not in page

    assert sent(client, draft).status_code == 302
    assert texts() == ["疏散通道堵塞", "货架堵门", "配电箱未接地"]
    assert ImportBatch.objects.get(name="清单.csv").created == 1


def test_a_chosen_row_comes_in_all_the_same(client):
    round_ = on_site_round()
    imported(round_)
    draft = draft_of(round_, NEW)
    sent(client, draft, known=keys_on(client, draft)[1][1:])
    assert texts() == ["疏散通道堵塞", "货架堵门", "配电箱未接地", "配电箱未接地"]


def test_all_are_chosen_at_once(client):
    round_ = on_site_round()
    imported(round_)
    sent(client, draft_of(round_, NEW), all_known="1")
    assert Finding.objects.count() == 5


@pytest.mark.parametrize("key", ["", "0" * 16, "²", "x" * 5000])
def test_what_is_no_key_chooses_nothing(client, key):
    round_ = on_site_round()
    imported(round_)
    sent(client, draft_of(round_, NEW), known=key)
    assert Finding.objects.filter(text="配电箱未接地").count() == 1


def test_a_list_of_known_rows_alone_imports_nothing_and_says_so(client):
    round_ = on_site_round()
    imported(round_)
    answer = sent(client, draft_of(round_, OLD + "\n"))
    assert answer.status_code == 409
    assert "清单中的问题均已登记" in answer.content.decode()
    assert Finding.objects.count() == 2
    assert AuditEvent.objects.filter(verb="import_list.take_in").count() == 1


def test_the_choice_stands_after_a_refusal(client):
    round_ = on_site_round()
    imported(round_)
    draft = draft_of(round_, NEW)
    _page, keys = keys_on(client, draft)
    answer = sent(client, draft, known=keys[0], all_known="1", version=draft.version + 1)
    assert answer.status_code == 409
    assert 'name="all_known" value="1" checked' in answer.content.decode()
    assert re.search(rf'value="{keys[0]}"[^>]* checked', answer.content.decode())


def test_what_was_withdrawn_is_not_known(client):
    round_ = on_site_round()
    imported(round_)
    for finding in Finding.objects.all():
        findings.withdraw(finding=finding, reason="登记有误", by=round_.here.leader, on=ENTERED, at=at_on(ENTERED))
    assert keys_on(client, draft_of(round_, NEW))[1] == []


def test_a_list_tells_nobody_of_a_lead_that_he_does_not_see(client):
    round_ = on_site_round()
    findings.record(
        round=round_, kind="lead", text="货架堵门", subject_name="丙公司", by=round_.here.leader, on=ENTERED,
        at=at_on(ENTERED),
    )  # fmt: skip
    page, keys = keys_on(client, draft_of(round_, NEW))
    assert keys == []
    assert "已登记" not in page


def test_a_colleague_who_was_faster_doubles_nothing(client, monkeypatch):
    """The same row comes in between the reading of the list and the lock of the round."""
    round_ = on_site_round()
    draft = draft_of(round_, NEW)
    stored = imports.lock

    def late(thing, **kwargs):
        monkeypatch.setattr(imports, "lock", stored)
        imported(round_)
        return stored(thing, **kwargs)

    monkeypatch.setattr(imports, "lock", late)
    result = imports.take_in(import_list=draft, by=draft.uploaded_by, at=at_on(ENTERED))
    assert result.created == 1
    assert texts() == ["疏散通道堵塞", "货架堵门", "配电箱未接地"]


def test_errors_come_before_what_is_known(client):
    round_ = on_site_round()
    imported(round_)
    page, _keys = keys_on(client, draft_of(round_, NEW + "丁公司,某某,问题\n"))
    assert page.index("共1处错误") < page.index("未选中则不导入")
    assert reverse("inspections:import-list-map", args=[draft_pk(page)]) in page
    assert 'id="bulk"' not in page


def draft_pk(page):
    return re.search(r"/imports/([0-9a-f-]{36})/", page)[1]


def test_long_lists_show_the_first_and_count_the_rest(client):
    round_ = on_site_round()
    text = HEAD + "".join(f"单位{row},一般隐患,问题{row}\n" for row in range(130))
    page, _keys = keys_on(client, draft_of(round_, text))
    assert "拟导入130条" in page
    assert "另有30条未在此列出，共130条。" in page
    assert "问题99<" in page and "问题100<" not in page
