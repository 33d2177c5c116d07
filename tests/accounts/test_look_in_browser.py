"""What the scripts and style sheets do in real Chromium, at a desk's and a phone's width."""

import re

import pytest
from django.conf import settings as django_settings

from accounts.permissions import Permission
from accounts.roles import Role
from core import navigation
from tests.accounts import browser_urls
from tests.accounts.builders import person, sign_in, unit
from tests.browser import chromium, page_of  # noqa: F401

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.accounts.browser_urls"),
]
AXE = django_settings.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js"
RESTORED = ".x-draft-note"


@pytest.fixture
def answers():
    browser_urls.answers.update(next="store", version="1", posts=0)
    return browser_urls.answers


@pytest.fixture
def office(client, monkeypatch):
    """A signed-in clerk whose menu has two entries, whatever the apps above have registered."""
    entries = [
        navigation.Entry("消息", "accounts:message-list", "bell", Permission.OWN_DESK, 1, navigation.Group.WAITING),
        navigation.Entry(
            "修改密码", "accounts:password-change", "key", Permission.OWN_DESK, 2, navigation.Group.WAITING
        ),
    ]
    monkeypatch.setattr(navigation, "_entries", entries)
    return sign_in(client, person(Role.OFFICE, unit("office", "测试安委办"), "office", full_name="陈志强"))


@pytest.fixture
def page(chromium, live_server, office):  # noqa: F811
    page = page_of(chromium, live_server, office)
    page.base = live_server.url
    page.on("dialog", lambda dialog: dialog.accept())
    yield page
    page.context.close()


def type_note(page):
    page.goto(f"{page.base}/note/")
    page.fill("#id_subject", "消防通道被占用")
    page.check("#id_kind_1")
    page.check("#id_agreed")
    page.fill("#id_secret", "never-stored")


def save(page):
    page.click("main button[type=submit]")
    page.wait_for_load_state()


def kept(page):
    return page.evaluate("JSON.stringify(sessionStorage)")


def test_typed_values_come_back_after_a_time_out(page, answers):
    type_note(page)
    answers["next"] = "sign-in"
    session = [cookie for cookie in page.context.cookies() if cookie["name"] == "sessionid"]
    page.context.clear_cookies(name="sessionid")

    save(page)
    assert "/sign-in/" in page.url
    page.context.add_cookies(session)
    page.goto(f"{page.base}/note/")

    assert page.locator(RESTORED).count() == 1
    assert page.input_value("#id_subject") == "消防通道被占用"
    assert page.is_checked("#id_kind_1")
    assert page.is_checked("#id_agreed")
    assert page.input_value("#id_secret") == ""
    assert "never-stored" not in kept(page)


def test_typed_values_come_back_after_a_failure(page, answers):
    type_note(page)
    answers["next"] = "fail"

    save(page)
    page.goto(f"{page.base}/note/")

    assert page.input_value("#id_subject") == "消防通道被占用"


def test_stored_values_do_not_come_back(page, answers):
    type_note(page)

    save(page)
    assert page.url.endswith("/stored/")
    page.goto(f"{page.base}/note/")

    assert page.locator(RESTORED).count() == 0
    assert page.input_value("#id_subject") == ""
    assert "消防" not in kept(page)


def test_typed_values_on_a_record_changed_since_wait_for_a_click(page, answers):
    type_note(page)
    answers["version"] = "2"

    page.goto(f"{page.base}/note/")
    before = page.input_value("#id_subject")
    page.click(f"{RESTORED} button >> nth=0")

    assert before == ""
    assert page.input_value("#id_subject") == "消防通道被占用"
    assert page.input_value("input[name=version]") == "2"


def test_discarding_a_draft_empties_the_form_for_good(page, answers):
    type_note(page)
    page.goto(f"{page.base}/note/")

    page.click(f"{RESTORED} button")
    page.goto(f"{page.base}/note/")

    assert page.input_value("#id_subject") == ""
    assert page.locator(RESTORED).count() == 0


def test_signing_out_leaves_no_draft_behind(page, answers):
    type_note(page)
    page.goto(f"{page.base}/stored/")
    assert "消防" in kept(page)

    page.click(".x-menu > summary")
    page.click("form[data-sign-out] button")
    page.wait_for_url("**/sign-in/**")

    assert "消防" not in kept(page)


def test_second_click_sends_nothing(page, answers):
    type_note(page)
    answers["next"] = "slow"

    disabled = page.evaluate("""async () => {
        const button = document.querySelector("main button[type=submit]");
        button.click();
        await new Promise((done) => setTimeout(done, 200));
        button.form.requestSubmit();
        return button.disabled;
    }""")
    page.wait_for_timeout(2000)

    assert disabled
    assert answers["posts"] == 1


def test_file_too_large_is_told_before_it_is_sent(page, answers):
    type_note(page)
    page.set_input_files("#id_paper", {"name": "照片.jpg", "mimeType": "image/jpeg", "buffer": b"x" * 2000})

    page.click("main button[type=submit]")

    assert answers["posts"] == 0
    assert "照片.jpg" in page.inner_text(".x-too-large")
    assert page.is_enabled("main button[type=submit]")


def test_menus_open_with_a_click_and_close_with_escape(page):
    page.goto(f"{page.base}/stored/")
    page.click(".x-menu > summary")
    assert page.is_visible("form[data-sign-out]")

    page.keyboard.press("Escape")

    assert not page.is_visible("form[data-sign-out]")


def test_phone_has_a_menu_without_javascript(chromium, live_server, office):  # noqa: F811
    context = chromium.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    context.add_cookies([{"name": "sessionid", "value": office.cookies["sessionid"].value, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/stored/")
    assert not page.is_visible("#side")

    page.click("[data-nav-open]")
    assert page.is_visible("#side")
    page.click("[data-nav-close]")

    assert not page.is_visible("#side")
    context.close()


@pytest.mark.parametrize("width", [1366, 390])
@pytest.mark.parametrize("path", ["/sign-in/", "/note/", "/parts/", "/messages/", "/password/", "/nowhere/"])
def test_page_fits_and_has_no_serious_finding_of_axe(chromium, live_server, office, path, width):  # noqa: F811
    page = page_of(chromium, live_server, None if path == "/sign-in/" else office, width=width, height=844)
    page.goto(live_server.url + path)
    # The policy of the pages forbids eval, which is what an added script would need; playwright's own world may.
    found = page.evaluate(f"async () => {{ {AXE.read_text()}; return (await axe.run()).violations; }}")

    serious = [(each["id"], each["nodes"][0]["html"]) for each in found if each["impact"] in ("serious", "critical")]
    assert serious == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [each for each in page.problems if not re.search("404|does not conform", each)] == []
    page.context.close()


def test_phone_reads_long_labels_whole_and_finds_small_links(chromium, live_server, office):  # noqa: F811
    page = page_of(chromium, live_server, office, width=390, height=844)
    page.goto(f"{live_server.url}/parts/")

    before, after = page.evaluate("""() => {
        const cell = document.querySelector(".x-table-cards td[data-label]:not(.x-card-title)");
        const before = cell.offsetHeight;
        cell.dataset.label = "名称很长而一行放不下的栏目";
        return [before, cell.offsetHeight];
    }""")
    links = ".x-crumbs a, .x-facts dd > a, .x-next-missing li > a"
    heights = page.evaluate(
        f"[...document.querySelectorAll('{links}')].map(each => each.getBoundingClientRect().height)"
    )

    assert after > before
    assert len(heights) > 3
    assert min(heights) >= 36
    page.context.close()
