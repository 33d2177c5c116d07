"""The list of criteria 判定标准: kept in editions, chosen at the finding, matched in lists (三(三)4, R64)."""

from datetime import date
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from core.refusals import IllegalMove, NotAllowed
from inspections.actions import criteria, findings, imports
from inspections.models import HazardCriterion
from inspections.queries.criteria import listed_as
from tests.accounts.builders import sign_in
from tests.inspections import builders as b
from tests.inspections.builders import at_on

pytestmark = pytest.mark.django_db
LIST = "inspections:criterion-list"
DAY = b.ENTERED
DUST = "《工贸企业重大事故隐患判定标准》（应急管理部令第10号）第十一条第三项"


@pytest.fixture
def here():
    round_ = b.round_with_findings(1)
    criteria.load(by=round_.here.office, at=at_on(DAY))
    round_.here.extra["round"] = round_
    return round_.here


def line(article="第十一条第三项") -> HazardCriterion:
    return HazardCriterion.objects.get(edition="应急管理部令第10号", article=article)


def when(day=DAY):
    return {"on": day, "at": at_on(day)}


def test_first_list_is_laid_in_once():
    call_command("load_criteria", stdout=StringIO())
    count = HazardCriterion.objects.count()
    out = StringIO()
    call_command("load_criteria", stdout=out)
    assert count > 50 and out.getvalue().strip() == '{"added": 0}'
    assert not HazardCriterion.objects.filter(text="").exists()


@pytest.mark.parametrize(
    ("words", "article"),
    [
        (DUST, "第十一条第三项"),
        ("应急管理部令第10号第十一条（三）", "第十一条第三项"),
        ("《工贸企业重大事故隐患判定标准》第十一条第（三）项", "第十一条第三项"),
        ("工贸企业重大事故隐患判定标准 第四条", "第四条"),
        ("应急管理部令第10号", None),
        ("第十一条第三项", None),
        ("《工贸企业重大事故隐患判定标准》第十一条第三项及有关规定", None),
        ("", None),
    ],
)
def test_words_are_matched_where_they_are_clear(here, words, article):
    found = listed_as(words, DAY)
    assert (found.article if found else None) == article


def test_line_is_matched_by_the_day_of_the_finding(here):
    criteria.end(criterion=line(), until_on=date(2026, 2, 1), reason="修订", by=here.office, **when())
    assert listed_as(DUST, DAY) is None
    assert listed_as(DUST, date(2026, 2, 1)) is not None and listed_as(DUST, date(2023, 5, 14)) is None


def test_finding_keeps_words_and_line(here):
    finding = b.add_finding(here.extra["round"], kind="major_hazard", criterion=DUST)
    assert (finding.criterion, finding.listed_criterion) == (DUST, line())
    finding = findings.edit(finding=finding, criterion="地方标准第3条", by=here.member, **when())
    assert (finding.criterion, finding.listed_criterion) == ("地方标准第3条", None)
    finding = b.confirm_finding(finding, here, criterion="应急管理部令第10号第十一条（七）")
    assert finding.listed_criterion == line("第十一条第七项")


def test_list_with_a_column_of_criteria_is_matched_where_clear(here):
    rows = (
        "被检单位,问题等级,存在问题,判定依据\n"
        f"甲公司,重大事故隐患,除尘未泄爆,{DUST}\n"
        "乙公司,重大事故隐患,冒险作业,企业标准三章\n"
    )
    imports.import_findings(round=here.extra["round"], data=rows.encode(), name="清单.csv", by=here.leader, **when())
    told = dict(here.extra["round"].findings.filter(kind="major_hazard").values_list("criterion", "listed_criterion"))
    assert told == {DUST: line().pk, "企业标准三章": None}


def test_page_tells_typed_from_listed(here, client):
    listed = b.add_finding(here.extra["round"], kind="major_hazard", criterion=DUST)
    typed = b.add_finding(here.extra["round"], kind="major_hazard", criterion="地方标准第3条")
    client = sign_in(client, here.leader)
    assert f"{DUST}：{line().text}" in client.get(listed.get_absolute_url()).content.decode()
    assert "地方标准第3条（手工填写，判定标准库中没有）" in client.get(typed.get_absolute_url()).content.decode()


