"""HTML to PDF by WeasyPrint, with no way out of the house. Runs in a process kept for it (core/kept.py), which knows
neither Django nor the database; ours never load WeasyPrint."""

import logging
from hashlib import sha256
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urlsplit

import weasyprint
from weasyprint.css import ColorProfile
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher

from core.bounded import Unfit
from core.bounded import later as _
from records.typesetting import filled_lines
from records.typesetting.last_face import ended_on_last_face

# PDF/A-2, level A: everything it needs is in the file, and its headings, paragraphs and tables are told apart in it.
ARCHIVAL = "pdf/a-2a"

logging.getLogger("weasyprint").setLevel(logging.ERROR)
filled_lines.install()


def pdf_of(*, documents: list[list[str]], own_folder: str) -> bytes:
    """The PDF of these documents, pairs of HTML and CSS, one after the other, each counting its own pages. The same
    input gives the same bytes on one machine. `own_folder` is the only one that files are read from."""
    fetcher = _OwnFetcher(Path(own_folder).resolve())
    try:
        laid_out = [_laid_out(html, styles, fetcher) for html, styles in documents]
        document = laid_out[0].copy([page for one in laid_out for page in one.pages])
        document.color_profiles["srgb"] = _screen_colours()
        identifier = sha256("".join(html + styles for html, styles in documents).encode()).digest()[:16]
        # No `output_intent`: WeasyPrint would open the same profile once more, and leave the file open.
        return document.write_pdf(pdf_identifier=identifier, pdf_variant=ARCHIVAL, output_intent="")
    except FatalURLFetchingError as error:
        raise Unfit(_("The document names a picture or file it may not read: %(why)s"), why=str(error)) from error


def _laid_out(html, styles, fetcher):
    fonts = FontConfiguration()
    source = weasyprint.HTML(string=html, base_url=fetcher.folder.as_uri() + "/", url_fetcher=fetcher)
    sheet = weasyprint.CSS(string=styles, font_config=fonts, url_fetcher=fetcher)
    return ended_on_last_face(source.render(stylesheets=[sheet], font_config=fonts))


def _screen_colours():
    """The meaning of the file's colours, which an archival file carries itself."""
    content = (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()
    return ColorProfile(BytesIO(content), "sRGB2014.icc", "relative-colorimetric", ["r", "g", "b"])


class _OwnFetcher(URLFetcher):
    """Reads data: addresses and files under our static folder; anything else stops the rendering.

    Text typed by people reaches these pages: an address in it must neither leave the server nor read its disk.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(allowed_protocols=("data", "file"), allow_redirects=False, fail_on_errors=True)
        self.folder = folder

    def fetch(self, url, headers=None):
        if not url.startswith("data:"):
            parts = urlsplit(url)
            path = Path(unquote(parts.path)).resolve()
            if parts.scheme != "file" or parts.netloc or not path.is_relative_to(self.folder):
                raise ValueError(f"not allowed: {url[:200]}")
        return super().fetch(url, headers)
