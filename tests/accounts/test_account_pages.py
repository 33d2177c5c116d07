"""The security administrator's pages: a real office starts with nothing but these (R5)."""
# ruff: noqa: F811  fixtures are arguments

from datetime import date

import pytest
from django.urls import reverse

from accounts.actions.scopes import unit_scope
from accounts.models import Scope, TermOfOffice, Unit, User
from accounts.roles import Grant, Role
from tests.accounts.builders import AT, person, security_admin, sign_in, unit
from tests.accounts.managing import admin, answers, last_event, subdistrict, url  # noqa: F401  fixtures among them

pytestmark = pytest.mark.django_db
SUBDISTRICT = {
    "name": "测试戊街道办事处", "short_name": "戊街道", "kind": "subdistrict", "is_active": "on", "org_code": "05",
}  # fmt: skip


# --- Who may come in ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SECURITY_ADMIN}))
def test_pages_are_refused_to_everybody_but_the_security_administrator(client, subdistrict, role):
    kept = person(Role.SUBDISTRICT, subdistrict)
    term = TermOfOffice.objects.create(
        unit=subdistrict, full_name="王书记", post="party_secretary", from_on=date(2026, 1, 1)
    )
    sign_in(client, person(role))
    pages = [url(name) for name in ("unit-list", "unit-create", "user-list", "user-create")]
    pages += [url(name, subdistrict) for name in ("unit-detail", "unit-edit", "term-begin")]
    verbs = ("user-edit", "user-deactivate", "user-reactivate", "user-reset-password")
    pages += [url("term-end", term), *(url(name, kept) for name in verbs)]

    for page in pages:
        assert (client.get(page).status_code, client.post(page, {}).status_code) == (403, 403), page


def test_menu_leads_to_both_lists_and_not_to_the_directory_beside_them(admin):
    page = admin.get(url("unit-list")).content.decode()

    assert f'href="{url("user-list")}"' in page
    assert f'href="{reverse("planning:unit-list")}"' not in page
    assert admin.get(reverse("planning:unit-list")).status_code == 200


# --- Units ----------------------------------------------------------------------------------------------------------


@pytest.mark.requirement("R5")
def test_unit_is_entered_with_its_scope_and_told(admin):
    answer = admin.post(url("unit-create"), SUBDISTRICT, follow=True)

    body = Unit.objects.get(name="测试戊街道办事处")
    assert answer.redirect_chain[-1][0] == url("unit-detail", body)
    assert (body.kind, body.org_code, body.scopes.get().kind) == ("subdistrict", "05", "unit")
    assert last_event("unit.create").target_id == str(body.pk)
    assert "登记单位" in answer.content.decode()


def test_second_unit_of_the_same_name_is_refused_and_nothing_typed_is_lost(admin, subdistrict):
    answer = admin.post(url("unit-create"), SUBDISTRICT | {"name": subdistrict.name})

    assert answer.status_code == 422
    assert "已有名为“测试甲街道”的单位" in answer.content.decode()
    assert "戊街道" in answer.content.decode()
    assert Unit.objects.count() == 1


def edited(body, **changes):
    return SUBDISTRICT | {"name": body.name, "short_name": body.short_name, "version": body.version} | changes


def test_unit_is_changed_and_its_scope_bears_the_new_name(admin, subdistrict):
    unit_scope(unit=subdistrict, by=security_admin(), at=AT)

    answer = admin.post(url("unit-edit", subdistrict), edited(subdistrict, short_name="新甲", phone="0632-1"))

    assert answer.status_code == 302
    subdistrict.refresh_from_db()
    assert (subdistrict.short_name, subdistrict.phone, subdistrict.version) == ("新甲", "0632-1", 2)
    assert subdistrict.scopes.get().label == "新甲"
    assert last_event("unit.edit").new["short_name"] == "新甲"


def test_second_window_on_a_unit_is_told_of_the_first(admin, subdistrict):
    stale = edited(subdistrict, address="第二个窗口")
    admin.post(url("unit-edit", subdistrict), edited(subdistrict, address="第一个窗口"))

    answer = admin.post(url("unit-edit", subdistrict), stale)

    assert answer.status_code == 409
    assert "第一个窗口" in answer.content.decode()
    assert Unit.objects.get().address == "第一个窗口"


def test_kind_is_mended_while_nothing_refers_to_the_unit(admin):
    admin.post(url("unit-create"), SUBDISTRICT)
    body = Unit.objects.get()

    assert admin.post(url("unit-edit", body), edited(body, kind="department")).status_code == 302

    (grant,) = Scope.objects.get(unit=body).scopegrouppermission_set.all()
    assert grant.permission.codename == Grant.OFFICER


