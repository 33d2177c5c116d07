"""Reading pages: addresses of this room, and what a reader sees of a response."""

import html
import re

from django.urls import reverse


def url(name, thing=None):
    return reverse(f"planning:{name}", args=[thing.pk] if thing is not None else [])


def visible_text(response) -> str:
    """What a reader sees of the main part, in one line."""
    page = response.content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    words = re.sub(r"<(script|style|svg)[\s\S]*?</\1>|<[^>]+>", " ", main)
    return " ".join(html.unescape(words).split())


def links_to(response) -> set[str]:
    """The addresses that the main part leads to."""
    page = response.content.decode()
    return set(re.findall(r'href="([^"]+)"', page[page.index("<main") : page.index("</main>")]))
