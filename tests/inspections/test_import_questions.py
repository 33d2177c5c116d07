"""Days of a list that cannot be meant or read: asked about beside their row, answered, then taken in."""

import json
import re
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from inspections.actions import imports
from inspections.importing import Registered, read_book
from inspections.models import Enterprise, Finding, ImportBatch
from tests.inspections.builders import ENTERED, at_on, on_site_round
from tests.inspections.importing_samples import csv_bytes, parsed

pytestmark = pytest.mark.django_db
YEAR = ENTERED.year
MEANT = date(YEAR, 12, 5)
ODD = (
    "被检单位,问题等级,存在问题,整改期限\n"
    f"甲公司,一般隐患,疏散通道堵塞,{YEAR + 36}-12-05\n乙公司,一般隐患,配电箱未接地,三日内\n"
)
CODE, OTHER = "91110000600037341L", "91350100M000100Y43"


def draft_of(round_, text=ODD):
    return imports.keep_draft(
        round=round_, data=text.encode(), name="清单.csv", book=read_book(text.encode(), "清单.csv"), found_on=ENTERED,
        by=round_.here.member, at=at_on(ENTERED),
    )  # fmt: skip


def page_of(client, draft):
    client.force_login(draft.uploaded_by)
    page = client.get(draft.get_absolute_url()).content.decode()
    return page, list(dict.fromkeys(re.findall(r'name="answer-([0-9a-f]{16})"', page)))


def sent(client, draft, **answers):
    return client.post(draft.get_absolute_url(), {"version": draft.version} | answers)


def test_odd_year_is_asked_about_beside_its_row_and_is_no_error_there(client):
    draft = draft_of(on_site_round())

    page, keys = page_of(client, draft)

    assert len(keys) == 1
    assert f"{YEAR + 36}年12月5日" in page
    assert f"{YEAR}年12月5日" in page
    assert "疏散通道堵塞" in page
    assert 'id="errors"' not in page
    assert "按以上答复导入" in page


@pytest.mark.parametrize(
    ("chosen", "typed", "due_on"),
    [
        ("proposed", "", MEANT),
        ("keep", "", MEANT.replace(year=YEAR + 36)),
        ("proposed", f"{YEAR}-12-25", date(YEAR, 12, 25)),
    ],
)
def test_answer_goes_in_with_the_row(client, chosen, typed, due_on):
    draft = draft_of(on_site_round())
    _page, [key] = page_of(client, draft)

    answer = sent(client, draft, **{f"answer-{key}": chosen, f"day-{key}": typed})

    assert answer.status_code == 302
    assert Finding.objects.get(number=1).due_on == due_on
    assert Finding.objects.count() == 2


@pytest.mark.parametrize("answers", [{}, {"answer": "none"}, {"answer": "x"}, {"day": "31.31"}])
def test_nothing_goes_in_without_an_answer_that_is_one(client, answers):
    draft = draft_of(on_site_round())
    _page, [key] = page_of(client, draft)

    answer = sent(client, draft, **{f"{name}-{key}": value for name, value in answers.items()})

    assert answer.status_code in (200, 409, 422)
    assert not ImportBatch.objects.exists()
    assert f'name="answer-{key}"' in answer.content.decode()


def test_answer_stands_after_a_refusal(client):
    draft = draft_of(on_site_round(), ODD + f"丙公司,一般隐患,货架堵门,{YEAR + 40}-01-01\n")
    _page, [first, _second] = page_of(client, draft)

    page = sent(client, draft, **{f"answer-{first}": "keep"}).content.decode()

    assert '<option value="keep" selected>' in page
    assert "请逐项说明" in page


def test_words_that_name_no_day_for_sure_are_asked_about_too(client):
    round_ = on_site_round()
    draft = draft_of(round_, ODD.replace(f"{YEAR + 36}-12-05", "接通知后15日内").replace("三日内", "尽快"))
    _page, [first, second] = page_of(client, draft)

    sent(client, draft, **{f"answer-{first}": "proposed", f"answer-{second}": "none"})

    one, two = Finding.objects.order_by("number")
    assert (one.due_on - ENTERED).days == 15
    assert (two.due_on, two.due_text) == (None, "尽快")


def test_more_than_a_page_shows_are_errors(client):
    rows = "".join(f"甲{n},一般隐患,问题{n},{YEAR + 36}-12-05\n" for n in range(101))
    page, keys = page_of(client, draft_of(on_site_round(), ODD + rows))
    assert not keys
    assert 'id="errors"' in page


def test_command_says_it_as_an_error_with_what_is_likely_meant(capsys, tmp_path):
    round_ = on_site_round()
    path = tmp_path / "清单.csv"
    path.write_text(ODD, encoding="utf-8")

    with pytest.raises(CommandError):
        call_command("import_findings", str(path), "--round", str(round_.pk), "--by", "member1")

    told = json.loads(capsys.readouterr().out)
    assert [(one["row"], one["column"]) for one in told["errors"]] == [(2, "整改期限")]
    assert set(told["errors"][0]) == {"row", "column", "message"}
    assert f"{YEAR}年12月5日" in told["errors"][0]["message"]


HEAD = ("企业名称", "统一社会信用代码", "存在问题", "类别")
KNOWN = [Registered(("甲公司", "甲商行"), CODE), Registered(("丙公司",), "")]


@pytest.mark.parametrize(
    ("name", "code", "named"),
    [
        ("甲公司", OTHER, ("甲公司", CODE, OTHER)),
        ("甲商行", OTHER, ("甲公司", CODE, OTHER)),
        ("乙公司", CODE, ("乙公司", CODE, "甲公司")),
        ("甲公司", CODE, None),
        ("丙公司", OTHER, None),
        ("甲公司", "", None),
    ],
)
def test_code_of_the_list_is_compared_with_the_register(name, code, named):
    rows = [HEAD, (name, code, "过期", "一般"), (name, code, "不亮", "一般")]

    result = parsed(csv_bytes(rows), registered=KNOWN)

    assert [(one.row, one.column) for one in result.warnings] == ([(2, "统一社会信用代码")] if named else [])
    assert all(words in result.warnings[0].message for words in named or ())
    assert len(result.findings) == 2


def test_recorded_code_is_told_of_on_the_page_and_stays(client):
    round_ = on_site_round()
    first = "企业名称,统一社会信用代码,存在问题,类别\n甲公司,{},{},一般\n"
    old = first.format(CODE, "过期").encode()
    imports.import_findings(round=round_, data=old, name="旧", by=round_.here.member, on=ENTERED, at=at_on(ENTERED))
    draft = draft_of(round_, first.format(OTHER, "不亮"))

    page, _keys = page_of(client, draft)
    sent(client, draft)

    assert CODE in page
    assert OTHER in page
    assert "是否同一单位" not in page
    assert f'href="{Enterprise.objects.get(name="甲公司").get_absolute_url()}"' in page
    assert Enterprise.objects.get(name="甲公司").credit_code == CODE
    assert Finding.objects.count() == 2
