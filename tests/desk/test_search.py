"""The one box for everything: what it finds, for whom, and what was opened last."""

import pytest
from django.core.signing import get_cookie_signer
from django.urls import reverse

from accounts.roles import Role
from core import recent
from core.search_box import KINDS, MOST_HITS
from inspections.models import Finding
from planning.actions import teams
from records.models import IssuedDocument
from tests.accounts.builders import person, sign_in
from tests.inspections.builders import ENTERED, add_finding, at_on, on_site_round
from tests.rectification import builders as b

pytestmark = pytest.mark.django_db
SEARCH = reverse("desk:search-all")


def hits(client, words) -> dict[str, list[str]]:
    """Labels of what is found, by the kind."""
    page = client.get(SEARCH, {"q": words})
    assert page.status_code == 200
    return {str(group.label): [str(hit.label) for hit in group.hits] for group in page.context["groups"]}


@pytest.fixture
def case():
    return b.signed_case()


def test_every_kind_is_found_by_two_signs(client, case):
    sign_in(client, case.here.office)
    item = case.items.first()

    found = hits(client, item.text[:2])

    assert any(item.text[:10] in label for label in found["整改事项"])
    assert any(item.text[:10] in label for label in found["问题"])
    found = hits(client, "兴仁")
    assert set(found) >= {"街道巡查", "整改事项", "文书"}
    enterprise = Finding.objects.exclude(enterprise=None).first().enterprise
    assert hits(client, enterprise.name[:4])["企业"] == [enterprise.name]


def test_a_document_is_found_by_its_number_as_far_as_it_is_typed(client, case):
    sign_in(client, case.here.office)
    document = IssuedDocument.objects.first()
    series, number = document.series, document.full_number

    for words in (
        number, number.replace("〔", "[").replace("〕", "]"), f"{series}〔{document.year}", series, series[1:3],
        f"{series} （{document.year}） {document.number}",
    ):  # fmt: skip
        assert document.title in hits(client, words)["文书"], words
    assert "文书" not in hits(client, f"{series}〔{document.year}〕999号")


def test_a_hit_leads_to_its_page_and_the_rest_to_the_list(client):
    round_ = on_site_round()
    for number in range(MOST_HITS + 1):
        add_finding(round_, text=f"消防通道被占用{number}")
    sign_in(client, round_.here.office)

    page = client.get(SEARCH, {"q": "消防"})

    (group,) = page.context["groups"]
    assert (len(group.hits), group.is_more) == (MOST_HITS, True)
    assert client.get(group.hits[0].url).status_code == 200
    assert client.get(group.url).context["page_obj"].paginator.count == MOST_HITS + 1
    assert "查看问题中的全部结果" in page.content.decode()
    assert "在列表中查看" in client.get(SEARCH, {"q": "占用3"}).content.decode()


def test_nothing_found_says_so(client):
    sign_in(client, on_site_round().here.office)

    assert "没有" in client.get(SEARCH, {"q": "查无此事"}).content.decode()
    assert "要找什么" in client.get(SEARCH).content.decode()
    assert hits(client, "\0") == {}


def test_box_answers_with_its_part_alone(client):
    sign_in(client, on_site_round().here.office)

    part = client.get(SEARCH, {"q": "兴仁"}, headers={"HX-Request": "true"}).content.decode()

    assert "data-found" in part and "<html" not in part


@pytest.mark.parametrize("words", ["疏散", "兴仁", "化工"])
def test_queries_are_few_and_do_not_grow_with_what_is_found(client, django_assert_max_num_queries, words):
    case = b.signed_case(findings_count=8)
    sign_in(client, case.here.office)
    client.get(SEARCH)

    # Of each kind one for the hits, one for what their notes read along and one for keys; five for names; the frame.
    with django_assert_max_num_queries(25):
        client.get(SEARCH, {"q": words}, headers={"HX-Request": "true"})


