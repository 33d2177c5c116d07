"""The security administrator's pages of accounts: opened, changed, closed, and the password reset."""
# ruff: noqa: F811  fixtures are arguments

import pytest
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from core.models import AuditEvent
from tests.accounts import builders
from tests.accounts.builders import PASSWORD, person, security_admin, sign_in, unit
from tests.accounts.managing import acts_for, admin, answers, last_event, subdistrict, url  # noqa: F401  fixtures among them

pytestmark = pytest.mark.django_db
TEMPORARY = "Linshi-mima-88"


def account(**facts):
    typed = {"username": "zhangsan", "full_name": "张三", "password": TEMPORARY, "password_again": TEMPORARY}
    return typed | facts


def test_account_is_opened_for_a_unit_and_its_password_is_nowhere(admin, subdistrict):
    answer = admin.post(url("user-create"), account(role="subdistrict", unit=subdistrict.pk), follow=True)

    user = User.objects.get(username="zhangsan")
    assert answer.redirect_chain[-1][0] == url("user-edit", user)
    assert (user.must_change_password, user.check_password(TEMPORARY)) == (True, True)
    assert acts_for(user, subdistrict)
    assert TEMPORARY not in answer.content.decode()
    assert not any(TEMPORARY in f"{event.old}{event.new}{event.reason}" for event in AuditEvent.objects.all())


def test_who_signs_in_with_the_temporary_password_must_change_it(admin, client):
    admin.post(url("user-create"), account(role="custodian"))
    client.logout()

    client.post(reverse("accounts:sign-in"), {"username": "zhangsan", "password": TEMPORARY})

    assert client.get("/").headers["Location"] == reverse("accounts:password-change")


def test_from_a_units_page_the_unit_is_chosen_already(admin, subdistrict):
    for query, chosen in ((str(subdistrict.pk), subdistrict.pk), ("no-id", None), ("", None)):
        form = admin.get(url("user-create"), {"unit": query}).context["form"]
        assert form["unit"].value() == chosen


@pytest.mark.parametrize(
    ("facts", "field", "said"),
    [
        ({"role": "subdistrict"}, "unit", "请选择单位"),
        ({"role": "department", "unit": "subdistrict"}, "unit", "应属于"),
        ({"role": "audit_admin", "unit": "subdistrict"}, "unit", "不属于任何单位"),
        ({"role": "security_admin"}, "role", "只设一人"),
        ({"role": "office", "username": "SecAdmin"}, "username", "已被使用"),
        ({"role": "office", "password": "short"}, "password", "10"),
        ({"role": "office", "password": "zhangsan-1234", "username": "zhangsan-1234"}, "password", "相似"),
        ({"role": "office", "password_again": "Another-pass-1"}, "password_again", "不一致"),
        ({"role": "nobody"}, "role", "nobody"),
    ],
)
def test_account_is_not_opened_and_the_field_says_why(admin, subdistrict, facts, field, said):
    if facts.get("unit"):
        facts = facts | {"unit": subdistrict.pk}

    answer = admin.post(url("user-create"), account(**facts))

    assert answer.status_code == 422
    assert said in str(answer.context["form"].errors[field])
    assert User.objects.count() == 1
    assert "张三" in answer.content.decode()
    assert TEMPORARY not in answer.content.decode()


def of_user(user, **changes):
    known = {name: getattr(user, name) or "" for name in ("full_name", "post", "phone", "email", "version")}
    return known | {"unit": user.unit_id or ""} | changes


def test_person_who_moves_acts_for_the_new_unit_alone(admin, subdistrict):
    other = unit("subdistrict", "测试乙街道")
    user = person(Role.SUBDISTRICT, subdistrict)
    past = {"user": user.pk, "full_name": "", "post": "party_secretary", "from_on": "2026-01-01"}
    admin.post(url("term-begin", subdistrict), past)

    refused = admin.post(url("user-edit", user), of_user(user, unit=other.pk))
    assert refused.status_code == 409
    assert "请先在该单位页面登记离任日期" in refused.content.decode()
    assert acts_for(user, subdistrict)

    term = subdistrict.terms.get()
    admin.post(url("term-end", term), {"to_on": "2026-01-31", "version": 1})
    assert admin.post(url("user-edit", user), of_user(user, unit=other.pk)).status_code == 302
    assert (acts_for(user, subdistrict), answers(user, subdistrict), acts_for(user, other)) == (False, False, True)
    assert last_event("user.edit").old["unit"] == subdistrict.short_name


