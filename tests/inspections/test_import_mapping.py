"""Between upload and confirming: how the list is read, said and changed by hand."""

import re
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import Workbook

from core.models import AuditEvent
from core.refusals import NotAllowed, StaleCopy
from inspections.actions import import_mappings, imports
from inspections.importing import Mapping, read_book
from inspections.models import Finding, ImportShape
from tests.inspections.builders import ENTERED, at_on, on_site_round

pytestmark = pytest.mark.django_db
# 情况 and 程度 are words that no list of ours knows.
UNKNOWN = "序号,企业名称,有关情况,程度,期限\n1,甲公司,通道堵塞,一般,2026-03-20\n2,乙公司,未接地,重大,2026-03-21\n"
GOOD = "被检单位,问题等级,存在问题\n甲公司,一般隐患,疏散通道堵塞\n乙公司,一般隐患,配电箱未接地\n"
TWO_ROWS_OF_HEADINGS = "问题清单\n单位,情况\n企业名称,存在问题\n甲公司,通道堵塞\n"


def workbook(**sheets):
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def draft_of(round_, text, *, by=None, name="清单.csv"):
    data = text if isinstance(text, bytes) else text.encode()
    return imports.keep_draft(
        round=round_, data=data, name=name, book=read_book(data, name), found_on=ENTERED,
        by=by or round_.here.member, at=at_on(ENTERED),
    )  # fmt: skip


def page_of(client, draft, query=""):
    client.force_login(draft.uploaded_by)
    return client.get(draft.get_absolute_url() + query).content.decode()


def map_url(draft):
    return reverse("inspections:import-list-map", args=[draft.pk])


def mapped(client, draft, **chosen):
    """The page's form with some of its controls changed; a name such as s0_c2 stands for s0-c2."""
    client.force_login(draft.uploaded_by)
    draft.refresh_from_db()
    sent = {key.replace("_", "-", 1): value for key, value in chosen.items()}
    return client.post(map_url(draft), {"version": draft.version} | sent)


def columns_of(draft):
    draft.refresh_from_db()
    return {int(index): code for index, code in draft.mapping[0]["columns"].items()}


def test_a_list_read_without_a_question_says_how_and_folds_the_rest(client):
    draft = draft_of(on_site_round(), GOOD)
    page = page_of(client, draft)
    assert "表头第1行；读取：A=被检单位、B=问题等级、C=存在问题" in page
    assert '<details class="x-fold"><summary>修改工作表、表头行和各列的对应' in page
    assert "系统识别" in page
    assert "读取2行，形成2条问题 · 拟导入2条" in page
    assert "导入2条问题" in page


def test_what_could_not_be_guessed_is_asked_with_three_values_beside_each_column(client):
    draft = draft_of(on_site_round(), UNKNOWN)
    page = page_of(client, draft)
    assert '<details class="x-fold" open><summary>修改工作表、表头行和各列的对应' in page
    assert "未识别出“存在问题”列，请在下面指明。" in page
    assert "通道堵塞｜未接地" in page
    assert "导入2条问题" not in page


def test_columns_chosen_by_hand_are_read_from_what_was_kept(client):
    draft = draft_of(on_site_round(), UNKNOWN)

    answer = mapped(client, draft, s0_c2="text", s0_c3="kind")

    assert answer.url == draft.get_absolute_url()
    assert columns_of(draft)[2] == "text"
    page = page_of(client, draft)
    assert "手工指定" in page and "拟导入2条" in page
    event = AuditEvent.objects.get(verb="import_list.map")
    assert (event.target_id, event.new) == (str(draft.pk), {"source": "chosen", "sheets": 1})
    assert not Finding.objects.exists()
    client.post(draft.get_absolute_url(), {"version": draft.version})
    assert set(Finding.objects.values_list("text", "kind")) == {
        ("通道堵塞", "general_hazard"), ("未接地", "major_hazard"),
    }  # fmt: skip


