"""Somebody at a browser: finds the work on the first page, presses what is there, fills what is asked."""

import os
import re
from itertools import count
from pathlib import Path

from django.utils.translation import gettext

from accounts.scenes.demo import PASSWORD
from tests.browser import page_of
from tests.story import looks

DESK, PHONE = (1366, 768), (390, 844)
# A folder outside of the repository; pictures of every page are taken where it is given.
SHOTS = os.environ.get("XUNCHA_STORY_SHOTS")
_number = count(1)
# A button that may be pressed now: in the next step, on top of the page, over a list or below a form.
PLACES = (".x-next", ".x-actions", ".x-bulk", ".x-form-foot")
WAYS_ON = ", ".join(f"main {place} .btn:not([disabled])" for place in PLACES)


class Stuck(AssertionError):  # noqa: N818
    """A person cannot go on from here."""


class Person:
    """`wrong` collects what is wrong with the pages seen, for the story to look at in the end."""

    def __init__(self, chromium, site, username, size, wrong):
        self.username, self.size, self.wrong = username, size, wrong
        self.site = site
        # Ask axe on every page, not only where the story says so.
        self.always_axe = False
        self.page = page_of(chromium, site, width=size[0], height=size[1])
        self.page.on("dialog", lambda dialog: dialog.accept())
        self.page.goto(site.url)
        self.fill(username=username, password=PASSWORD)
        self.press("Sign in")

    @property
    def on_phone(self):
        return self.size == PHONE

    def take_up(self, verb, about=""):
        """Open what waits on the first page under this verb."""
        self.home()
        rows = self.page.locator("main tr").filter(has_text=about) if about else self.page.locator("main tr")
        link = rows.get_by_role("link", name=gettext(verb), exact=True)
        if not link.count():
            raise Stuck(f"{self.username}: nothing waits under {gettext(verb)!r} ({about}).\n{self.text()}")
        self.follow(link.first)
        return self

    def home(self):
        self.follow(self.page.locator(".x-brand"))

    def menu(self, label):
        """An entry of the main menu, as the phone shows it too."""
        if self.on_phone:
            self.page.click("[data-nav-open]")
        # Behind the words may stand how much waits there; another entry may begin with the same words.
        entry = self.page.locator("#side a").filter(has_text=re.compile(rf"^\s*{gettext(label)}(?![\u4e00-\u9fff])"))
        self.unfold(entry.first)
        self.follow(entry.first)
        return self

    def press(self, label, *, within="main", last=False, **facts):
        """A link or button with these words (English source, told in the language of the page)."""
        words = gettext(label) % facts if facts else gettext(label)
        place = self.page.locator(within)
        found = place.get_by_role("button", name=words, exact=True).or_(
            place.get_by_role("link", name=words, exact=True)
        )
        if not found.count():
            raise Stuck(f"{self.username}: no {words!r} on {self.page.url}\n{self.text()}")
        chosen = found.last if last else found.first
        if chosen.is_disabled():
            raise Stuck(f"{self.username}: {words!r} cannot be pressed on {self.page.url}\n{self.text()}")
        self.follow(chosen)
        return self

    def send(self):
        """The button that ends the form of the page."""
        button = self.page.locator("main .x-form-foot button[type=submit]:not([name])")
        if button.count() != 1:
            raise Stuck(f"{self.username}: {button.count()} forms to send on {self.page.url}\n{self.text()}")
        self.follow(button)
        return self

    def open(self, text):
        """A link in the content that says this, somewhere in its words."""
        link = self.page.locator("main").get_by_role("link").filter(has_text=text)
        if not link.count():
            raise Stuck(f"{self.username}: no link {text!r} on {self.page.url}\n{self.text()}")
        self.follow(link.first)
        return self

    def open_item(self, number):
        """The item's own page, by the number that heads its words."""
        self.follow(self.page.locator("main td a").filter(has_text=re.compile(rf"^\s*{number}\.")).first)
        return self

    def fill(self, place="main", /, **values):
        """Controls by name, as a person would set each; `place` where the page has two of a name."""
        for name, value in values.items():
            control = self.page.locator(f"{place} [name={name}]:not([type=hidden])")
            if not control.count():
                raise Stuck(f"{self.username}: nothing asks for {name} on {self.page.url}\n{self.text()}")
            self.unfold(control.first)
            kind = control.first.evaluate("each => each.type")
            if kind in ("checkbox", "radio"):
                (
                    control.first if value is True else self.page.locator(f"{place} [name={name}][value='{value}']")
                ).check()
            elif kind == "select-one":
                control.select_option(value)
            elif kind == "file":
                # Of camera and files the latter.
                control.last.set_input_files(value)
            else:
                control.fill(str(value))
        return self

    def unfold(self, control):
        """Opens what is folded over a control, as whoever looks for it would."""
        folded = control.locator("xpath=ancestor::details[not(@open)]")
        while folded.count():
            folded.first.locator("summary").first.click()

    def asks(self, name) -> bool:
        return self.page.locator(f"main [name={name}]:not([type=hidden])").count() > 0

    def text(self) -> str:
        return self.page.inner_text("main")

    def sees(self, words):
        if words not in self.text():
            raise Stuck(f"{self.username}: {words!r} is not on {self.page.url}\n{self.text()}")
        return self

    def download(self, label, **facts) -> bytes:
        """The bytes behind a link of the page."""
        link = self.page.locator("main").get_by_role("link").filter(has_text=re.compile(label))
        answer = self.page.request.get(self.site.url + link.first.get_attribute("href"))
        assert answer.ok, (label, answer.status)
        return answer.body()

    def can_act_at(self, path) -> bool:
        """The page at this address opens, and offers something that may be done now."""
        # One that names only another part of the page that is open would not load anything.
        self.page.goto("about:blank")
        answer = self.page.goto(self.site.url + path)
        assert answer.status == 200, (self.username, path, answer.status)
        return self.look().page.locator(WAYS_ON).count() > 0

    def look(self, name="", *, with_axe=False):
        """Judge the page and, where a folder is given, keep a picture of it."""
        number, size = next(_number), "phone" if self.on_phone else "desk"
        place = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "x", self.page.url.removeprefix(self.site.url)).strip("/")
        self.wrong += [
            (self.username, place, each) for each in looks.wrong_with(self.page, with_axe=with_axe or self.always_axe)
        ]
        if SHOTS:
            words = name or re.sub(r"[^a-z]+", "-", place)[:50] or "home"
            path = Path(SHOTS) / f"{number:03d}-{self.username}-{words}-{size}.png"
            self.page.screenshot(path=path, full_page=True)
        return self

    def follow(self, what):
        with self.page.expect_navigation() as going:
            what.click()
        answer = going.value
        if answer is not None and answer.status != 200:
            self.look("refused")
            raise Stuck(f"{self.username}: {answer.status} from {answer.url}\n{self.text()}")
        return self.look()

    def leave(self):
        self.page.context.close()
