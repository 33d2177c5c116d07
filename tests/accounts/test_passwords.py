"""The first password is changed before anything else, and what a password must be is said in Chinese."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.urls import get_resolver, reverse
from django.urls.exceptions import NoReverseMatch

from accounts.actions.users import change_password
from accounts.models import User
from accounts.roles import Role
from core.models import AuditEvent
from tests.accounts.builders import AT, PASSWORD, person, sign_in, unit

pytestmark = pytest.mark.django_db
PAGE = reverse("accounts:password-change")
NEW = "Another-password-2"
# What stays open to everybody, signed in or not.
OPEN = {
    "accounts:health",
    "records:paper-check-form",
    "records:paper-check",
    "ready",
    "accounts:sign-in",
    "accounts:sign-out",
    "accounts:password-change",
    "set-language",
    "rectification:public-list",
    "rectification:public-detail",
}


@pytest.fixture
def newcomer(client):
    user = person(Role.OFFICE, unit("office", "测试安委办"), "newcomer", must_change_password=True)
    sign_in(client, user)
    return user


def pages() -> dict[str, str]:
    """Every routed name with an address; ids of things are made up, since nobody gets as far as looking."""
    found = {}
    for pattern in get_resolver().url_patterns:
        inner = getattr(pattern, "url_patterns", [pattern])
        prefix = f"{pattern.namespace}:" if getattr(pattern, "namespace", None) else ""
        for route in inner:
            for value in ("00000000-0000-0000-0000-000000000000", 1, "csv"):
                keywords = dict.fromkeys(route.pattern.converters, value)
                try:
                    found[prefix + route.name] = reverse(prefix + route.name, kwargs=keywords)
                except NoReverseMatch:
                    continue
                break
    return found


def change(client, old=PASSWORD, new=NEW, again=NEW):
    return client.post(PAGE, {"old_password": old, "new_password1": new, "new_password2": again})


def test_first_password_keeps_every_page_shut_until_it_is_changed(client, newcomer):
    shut = {name: path for name, path in pages().items() if name not in OPEN}
    assert len(shut) > 60

    for name, path in shut.items():
        for method in (client.get, client.post):
            response = method(path)
            assert (response.status_code, response.url) == (302, PAGE), name


def test_first_password_leaves_its_own_page_and_the_way_out_open(client, newcomer):
    assert client.get(PAGE).status_code == 200
    assert client.post(reverse("accounts:sign-out")).url == reverse("accounts:sign-in")


def test_changed_password_opens_the_house_and_keeps_the_session(client, newcomer):
    assert change(client).url == "/"
    assert client.get(reverse("accounts:message-list")).status_code == 200
    newcomer.refresh_from_db()
    assert newcomer.check_password(NEW)
    assert not newcomer.must_change_password
    assert AuditEvent.objects.filter(verb="user.change_password", actor_id=newcomer.pk).count() == 1


def test_changed_password_ends_the_other_sessions(client, newcomer, django_user_model):
    other = type(client)()
    other.force_login(newcomer)

    change(client)

    assert other.get(PAGE).url.startswith(reverse("accounts:sign-in"))


def test_wrong_old_password_changes_nothing(client, newcomer):
    assert change(client, old="wrong").status_code == 422
    assert User.objects.get(pk=newcomer.pk).must_change_password


def test_password_page_needs_a_session(client):
    assert client.get(PAGE).url.startswith(reverse("accounts:sign-in"))


def test_password_never_stands_in_the_log(at):
    user = person(Role.OFFICE)
    change_password(user=user, password=NEW, by=user, at=AT)
    event = AuditEvent.objects.get(verb="user.change_password")
    assert NEW not in str((event.old, event.new, event.reason))
    assert (event.old, event.new) == ({}, {})


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("Ab-1", "至少10个字符"),
        ("abcdefghijkl", "至少"),
        ("ABCDEFGHIJ12", "至少"),
        ("983745610293", "只包含数字"),
        ("newcomer-N1", "相似"),
        ("Password123", "常见"),
    ],
)
def test_weak_password_is_refused_in_chinese(password, words):
    user = User(username="newcomer", full_name="新来的")

    with pytest.raises(ValidationError) as refusal:
        validate_password(password, user)

    told = "".join("".join(refusal.value.messages).split())
    assert words in told
    assert not any(word in told for word in ("password", "Use at least", "too"))


@pytest.mark.parametrize("password", ["abcdefghij1A", "abcdefghij-1", "ABCDEFGHIJ-1", "Abcdefghijk-"])
def test_three_classes_of_characters_suffice(password):
    validate_password(password)


def test_rules_of_passwords_stand_on_the_page_in_chinese(client, newcomer):
    page = client.get(PAGE).content.decode()

    assert "小写字母" in page
    assert "Use at least" not in page
    assert "Your password" not in page