def test_a_kind_for_rows_that_name_none(client):
    draft = draft_of(on_site_round(), "企业名称,存在问题\n甲公司,通道堵塞\n")
    assert "未识别出“问题等级”列" in page_of(client, draft)

    mapped(client, draft, s0_kind="problem")

    page = page_of(client, draft)
    assert "未写明等级的按“工作问题”登记" in page
    draft.refresh_from_db()
    client.post(draft.get_absolute_url(), {"version": draft.version})
    assert Finding.objects.get().kind == "problem"


def test_no_list_is_taken_for_leads_as_a_whole(client):
    draft = draft_of(on_site_round(), "企业名称,存在问题\n甲公司,通道堵塞\n")
    mapped(client, draft, s0_kind="lead")
    draft.refresh_from_db()
    assert draft.mapping[0]["kind_default"] == ""


def test_other_heading_rows_are_read_anew(client):
    draft = draft_of(on_site_round(), "清单一,清单二,清单三\n企业名称,存在问题,问题等级\n甲公司,通道堵塞,一般\n")
    mapped(client, draft, s0_first="1", s0_last="1")
    assert columns_of(draft) == {}
    mapped(client, draft, s0_first="2", s0_last="2")
    assert columns_of(draft) == {0: "subject_name", 1: "text", 2: "kind"}


@pytest.mark.parametrize(("first", "last"), [("3", "2"), ("0", "1"), ("x", "1"), ("1", ""), ("9" * 9, "9" * 9)])
def test_heading_rows_that_cannot_be_are_refused_in_words(client, first, last):
    draft = draft_of(on_site_round(), GOOD)
    answer = mapped(client, draft, s0_first=first, s0_last=last)
    assert answer.status_code == 422
    assert "起始行不得大于结束行" in answer.content.decode()


def test_two_columns_of_one_meaning_are_refused_with_what_was_chosen_still_there(client):
    draft = draft_of(on_site_round(), GOOD)
    answer = mapped(client, draft, s0_c0="text")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“存在问题”对应了多列（A、C），请只保留一列。" in page
    assert '<details class="x-fold" open>' in page
    assert page.count("<option value=text selected>") == 2
    assert columns_of(draft)[0] == "subject_name"


def test_a_sheet_is_left_out_and_taken_again_and_one_must_stay(client):
    rows = [("企业名称", "存在问题", "问题等级"), ("甲公司", "通道堵塞", "一般")]
    draft = draft_of(on_site_round(), workbook(一季度=rows, 二季度=rows), name="清.xlsx")
    assert "一季度：表头第1行" in page_of(client, draft)

    assert mapped(client, draft, s1_shown="1").status_code == 302

    page = page_of(client, draft)
    assert "工作表“二季度”：未选择读取" in page
    assert "拟导入1条" in page
    assert mapped(client, draft, s0_shown="1").status_code == 422
    mapped(client, draft, s1_shown="1", s1_taken="on")
    assert "拟导入2条" in page_of(client, draft)


def test_a_sheet_that_is_no_list_says_why_and_leads_to_its_columns(client):
    rows = [("企业名称", "存在问题", "问题等级"), ("甲公司", "通道堵塞", "一般")]
    book = workbook(汇总=[("序号", "街道", "隐患数"), (1, "甲街道", 2)], 明细=rows)
    draft = draft_of(on_site_round(), book, name="a.xlsx")
    page = page_of(client, draft)
    assert page.count("没有描述问题的列。") == 2
    assert "工作表“汇总”：没有描述问题的列。" in page
    assert "指定本工作表各列的对应" in page
    assert 'name="s0-c2"' not in page and 'name="s0-c2"' in page_of(client, draft, "?sheet=1")


