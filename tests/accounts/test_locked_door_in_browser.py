"""The locked door in real Chromium, at a desk's and a phone's width."""

import pytest
from django.conf import settings

from accounts.roles import Role
from tests.accounts.builders import PASSWORD, person, unit
from tests.accounts.guessing import typed
from tests.browser import chromium, page_of  # noqa: F401  a fixture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DOOR = "main form[data-form] button[type=submit]"
AXE = settings.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js"


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
def test_locked_door_is_read_whole_without_scrolling(chromium, live_server, client, width, height):  # noqa: F811
    person(Role.OFFICE, unit("office", "测试安委办"), "clerk")
    for _number in range(5):
        typed(client, "clerk")
    page = page_of(chromium, live_server, width=width, height=height)
    page.goto(f"{live_server.url}/sign-in/")
    page.fill("#id_username", "clerk")
    page.fill("#id_password", PASSWORD)

    page.click(DOOR)
    page.wait_for_selector("[data-error-summary]")

    assert page.inner_text("[data-error-summary] h2") == "暂时锁定"
    # Focus is on what is said, the name is still there, the password is not.
    assert page.evaluate("document.activeElement.matches('[data-error-summary]')")
    assert (page.input_value("#id_username"), page.input_value("#id_password")) == ("clerk", "")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator(DOOR).bounding_box()["y"] < height
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run().then(r => r.violations.filter(v => ['serious', 'critical'].includes(v.impact)))")
    assert found == []
    page.context.close()
