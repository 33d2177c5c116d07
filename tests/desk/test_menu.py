"""The menu in its parts: what somebody may open, where he is, and how much waits there for him."""

import re

import pytest
from django.urls import reverse

from accounts.roles import Role
from tests.accounts.builders import person, sign_in
from tests.desk.world import here  # noqa: F401
from tests.inspections.builders import ended_round
from tests.rectification import builders as b

pytestmark = pytest.mark.django_db


def entries(page) -> dict[str, list[tuple]]:
    """Of each group its label and (label, count) of its entries."""
    return {
        str(group.label): [(str(entry.label), entry.count) for entry in group.entries]
        for group in page.context["navigation"]
    }


def test_menu_stands_in_the_parts_of_the_process(client):
    page = sign_in(client, ended_round().here.office).get(reverse("desk:my-work"))

    assert list(entries(page)) == ["待办", "年度方案与组队", "巡查实施", "整改督办", "文书与档案", "系统"]
    assert [label for label, _count in entries(page)["年度方案与组队"]] == [
        "年度方案",
        "巡查组",
        "巡查人员库",
        "制度落实情况",
    ]


def test_part_without_an_entry_is_not_shown(client):
    page = sign_in(client, person(Role.CUSTODIAN)).get(reverse("desk:my-work"))

    assert list(entries(page)) == ["待办", "文书与档案"]


@pytest.mark.parametrize("who", ["leader", "office", "principal", "committee"])
def test_counts_are_those_of_my_work(client, who):
    here = b.submitted_case().here  # noqa: F811
    page = sign_in(client, getattr(here, who)).get(reverse("desk:my-work"))
    tasks = page.context["tasks"]
    menu = page.context["navigation"]
    shown = {entry.url: int(entry.count or 0) for group in menu for entry in group.entries}

    assert shown[reverse("desk:my-work")] == sum(task.count for task in tasks)
    for task in tasks:
        assert task.home, task.verb
        of_list = sum(other.count for other in tasks if other.home == task.home)
        assert shown.get(reverse(task.home), of_list) == of_list
    assert sum(shown.values()) >= sum(task.count for task in tasks)


def test_other_pages_fetch_the_counts_and_get_the_same(client):
    leader = ended_round().here.leader
    home = sign_in(client, leader).get(reverse("desk:my-work"))
    path = reverse("inspections:round-list")

    page = client.get(path).content.decode()
    fetched = client.get(reverse("desk:menu-counted"), {"at": path})

    assert f'hx-get="{reverse("desk:menu-counted")}?at={path}"' in page and 'class="x-count">' not in page
    assert entries(fetched) == entries(home)
    html = fetched.content.decode()
    assert "hx-get" not in html and "<html" not in html
    assert re.findall(r'<a href="([^"]+)" aria-current="page">', html) == [path]
    assert re.findall(r'<a href="([^"]+)" aria-current="page">', page) == [path]


def test_nothing_is_offered_that_may_not_be_opened(here):  # noqa: F811
    for persona, client in here.clients.items():
        page = client.get(reverse("desk:menu-counted"))
        if persona.account is None or page.status_code != 200:
            continue
        urls = [entry.url for group in page.context["navigation"] for entry in group.entries]
        assert urls and {url: client.get(url).status_code for url in urls} == dict.fromkeys(urls, 200), persona