# --- Who finds what ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["principal", "stranger"])
def test_findings_and_their_rounds_are_found_by_the_team_and_the_house_alone(client, who):
    round_ = on_site_round()
    add_finding(round_, text="独一无二的问题", subject_name="独一无二公司")
    sign_in(client, getattr(round_.here, who))

    for words in ("独一", "独", "兴仁", "问题"):
        assert not {"问题", "街道巡查", "企业"} & set(hits(client, words))
    assert "独一" not in client.get(SEARCH, {"q": "无二"}).content.decode()


def test_leads_are_found_by_nobody_here(client):
    """Not even by whom their pages are open to: they stand in no list with the others (ADR 9)."""
    round_ = on_site_round()
    add_finding(round_, kind="lead", text="反映某干部插手工程", topic_number=8)
    add_finding(round_, text="普通插座松动")

    for who in ("leader", "member", "committee", "office", "secretary"):
        sign_in(client, getattr(round_.here, who))
        assert "插手" not in str(hits(client, "插"))
        assert hits(client, "插手") == {}
        assert hits(client, "某干部 工程") == {}


def test_who_left_the_team_finds_nothing_that_moment(client):
    round_ = on_site_round()
    finding = add_finding(round_, text="配电箱未上锁")
    member = round_.here.member
    sign_in(client, member)
    client.get(finding.get_absolute_url())
    assert hits(client, "配电")
    assert [hit.url for hit in client.get(SEARCH).context["recent"]] == [finding.get_absolute_url()]

    place = round_.team.memberships.get(person__user=member)
    teams.remove_member(membership=place, reason="调离", by=round_.here.office, on=ENTERED, at=at_on(ENTERED))

    assert hits(client, "配电") == hits(client, "兴仁") == {}
    assert client.get(SEARCH).context["recent"] == []


def test_administrators_have_no_box(client):
    sign_in(client, person(Role.SYSTEM_ADMIN))

    page = client.get(SEARCH, {"q": "兴仁"})

    assert page.context["groups"] == []
    assert "data-find-open" not in page.content.decode()


# --- What was opened last ---------------------------------------------------------------------------------------


def opened(client) -> list[str]:
    return [hit.url for hit in client.get(SEARCH).context["recent"]]


def test_what_was_opened_last_stands_first_and_once(client, case):
    sign_in(client, case.here.office)
    item, other = case.items.order_by("number")[:2]
    pages = [one.get_absolute_url() for one in (item, case.round, other)]

    for page in (*pages, pages[0]):
        client.get(page)

    assert opened(client) == [pages[0], pages[2], pages[1]]


def test_no_more_than_some_are_kept(client):
    round_ = on_site_round()
    sign_in(client, round_.here.office)
    findings = [add_finding(round_, text=f"第{number}个") for number in range(recent.MOST + 2)]
    for finding in findings:
        client.get(finding.get_absolute_url())

    assert opened(client) == [one.get_absolute_url() for one in reversed(findings[2:])]


def test_what_one_person_opened_is_no_others(client, case):
    sign_in(client, case.here.office)
    client.get(case.items.first().get_absolute_url())
    assert opened(client)

    client.force_login(case.here.committee)

    assert opened(client) == []


def test_looking_writes_nothing_and_a_forged_cookie_counts_for_nothing(client, case):
    sign_in(client, case.here.principal)
    finding = case.round.findings.first()
    told = f"finding:{finding.pk.hex} what:{finding.pk.hex}"
    client.cookies[recent.COOKIE] = told
    assert opened(client) == []

    client.cookies[recent.COOKIE] = get_cookie_signer(salt=recent.COOKIE + f"recent-{case.here.principal.pk}").sign(
        told
    )

    assert opened(client) == []


def test_every_kind_says_what_it_is(case):
    """Registered by its owner, with a list of the same search."""
    assert {kind.name for kind in KINDS} == {
        "subdistrictround", "finding", "enterprise", "handoff", "rectificationitem", "issueddocument",
    }  # fmt: skip
    for kind in KINDS:
        assert reverse(kind.home)
