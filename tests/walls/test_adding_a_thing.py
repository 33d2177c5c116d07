"""docs/adding-a-thing.md, followed: a thing that is described gets its pages, buttons, tasks, words and exports."""

import importlib
import re
from datetime import date

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from accounts.actions.scopes import unit_scope
from core import transitions, verbs
from core.buttons import buttons_of
from core.event_words import register_verbs
from core.models import AuditEvent
from core.presenters import timeline
from core.work import tasks_for
from tests.accounts.builders import district, security_admin
from tests.thing import actions
from tests.thing.models import Parcel

GUIDE = settings.BASE_DIR / "docs" / "adding-a-thing.md"
TODAY = date(2026, 3, 2)


@pytest.fixture
def joined(monkeypatch):
    """The parcel joins the house for one test, as its AppConfig.ready() would have it."""
    monkeypatch.setattr(transitions, "_tables", dict(transitions._tables))
    monkeypatch.setattr(verbs, "_modules", list(verbs._modules))
    transitions.register_table(Parcel.TRANSITIONS)
    verbs.register_verb_rows("tests.thing.verbs")
    register_verbs({"parcel.export": "导出包裹"})
    yield
    verbs.registered_nouns.cache_clear()


@pytest.fixture
def here(db, joined):
    return district()


@pytest.fixture
def scope(here):
    return unit_scope(unit=here.subdistricts[0], by=security_admin(), at=timezone.now())


@pytest.fixture
def parcel(here, scope, at):
    return actions.pack(scope=scope, content="书", by=here.office, on=TODAY, at=at)


def words(buttons):
    return [(button.label, button.kind, button.disabled_reason) for button in buttons]


pages = pytest.mark.urls("tests.thing.urls")


@pages
def test_verb_born_of_a_thing_of_a_lower_app_stands_on_its_page_and_makes_the_new_one(here, scope, client):
    client.force_login(here.office)
    offered = {button.label: button.url for button in buttons_of(scope, user=here.office, today=TODAY)}
    page = client.get(offered["打包裹"])
    assert f"{scope.label}的" in page.content.decode(), "the form begins with what its class says"

    answer = client.post(offered["打包裹"], {"content": "书"}, follow=True)

    made = Parcel.objects.get()
    assert answer.redirect_chain[-1][0] == made.get_absolute_url()
    assert "包裹打好了。" in answer.content.decode()
    assert AuditEvent.objects.get(verb="parcel.pack").target_id == str(made.pk)


@pages
def test_form_that_makes_something_makes_it_once(here, scope, client):
    client.force_login(here.office)
    url = reverse("thing:parcel-pack", args=[scope.pk])
    key = re.search(r'name="once_key" value="([0-9a-f-]{36})"', client.get(url).content.decode()).group(1)
    typed = {"content": "书", "once_key": key}
    client.post(url, typed)

    again = client.post(url, typed, follow=True)

    made = Parcel.objects.get()
    assert again.redirect_chain[-1][0] == made.get_absolute_url()
    assert "已经保存" in again.content.decode()
    elsewhere = unit_scope(unit=here.subdistricts[1], by=security_admin(), at=timezone.now())
    elsewhere_url = reverse("thing:parcel-pack", args=[elsewhere.pk])
    for answer in (client.post(elsewhere_url, typed), client.post(url, typed | {"content": "另一本书"})):
        assert answer.status_code == 409
        assert "再保存一次" in answer.content.decode()
    assert Parcel.objects.count() == 1
    fresh = re.search(r'name="once_key" value="([0-9a-f-]{36})"', answer.content.decode()).group(1)
    assert client.post(url, {"content": "另一本书", "once_key": fresh}).status_code == 302
    assert Parcel.objects.exclude(pk=made.pk).get().content == "另一本书"
    client.force_login(here.office2)
    other = client.post(url, typed)
    assert other.status_code == 409
    assert "再保存一次" in other.content.decode()
    assert Parcel.objects.count() == 2
    assert client.post(url, {"content": "书", "once_key": "1"}).status_code == 422


