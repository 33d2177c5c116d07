"""Lists exchange their table alone in real Chromium, and do the same without JavaScript (docs/adr/0019)."""

import pytest

from accounts.roles import Role
from tests.accounts.builders import person, security_admin, sign_in, unit
from tests.browser import chromium, page_of  # noqa: F401

sync_api = pytest.importorskip("playwright.sync_api")
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIST = "/accounts/users/"


@pytest.fixture
def admin(client):
    office = unit("office", "测试安委办")
    for number in range(30):
        person(Role.OFFICE, office, f"clerk{number:02}", full_name=f"职员{number:02}")
    return sign_in(client, security_admin())


@pytest.fixture
def page(chromium, live_server, admin):  # noqa: F811
    page = page_of(chromium, live_server, admin)
    page.goto(live_server.url + LIST)
    # Gone with the page: what is still there afterwards was not loaded anew.
    page.evaluate("window.sameVisit = true")
    yield page
    assert page.problems == []
    page.context.close()


def same_visit(page) -> bool:
    return page.evaluate("window.sameVisit === true")


def wait_for(page, selector, count):
    """Playwright's own waiting for a function would need eval, which the pages forbid."""
    sync_api.expect(page.locator(selector)).to_have_count(count)


def settled(page, query):
    page.wait_for_url(f"**{LIST}?*{query}*")
    wait_for(page, ".htmx-request, .htmx-settling, .htmx-swapping", 0)


def names(page) -> list[str]:
    return page.locator("#listed .x-card-title").all_inner_texts()


def test_search_exchanges_the_table_and_keeps_the_box(page):
    page.fill("#id_q", "职员07")
    page.press("#id_q", "Enter")
    settled(page, "q=")

    assert same_visit(page)
    assert names(page) == ["职员07"]
    assert page.evaluate("document.activeElement.id") == "id_q"
    assert "职员07" in page.inner_text("#result")
    assert page.inner_text("#filters-set").strip() == "1"


def test_choice_counts_at_once_and_its_chip_takes_it_back(page):
    page.select_option("#id_role", Role.OFFICE)
    settled(page, f"role={Role.OFFICE}")
    assert len(names(page)) == 25

    page.click("#result .x-chip a")
    wait_for(page, ".x-chip", 0)

    assert same_visit(page)
    assert page.input_value("#id_role") == ""
    assert page.inner_text("#filters-set").strip() == ""


def test_next_page_and_the_way_back(page):
    first = names(page)
    page.click("#page-next")
    settled(page, "page=2")
    assert same_visit(page)
    assert not set(names(page)) & set(first)

    page.go_back()
    wait_for(page, "#page-prev", 0)

    assert names(page) == first
    assert not same_visit(page), "loaded anew, so that what the scripts hold on to is there"
    page.go_forward()
    settled(page, "page=2")
    page.wait_for_selector("#page-prev")
    assert not set(names(page)) & set(first)


def test_after_an_exchange_links_and_filters_go_on_working(page):
    page.click("#page-next")
    settled(page, "page=2")
    page.select_option("#id_role", Role.OFFICE)
    settled(page, f"role={Role.OFFICE}")
    assert "page=" not in page.url

    page.click("#listed .x-card-title a >> nth=0")
    page.wait_for_load_state()
    assert not same_visit(page)
    page.go_back()
    page.wait_for_selector("#page-next")

    assert page.input_value("#id_role") == Role.OFFICE
    assert len(names(page)) == 25


def test_who_was_signed_out_comes_to_the_door(page):
    page.context.clear_cookies(name="sessionid")

    page.click("#page-next")
    page.wait_for_url("**/sign-in/**")

    assert page.locator("#id_username").count() == 1


def test_same_without_javascript(chromium, live_server, admin):  # noqa: F811
    context = chromium.new_context(java_script_enabled=False)
    context.add_cookies([{"name": "sessionid", "value": admin.cookies["sessionid"].value, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url + LIST)

    page.select_option("#id_role", Role.OFFICE)
    page.click("#filters button")
    page.click("#page-next")

    assert f"role={Role.OFFICE}" in page.url
    assert len(names(page)) == 5
    context.close()
