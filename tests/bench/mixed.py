"""People who sign in and go about their work over HTTP, page after page: whatever the pages link to, papers and
exports among it. For what a server holds after much of it."""

import random
import re
import urllib.error
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from http.cookiejar import CookieJar
from itertools import islice
from urllib.parse import urlencode, urljoin

PASSWORD = "xuncha-demo-2026"
PEOPLE = ("office", "committee", "leader1", "xingren", "emergency")
# A preview or an export among so many other pages.
PAPER_EVERY, EXPORT_EVERY = 50, 100
THREADS = 4
_MOST_PAGES = 90
# Of pages that differ in a key or a value alone so many are enough: all kinds of pages are to be met.
_OF_A_SHAPE = 3
_LINK = re.compile(r'href="([/?][^"#]*)"')
_VALUE = re.compile(r"[0-9a-f-]{36}|=[^&]*|\d+")
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
# Made when they are asked for: previews, and issued papers as Word files.
_PAPER = re.compile(r"/preview(/|\.pdf)|/word/$")
_EXPORT = re.compile(r"[?&;]export=")
# What changes something, or is for the eyes of others.
_NO_PAGE = re.compile(r"^/(static|sign-out|i18n)/")


class Visitor:
    def __init__(self, address: str, username: str) -> None:
        self.address = address
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        token = _TOKEN.search(self.get("/sign-in/")[1])
        said = {"csrfmiddlewaretoken": token[1] if token else "", "username": username, "password": PASSWORD}
        self._opener.open(f"{address}/sign-in/", urlencode(said).encode(), timeout=60).close()
        self.pages, self.papers, self.exports = self._found()

    def get(self, path: str) -> tuple[int, str]:
        try:
            with self._opener.open(f"{self.address}{path}", timeout=120) as answer:
                return answer.status, answer.read().decode(errors="replace")
        except urllib.error.HTTPError as refusal:
            refusal.close()
            return refusal.code, ""

    def _found(self) -> tuple[list[str], list[str], list[str]]:
        """From the desk on, breadth first: ordinary pages, previews of papers, exports."""
        waiting, pages, papers, exports = ["/"], [], [], []
        seen, shapes = set(waiting), Counter[str]()
        while waiting and len(pages) < _MOST_PAGES:
            path = waiting.pop(0)
            status, body = self.get(path)
            if status != 200:
                continue
            pages.append(path)
            for href in map(unescape, _LINK.findall(body)):
                link = urljoin(path, href)
                shape = _VALUE.sub("", link)
                if link in seen or shapes[shape] == _OF_A_SHAPE or _NO_PAGE.match(link):
                    continue
                seen.add(link)
                shapes[shape] += 1
                kind = papers if _PAPER.search(link) else exports if _EXPORT.search(link) else waiting
                kind.append(link)
        return pages, papers, exports


class Crowd:
    """Visitors who ask for one page after the other; the same seed asks for the same."""

    def __init__(self, address: str) -> None:
        self.visitors = [Visitor(address, username) for username in PEOPLE]
        self.papers = [(who, path) for who in self.visitors for path in who.papers]
        self.exports = [(who, path) for who in self.visitors for path in who.exports]
        self._asked = self._wishes(random.Random(9))
        if not self.papers or not self.exports:
            raise AssertionError("the pages of the demo link to no preview, or to no export")

    def _wishes(self, chance):
        number = 0
        while True:
            number += 1
            if number % PAPER_EVERY == 0:
                yield chance.choice(self.papers)
            elif number % EXPORT_EVERY == 1:
                yield chance.choice(self.exports)
            else:
                who = chance.choice(self.visitors)
                yield who, chance.choice(who.pages)

    def ask(self, number: int) -> list[int]:
        """So many more requests; their statuses."""
        with ThreadPoolExecutor(THREADS) as threads:
            return list(threads.map(lambda wish: wish[0].get(wish[1])[0], islice(self._asked, number)))