def test_a_stale_mapping_is_refused_and_the_same_sent_twice_is_done_once(client):
    draft = draft_of(on_site_round(), UNKNOWN)
    first = {"version": draft.version, "s0-c2": "text", "s0-c3": "kind"}
    client.force_login(draft.uploaded_by)
    for _click in range(2):
        assert client.post(map_url(draft), first).status_code == 302
    assert AuditEvent.objects.filter(verb="import_list.map").count() == 1

    answer = client.post(map_url(draft), first | {"s0-c4": "remark"})

    assert answer.status_code == 409
    assert "<option value=remark selected>" in answer.content.decode()
    assert columns_of(draft)[4] == "due"


def test_what_was_looked_at_is_what_is_taken_in(client):
    draft = draft_of(on_site_round(), GOOD)
    seen = draft.version
    mapped(client, draft, s0_c0="")
    client.force_login(draft.uploaded_by)
    answer = client.post(draft.get_absolute_url(), {"version": seen})
    assert answer.status_code == 409
    assert not Finding.objects.exists()


def test_a_choice_is_remembered_for_the_same_headings_and_says_whose_it_is(client):
    round_ = on_site_round()
    mapped(client, draft_of(round_, UNKNOWN), s0_c2="text", s0_c3="kind")
    assert {"甲公司", "通道堵塞"}.isdisjoint(str(ImportShape.objects.values().get()))

    later = draft_of(round_, UNKNOWN.replace("通道堵塞", "货架堵门"), name="四月.csv")

    page = page_of(client, later)
    assert "沿用以往的对应" in page and "拟导入2条" in page
    assert re.search(rf"已沿用{round_.here.member.printed_name}于\d{{4}}-\d\d-\d\d对相同表头的清单所作的对应", page)


def test_a_colleague_of_the_office_gets_it_and_nobody_else(client):
    round_ = on_site_round()
    here = round_.here
    mapped(client, draft_of(round_, UNKNOWN), s0_c2="text", s0_c3="kind")
    assert draft_of(round_, UNKNOWN, by=here.leader).mapping_source == "remembered"
    ImportShape.objects.update(unit=here.subdistrict)
    assert draft_of(round_, UNKNOWN + "\n", by=here.leader).mapping_source == "guessed"
    assert draft_of(round_, UNKNOWN + "\n").mapping_source == "remembered"


def test_back_to_the_guess_forgets(client):
    round_ = on_site_round()
    draft = draft_of(round_, UNKNOWN)
    mapped(client, draft, s0_c2="text", s0_c3="kind")
    assert "恢复自动识别" in page_of(client, draft)

    mapped(client, draft, reset="1")

    draft.refresh_from_db()
    assert (draft.mapping_source, draft.mapped_by, draft.mapped_at) == ("guessed", None, None)
    assert not ImportShape.objects.exists()
    assert "恢复自动识别" not in page_of(client, draft)


def test_a_sheet_that_names_its_kind_is_believed_before_the_memory(client):
    round_ = on_site_round()
    rows = [("企业名称", "存在问题"), ("甲公司", "通道堵塞")]
    mapped(client, draft_of(round_, workbook(清单=rows), name="a.xlsx"), s0_kind="general_hazard")
    major = draft_of(round_, workbook(重大隐患=[rows[0], ("乙公司", "未接地")]), name="b.xlsx")
    assert (major.mapping_source, major.mapping[0]["kind_default"]) == ("remembered", "major_hazard")
    assert "未写明等级的按“重大事故隐患”登记" in page_of(client, major)


def test_only_whoever_uploaded_it_maps_it(client):
    round_ = on_site_round()
    draft = draft_of(round_, UNKNOWN)
    client.force_login(round_.here.leader)
    assert client.get(map_url(draft)).status_code == 404
    assert client.post(map_url(draft), {"s0-c2": "text"}).status_code == 404
    with pytest.raises(NotAllowed):
        import_mappings.map_list(
            import_list=draft, mapping=Mapping.of_plain(draft.mapping), by=round_.here.leader, at=at_on(ENTERED)
        )


