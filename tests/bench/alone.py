"""WeasyPrint by itself, as a process kept for it loads it (core/kept.py): the floor of papers."""

import weasyprint


def pdf_of(*, html: str, styles: str) -> bytes:
    sheet = weasyprint.CSS(string=styles)
    return weasyprint.HTML(string=html).write_pdf(stylesheets=[sheet], pdf_variant="pdf/a-2a")