def test_form_offers_lines_while_somebody_types(here, client):
    client = sign_in(client, here.member)
    form = client.get(reverse("inspections:finding-record", args=[here.extra["round"].pk])).content.decode()
    assert f'hx-get="{reverse(LIST)}?suggest=criterion"' in form and 'list="criterion-names"' in form

    told = client.get(reverse(LIST), {"suggest": "criterion", "criterion": "除尘 泄爆"}).content.decode()
    assert f'<option value="{DUST}">' in told and told.count("<option") == 1
    assert client.get(reverse(LIST), {"suggest": "criterion", "criterion": DUST}).content.decode().count(DUST) == 1


# --- Editions ------------------------------------------------------------------------------------------------------


def test_another_edition_follows_and_nothing_is_overwritten(here):
    before, begins = line(), date(2026, 6, 1)
    finding = b.add_finding(here.extra["round"], kind="major_hazard", criterion=DUST)
    after = criteria.revise(
        criterion=before, edition="应急管理部令第20号", article="第十二条第三项", text="修订后的内容", from_on=begins,
        by=here.office, **when(),
    )  # fmt: skip
    before.refresh_from_db()
    assert (before.until_on, before.text, after.follows) == (date(2026, 5, 31), finding.listed_criterion.text, before)
    assert listed_as(DUST, date(2026, 5, 31)) == before and listed_as(DUST, begins) is None
    assert listed_as("应急管理部令第20号第十二条第三项", begins) == after
    with pytest.raises(IllegalMove, match="已停止适用"):
        criteria.end(criterion=before, until_on=begins, reason="废止", by=here.office, **when())


def test_what_does_not_fit_is_refused(here):
    known = line()
    told = {"edition": known.edition, "article": known.article, "text": "甲", "by": here.office, **when()}
    with pytest.raises(IllegalMove, match="已有该版本"):
        criteria.add(sector="工贸", standard=known.standard, from_on=DAY, **told)
    with pytest.raises(IllegalMove, match="晚于所替代"):
        criteria.revise(criterion=known, from_on=known.from_on, **told)
    for facts in ({"until_on": DAY, "reason": " "}, {"until_on": date(2023, 1, 1), "reason": "废止"}):
        with pytest.raises(IllegalMove):
            criteria.end(criterion=known, by=here.office, **facts, **when())
    with pytest.raises(NotAllowed):
        criteria.load(by=here.leader, at=at_on(DAY))


def test_office_adds_a_line_and_others_only_read(here, client):
    url = reverse("inspections:criterion-add")
    told = {
        "sector": "养老", "standard": "《养老机构重大事故隐患判定标准》", "edition": "民办发〔2023〕13号",
        "article": "第四条", "text": "建筑存在安全隐患", "from_on": "2023-11-27",
    }  # fmt: skip
    assert sign_in(client, here.office).post(url, told).status_code == 302
    assert HazardCriterion.objects.get(sector="养老").citation.endswith("（民办发〔2023〕13号）第四条")
    page = sign_in(client, here.leader).get(reverse(LIST) + "?q=养老").content.decode()
    assert "建筑存在安全隐患" in page and "登记新版本" not in page
    assert sign_in(client, here.leader).get(url).status_code == 403


def test_list_is_searched_narrowed_and_exported(here, client):
    criteria.end(criterion=line(), until_on=date(2026, 2, 1), reason="修订", by=here.office, **when())
    client = sign_in(client, here.office)
    with time_machine.travel(at_on(DAY), tick=False):
        client = sign_in(client, here.office)
        ended = client.get(reverse(LIST) + "?force=ended").content.decode()
        in_force = client.get(reverse(LIST) + "?force=in_force&q=泄爆").content.decode()
        nothing = client.get(reverse(LIST) + "?q=没有这样的标准").content.decode()
        file = client.get(reverse(LIST) + "?export=csv")
        data = b"".join(file.streaming_content).decode("utf-8-sig")
    assert "2026-02-01" in ended and "第十一条第三项" not in in_force and "没有判定标准" in nothing
    assert "《工贸企业重大事故隐患判定标准》" in data and "2026-02-01" in data