def test_a_stale_version_raises(client):
    draft = draft_of(on_site_round(), UNKNOWN)
    changed = [draft.mapping[0] | {"taken": False}]
    with pytest.raises(StaleCopy):
        import_mappings.map_list(
            import_list=draft, mapping=Mapping.of_plain(changed), by=draft.uploaded_by, at=at_on(ENTERED), version=99
        )


def test_two_hundred_columns_make_a_small_page_and_all_can_be_reached(client):
    headings = ["存在问题", "问题等级", "被检单位", *(f"附加{number}" for number in range(97))]
    rows = [headings, *[["堵塞" + "长" * 100, "一般", "甲公司", *["值" * 200] * 97] for _row in range(4)]]
    draft = draft_of(on_site_round(), workbook(a=rows, b=rows), name="宽.xlsx")
    page = page_of(client, draft)
    assert len(page.encode()) < 100 * 1024
    assert page.count('class="form-select"') <= 32
    assert "?sheet=1&amp;from=31#mapping" in page
    further = page_of(client, draft, "?sheet=2&from=91")
    assert 'name="s1-c99"' in further and 'name="s1-c10"' not in further and "附加96" in further
    # What that page does not show stays as it was.
    mapped(client, draft, s1_c99="remark")
    draft.refresh_from_db()
    assert draft.mapping[1]["columns"]["99"] == "remark" and draft.mapping[1]["columns"]["0"] == "text"


@pytest.mark.parametrize("query", ["?sheet=9", "?sheet=0", "?sheet=x&from=-1", "?sheet=1&from=999999"])
def test_odd_addresses_show_the_page(client, query):
    draft = draft_of(on_site_round(), GOOD)
    client.force_login(draft.uploaded_by)
    assert client.get(draft.get_absolute_url() + query).status_code == 200


@pytest.mark.parametrize("rows", [2, 60])
def test_the_page_costs_the_same_for_any_number_of_rows(client, django_assert_max_num_queries, rows):
    text = "被检单位,问题等级,存在问题\n" + "".join(f"单位{row},一般隐患,问题{row}\n" for row in range(rows))
    draft = draft_of(on_site_round(), text)
    client.force_login(draft.uploaded_by)
    client.get(draft.get_absolute_url())
    with django_assert_max_num_queries(26):
        client.get(draft.get_absolute_url())


def test_a_hidden_column_and_a_many_sheeted_book_are_said(client):
    rows = [("企业名称", "存在问题", "问题等级"), ("甲公司", "通道堵塞", "一般")]
    draft = draft_of(on_site_round(), workbook(**{f"第{number}页": rows for number in range(33)}), name="多.xlsx")
    page = page_of(client, draft)
    assert "另有3张工作表未在此列出" in page
    assert len(page.encode()) < 160 * 1024


def test_the_panel_opens_where_one_column_is_wrong_throughout(client):
    text = "被检单位,问题等级,存在问题\n" + "".join(f"单位{row},某某,问题{row}\n" for row in range(4))
    page = page_of(client, draft_of(on_site_round(), text))
    assert '<details class="x-fold" open>' in page
    assert "共4处错误" in page


def test_samples_are_rows_of_the_table(client):
    book = Workbook()
    rows = [
        ("企业名称", "存在问题", "类别"), ("填写要求：逐条填写",), ("一、商贸",), ("甲公司", "通道堵塞", "一般"),
        ("企业名称", "存在问题", "类别"), ("乙公司", "未接地", "重大"), ("合计", "2处"), ("备注：以上情况属实",),
    ]  # fmt: skip
    for row in rows:
        book.active.append(row)
    for area in ("A2:C2", "A3:C3", "A8:C8"):
        book.active.merge_cells(area)
    out = BytesIO()
    book.save(out)

    page = page_of(client, draft_of(on_site_round(), out.getvalue(), name="清单.xlsx"))

    assert "甲公司｜乙公司<" in page
    assert "通道堵塞｜未接地<" in page