def test_kind_stays_once_anybody_acts_for_the_unit(admin, subdistrict):
    person(Role.SUBDISTRICT, subdistrict)

    answer = admin.post(url("unit-edit", subdistrict), edited(subdistrict, kind="department"))

    assert answer.status_code == 409
    assert "单位类别不能再改" in answer.content.decode()
    assert Unit.objects.get().kind == "subdistrict"


def test_unit_with_active_accounts_stays_in_the_register(admin, subdistrict):
    kept = person(Role.SUBDISTRICT, subdistrict)
    closing = edited(subdistrict)
    del closing["is_active"]

    answer = admin.post(url("unit-edit", subdistrict), closing)
    assert answer.status_code == 409
    assert "仍有 1 个在用账号" in answer.content.decode()

    User.objects.filter(pk=kept.pk).update(is_active=False)
    assert admin.post(url("unit-edit", subdistrict), closing).status_code == 302
    assert not Unit.objects.get().is_active


def test_list_of_units_searches_filters_and_pages(admin, subdistrict):
    unit("department", "测试应急局", org_code="YJ-7")
    closed = unit("department", "测试旧局", is_active=False)

    def found(**query):
        return [each.name for each in admin.get(url("unit-list"), query).context["object_list"]]

    assert found(q="YJ") == ["测试应急局"]
    assert found(kind="subdistrict") == [subdistrict.name]
    assert found(is_active="false") == [closed.name]
    assert found(q="\0") == found(kind="unknown") == []
    for index in range(30):
        unit("department", f"局{index:02}")
    assert len(found()) == 25
    assert len(found(page="2")) == 8


@pytest.mark.parametrize("name", ["unit-list", "user-list"])
def test_list_asks_as_much_for_twenty_rows_as_for_two(admin, subdistrict, name, django_assert_max_num_queries):
    for _index in range(20):
        person(Role.SUBDISTRICT, unit("subdistrict"))

    with django_assert_max_num_queries(14):
        assert admin.get(url(name)).status_code == 200


# --- Principals -----------------------------------------------------------------------------------------------------


@pytest.mark.requirement("R59")
def test_principal_answers_from_the_day_the_term_begins_until_it_ends(admin, subdistrict):
    user = person(Role.SUBDISTRICT, subdistrict, full_name="蒋书记")
    typed = {"user": user.pk, "post": "party_secretary", "from_on": "2026-01-01"}

    assert admin.post(url("term-begin", subdistrict), typed).status_code == 302
    term = subdistrict.terms.get()
    assert (term.full_name, answers(user, subdistrict)) == ("蒋书记", True)
    assert "蒋书记" in admin.get(url("unit-detail", subdistrict)).content.decode()

    ended = {"to_on": "2026-02-01", "version": term.version}
    assert admin.post(url("term-end", term), ended).status_code == 302
    assert not answers(user, subdistrict)
    assert last_event("term.end").on == date(2026, 2, 1)
    assert admin.post(url("term-end", term), ended).status_code == 409


def test_post_is_held_by_one_person(admin, subdistrict):
    typed = {"full_name": "王书记", "post": "party_secretary", "from_on": "2026-01-01"}
    admin.post(url("term-begin", subdistrict), typed)

    answer = admin.post(url("term-begin", subdistrict), typed | {"full_name": "李书记"})

    assert answer.status_code == 409
    assert "仍有人在任" in answer.content.decode()
    assert subdistrict.terms.count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"full_name": ""}, "请填写姓名，或选择账号"),
        ({"full_name": "王", "to_on": "2025-01-01"}, "离任日期不能早于任职日期"),
    ],
)
def test_term_says_what_is_missing(admin, subdistrict, typed, said):
    typed = {"post": "party_secretary", "from_on": "2026-01-01"} | typed

    answer = admin.post(url("term-begin", subdistrict), typed)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not subdistrict.terms.exists()


def test_account_of_another_unit_cannot_answer_here(admin, subdistrict):
    stranger = person(Role.SUBDISTRICT, unit("subdistrict"))
    typed = {"user": stranger.pk, "full_name": "王", "post": "party_secretary", "from_on": "2026-01-01"}

    assert admin.post(url("term-begin", subdistrict), typed).status_code == 422
    assert not answers(stranger, subdistrict)


def test_department_has_no_principals(admin):
    body = unit("department")
    typed = {"full_name": "王", "post": "party_secretary", "from_on": "2026-01-01"}

    assert admin.post(url("term-begin", body), typed).status_code == 409
    assert url("term-begin", body) not in admin.get(url("unit-detail", body)).content.decode()
