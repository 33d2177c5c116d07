"""What must hold on every page of the story: it fits, it is Chinese, and nothing of it failed."""

import re

from django.conf import settings

AXE = settings.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js"
HAN = re.compile(r"[㐀-鿿]")
# Account names, digests, file names and the few words that offices use as they are.
AS_THEY_ARE = re.compile(
    r"\b(Ctrl K|Excel|Word|CSV|PDF|XLSX|JPG|PNG|HEIC|SHA-256|Xuncha|English|xingren[-\w]*|leader\d|member\d"
    r"|[0-9a-f]{12,64}|[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}|[\w-]+\.(csv|png|pdf|xlsx))\b"
)
# What the console says of pages that were refused on purpose is told by their status already.
EXPECTED = re.compile(r"the server responded with a status of (409|422)")


def english_of(text) -> list[str]:
    """Lines of a page's visible text that speak English."""
    found = []
    for line in text.splitlines():
        words = re.findall(r"[A-Za-z]{3,}", AS_THEY_ARE.sub(" ", line))
        if len(words) >= 3 or (words and not HAN.search(line)):
            found.append(line.strip())
    return found


def overflow_of(page) -> list[str]:
    """What reaches past the right edge, where the page scrolls sideways at all."""
    return page.evaluate(
        """() => {
        const width = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= width) return [];
        return [...document.querySelectorAll("main *")]
            .filter((each) => each.getBoundingClientRect().right > width + 1)
            .slice(0, 5).map((each) => each.outerHTML.slice(0, 160));
    }"""
    ) or (["scrolls"] if page.evaluate("document.documentElement.scrollWidth > innerWidth") else [])


def serious_of(page) -> list[tuple[str, str]]:
    """Serious and critical findings of axe."""
    found = page.evaluate(f"async () => {{ {AXE.read_text()}; return (await axe.run()).violations; }}")
    return [
        (each["id"], each["nodes"][0]["html"][:200]) for each in found if each["impact"] in ("serious", "critical")
    ]


def wrong_with(page, *, with_axe=False) -> list:
    """Everything that is wrong with the page as it stands; console lines are told once."""
    told, page.problems[:] = [line for line in page.problems if not EXPECTED.search(line)], []
    return [
        *(f"English: {line}" for line in english_of(page.inner_text("body"))),
        *(f"too wide: {each}" for each in overflow_of(page)),
        *(f"console: {line}" for line in told),
        *(f"axe: {each}" for each in (serious_of(page) if with_axe else [])),
    ]