@pages
def test_button_follows_state_right_and_reason(here, parcel):
    assert words(buttons_of(parcel, user=here.office, today=TODAY)) == [("寄出包裹", "primary", "")]
    assert buttons_of(parcel, user=here.principal, today=TODAY) == []
    parcel.content = "空"
    assert words(buttons_of(parcel, user=here.office, today=TODAY)) == [("寄出包裹", "secondary", "先装东西。")]
    parcel.status = "sent"
    assert words(buttons_of(parcel, user=here.office, today=TODAY)) == []
    assert words(buttons_of(parcel, user=here.principal, today=TODAY)) == [("收下包裹", "primary", "")]


@pages
def test_page_of_a_verb_says_its_row_and_keeps_what_was_typed_when_refused(here, parcel, client):
    client.force_login(here.office)
    url = reverse("thing:parcel-send", args=[parcel.pk])
    assert url == f"/parcels/{parcel.pk}/send/"
    page = client.get(url).content.decode()
    assert "寄出后不能更改。" in page
    Parcel.objects.update(content="空")

    refused = client.post(url, {"on": "2026-03-01", "version": 1})

    assert refused.status_code == 409
    assert "包裹是空的。" in refused.content.decode()
    assert 'value="2026-03-01"' in refused.content.decode()
    client.force_login(here.principal)
    assert client.get(url).status_code == 403
    client.force_login(here.other_principal)
    assert client.get(reverse("thing:parcel-detail", args=[parcel.pk])).status_code == 404


@pages
def test_work_waits_for_whoever_may_in_the_order_of_the_process(here, parcel):
    labels = [(task.verb, task.label) for task in tasks_for(here.office, today=TODAY)]
    assert ("寄出包裹", "包裹书") in labels
    assert "收下包裹" not in [task.verb for task in tasks_for(here.principal, today=TODAY)]
    Parcel.objects.update(status="sent")
    assert ("收下包裹", "包裹书") in [(task.verb, task.label) for task in tasks_for(here.principal, today=TODAY)]
    assert "收下包裹" not in [task.verb for task in tasks_for(here.other_principal, today=TODAY)]


@pages
def test_page_shows_state_facts_buttons_and_the_words_of_what_happened(here, parcel, client):
    client.force_login(here.office)
    page = client.get(parcel.get_absolute_url()).content.decode()
    for words_of_page in ("包裹书", "待寄", "寄出包裹", "打包裹"):
        assert words_of_page in page
    assert [str(entry.label) for entry in timeline([parcel], here.office)] == ["打包裹"]


@pages
def test_described_list_shows_and_exports_what_is_in_reach(here, parcel, client):
    client.force_login(here.principal)
    page = client.get(reverse("thing:parcel-list")).content.decode()
    assert f'href="{parcel.get_absolute_url()}"' in page
    text = b"".join(client.get(reverse("thing:parcel-list"), {"export": "csv"}).streaming_content).decode("utf-8-sig")
    assert text.splitlines() == ["内容,寄出日期,状态", "书,,待寄"]
    assert client.get(reverse("thing:parcel-list"), {"export": "xlsx"}).getvalue().startswith(b"PK")
    assert AuditEvent.objects.filter(verb="parcel.export").count() == 2
    client.force_login(here.other_principal)
    assert str(parcel.pk) not in client.get(reverse("thing:parcel-list")).content.decode()


def test_guide_names_what_exists():
    """Every dotted name of the guide can be imported, so that whoever follows it does not look for ghosts."""
    text = GUIDE.read_text(encoding="utf-8")
    names = set(re.findall(r"`((?:core|accounts|records|deadlines|planning|inspections)(?:\.\w+)+)", text))
    assert len(names) > 8
    for name in sorted(names):
        module, _dot, rest = name.rpartition(".")
        try:
            found = importlib.import_module(name)
        except ModuleNotFoundError:
            owner = importlib.import_module(module) if not module.split(".")[-1].isupper() else None
            if owner is None:
                module, _dot, slot = module.rpartition(".")
                owner = getattr(importlib.import_module(module), slot)
            found = getattr(owner, rest)
        assert found is not None, name