def test_facts_of_an_account_are_changed_and_the_log_keeps_no_number(admin):
    user = person(Role.OFFICE)

    admin.post(url("user-edit", user), of_user(user, full_name="新名", phone="13800000000"))

    user.refresh_from_db()
    assert (user.full_name, user.phone, user.version) == ("新名", "13800000000", 2)
    assert last_event("user.edit").new == {"changed": ["full_name", "phone"]}


def test_second_window_on_an_account_is_told_of_the_first(admin):
    user = person(Role.OFFICE)
    stale = of_user(user, post="第二个窗口")
    admin.post(url("user-edit", user), of_user(user, post="第一个窗口"))

    answer = admin.post(url("user-edit", user), stale)

    assert answer.status_code == 409
    assert "第一个窗口" in answer.content.decode()
    assert User.objects.get(pk=user.pk).post == "第一个窗口"


def test_deactivated_person_holds_nothing_and_gets_it_back(admin, client, subdistrict):
    user = builders.principal(subdistrict)
    inside = sign_in(type(client)(), user)
    assert inside.get("/").status_code == 200

    answer = admin.post(url("user-deactivate", user), {"reason": "调离", "version": user.version})

    assert answer.status_code == 302
    assert inside.get("/").headers["Location"].startswith("/sign-in/")
    assert (acts_for(user, subdistrict), answers(user, subdistrict)) == (False, False)
    assert user.scopeuserpermission_set.exists()
    assert last_event("user.deactivate").reason == "调离"

    admin.post(url("user-reactivate", user), {"reason": "调回", "version": 2})
    assert (acts_for(user, subdistrict), answers(user, subdistrict)) == (True, True)
    assert last_event("user.reactivate").reason == "调回"


@pytest.mark.parametrize("verb", ["user-deactivate", "user-reactivate"])
def test_account_is_neither_closed_nor_opened_without_a_reason(admin, verb):
    user = person(Role.OFFICE, is_active=verb == "user-deactivate")

    assert admin.post(url(verb, user), {"version": 1, "reason": " "}).status_code == 422
    assert User.objects.get(pk=user.pk).version == 1


def test_nobody_closes_or_resets_his_own_account(admin):
    own = security_admin()

    closing = admin.post(url("user-deactivate", own), {"reason": "退休", "version": own.version})
    typed = {"password": TEMPORARY, "password_again": TEMPORARY, "version": own.version}
    resetting = admin.post(url("user-reset-password", own), typed)

    assert (closing.status_code, resetting.status_code) == (409, 409)
    assert "不能停用本人的账号" in closing.content.decode()
    assert User.objects.get(pk=own.pk).is_active
    assert url("user-deactivate", own) not in admin.get(url("user-edit", own)).content.decode()


def test_former_administrator_waits_until_the_post_is_free(admin):
    former = person(Role.AUDIT_ADMIN, is_active=False)
    holder = person(Role.AUDIT_ADMIN)
    typed = {"reason": "轮岗", "version": 1}

    assert admin.post(url("user-reactivate", former), typed).status_code == 409
    admin.post(url("user-deactivate", holder), typed)
    assert admin.post(url("user-reactivate", former), typed).status_code == 302


def test_reset_password_ends_the_sessions_and_must_be_changed(admin, client):
    user = person(Role.OFFICE)
    inside = type(client)()
    inside.login(username=user.username, password=PASSWORD)
    typed = {"password": TEMPORARY, "password_again": TEMPORARY, "version": user.version}

    assert admin.post(url("user-reset-password", user), typed | {"password_again": "x"}).status_code == 422
    assert admin.post(url("user-reset-password", user), typed).status_code == 302

    user.refresh_from_db()
    assert (user.must_change_password, user.check_password(TEMPORARY)) == (True, True)
    assert inside.get("/").headers["Location"].startswith("/sign-in/")
    event = last_event("user.reset_password")
    assert (event.target_id, event.old, event.new) == (str(user.pk), {}, {})


def test_closed_account_keeps_its_password_until_it_is_opened(admin):
    user = person(Role.OFFICE, is_active=False)
    typed = {"password": TEMPORARY, "password_again": TEMPORARY, "version": 1}

    assert admin.post(url("user-reset-password", user), typed).status_code == 409
    assert User.objects.get(pk=user.pk).check_password(PASSWORD)


def test_list_of_accounts_searches_and_filters(admin, subdistrict):
    clerk = person(Role.SUBDISTRICT, subdistrict, full_name="沈干事")
    closed = person(Role.OFFICE, is_active=False)

    def found(**query):
        return {each.pk for each in admin.get(url("user-list"), query).context["object_list"]}

    assert found(q="沈干") == found(role="subdistrict") == found(unit=subdistrict.pk) == {clerk.pk}
    assert found(is_active="false") == {closed.pk}
    assert found() == {clerk.pk, closed.pk, security_admin().pk}
