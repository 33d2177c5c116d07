"""HTML to PDF by WeasyPrint, with no way out of the house and no box in place of a character."""

import re
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from records.rendering.errors import CannotRender
from records.rendering.fonts import font_stylesheet, require_fonts

# PDF/A-2, level A: everything it needs is in the file, and its headings, paragraphs and tables are told apart in it.
ARCHIVAL = "pdf/a-2a"
STYLES = "records/documents/official.css"
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Sheets:
    """One document: its template, what that prints, and the CSS that is added after the official one."""

    template: str
    context: dict
    stylesheet: str


def render_pdfs(documents) -> bytes:
    """The PDF bytes of these documents (Sheets), one after the other, each counting its own pages. The same input
    gives the same bytes on one machine.

    Raises CannotRender when a library, a font, a character or a picture is missing. Takes about a third of a second
    for two pages and four for forty: call it in a worker.
    """
    styles = render_to_string(STYLES)
    return _pdf_of([(render_to_string(one.template, one.context), styles + one.stylesheet) for one in documents])


def html_to_pdf(html, *, styles):
    return _pdf_of([(html, styles)])


def _pdf_of(sources) -> bytes:
    """`sources`: pairs of HTML and CSS."""
    require_fonts("".join(TAG.sub("", html) for html, _styles in sources))
    from weasyprint.urls import FatalURLFetchingError  # late: the rest must run on a machine without Pango

    own_fonts = font_stylesheet()
    try:
        documents = [_laid_out(html, own_fonts + styles) for html, styles in sources]
        document = documents[0].copy([page for one in documents for page in one.pages])
        document.color_profiles["srgb"] = _screen_colours()
        identifier = sha256("".join(html + own_fonts + styles for html, styles in sources).encode()).digest()[:16]
        # No `output_intent`: WeasyPrint would open the same profile once more, and leave the file open.
        return document.write_pdf(pdf_identifier=identifier, pdf_variant=ARCHIVAL, output_intent="")
    except FatalURLFetchingError as error:
        raise CannotRender(_("The document names a picture or file it may not read: %s") % error) from error


def _laid_out(html, styles):
    import weasyprint  # late, see _pdf_of
    from weasyprint.text.fonts import FontConfiguration

    from records.rendering.filled_lines import install
    from records.rendering.last_face import ended_on_last_face

    install()
    fetcher, fonts = own_fetcher(), FontConfiguration()
    source = weasyprint.HTML(string=html, base_url=static_root().as_uri() + "/", url_fetcher=fetcher)
    sheet = weasyprint.CSS(string=styles, font_config=fonts, url_fetcher=fetcher)
    return ended_on_last_face(source.render(stylesheets=[sheet], font_config=fonts))


def _screen_colours():
    """The meaning of the file's colours, which an archival file carries itself."""
    from weasyprint.css import ColorProfile  # late, see _pdf_of

    content = (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()
    return ColorProfile(BytesIO(content), "sRGB2014.icc", "relative-colorimetric", ["r", "g", "b"])


def static_root():
    return Path(settings.STATICFILES_DIRS[0]).resolve()


def own_fetcher():
    """Reads data: addresses and files under our static folder; anything else stops the rendering.

    Text typed by people reaches these pages: an address in it must neither leave the server nor read its disk.
    """
    from weasyprint.urls import URLFetcher  # late, see _pdf_of

    class OwnFetcher(URLFetcher):
        def fetch(self, url, headers=None):
            if not url.startswith("data:"):
                parts = urlsplit(url)
                path = Path(unquote(parts.path)).resolve()
                if parts.scheme != "file" or parts.netloc or not path.is_relative_to(static_root()):
                    raise ValueError(f"not allowed: {url[:200]}")
            return super().fetch(url, headers)

    return OwnFetcher(allowed_protocols=("data", "file"), allow_redirects=False, fail_on_errors=True)
