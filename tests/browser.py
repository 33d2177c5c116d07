"""Real Chromium for tests marked `browser`: `from tests.browser import chromium  # noqa: F401`."""

import os
import shutil

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="module")
def chromium():
    """A running browser; the system's where there is one, else the one playwright installed."""
    sync_api = pytest.importorskip("playwright.sync_api")
    # Playwright's loop runs in this thread, and Django would refuse the database to it.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    path = next(filter(None, map(shutil.which, NAMES)), None)
    with sync_api.sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        except sync_api.Error as error:
            pytest.skip(f"Chromium cannot be started (script/test installs it): {error}")
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
    else:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


def page_of(chromium, live_server, client=None, *, width=1366, height=768):
    """A fresh page, signed in as the test client is; `page.problems` collects script errors and refused resources."""
    context = chromium.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
    if client is not None:
        cookie = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.problems = []
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.on("console", lambda line: page.problems.append(line.text) if line.type == "error" else None)
    return page
