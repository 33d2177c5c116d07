"""An announcement as a folder of files that any web server can give out, or a browser open from a disc (三(三)6, R73).

Made of a PublicPage alone, so that it holds what the public page shows, and of the paper as it was issued. No script,
no address of another machine; the fonts are those of the reader's machine, as on the page.
"""

import io
from collections.abc import Mapping
from datetime import datetime
from typing import IO, Any

from django.conf import settings
from django.template.loader import render_to_string

from records.case_files.package import Package

PAGE, PAPER = "index.html", "announcement.pdf"
# By their paths below static/ and in the folder alike.
BESIDE = {"css/public.css": "样式表", "img/mark.svg": "图标"}


def packed(page: Any, paper: IO[bytes], *, size: int, at: datetime) -> bytes:
    """The ZIP. The same page, paper and instant give the same bytes."""
    target = io.BytesIO()
    package = Package(target, at=at)
    package.add_text(PAGE, render_to_string("rectification/public/index.html", _context(page)), title="公告网页")
    for path, title in BESIDE.items():
        package.add_text(path, (settings.BASE_DIR / "static" / path).read_text(encoding="utf-8"), title=title)
    package.add(PAPER, paper, title="公告（PDF）", size=size)
    package.seal({"title": page.title, "number": page.number, "issuer": page.issuer, "day": page.day.isoformat()})
    return target.getvalue()


def _context(page: Any) -> Mapping[str, Any]:
    return {"page": page, "paper": PAPER, "style": "css/public.css", "icon": "img/mark.svg"}
