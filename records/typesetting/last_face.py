"""The imprint (版记) at the foot of the last face of a document that is printed on both sides: of an even page.

Its template holds it twice: after the text, and on the next even page. Which of them counts is known once the pages
are made; the other goes. Where the text leaves no room for it on an even page, a blank page comes between, and
neither that nor the page of the imprint is numbered (GB/T 9704-2012 7.5).
"""

from weasyprint.formatting_structure.boxes import FootnoteAreaBox, MarginBox

TEXT_END, IMPRINT, LAST_FACE = "text-end", "imprint", "last-face"


def ended_on_last_face(document):
    """The document with as many pages as it needs; one without these marks (a letter) as it is."""
    places = {mark: index for index, page in enumerate(document.pages) for mark in page.anchors}
    if LAST_FACE not in places:
        return document
    pages, imprint, face = document.pages, places[IMPRINT], places[LAST_FACE]
    if _is_even(imprint):
        return document.copy(pages[: imprint + 1])
    _take_out(pages[imprint], FootnoteAreaBox)
    if imprint > places[TEXT_END]:
        _take_out(pages[imprint], MarginBox)
        _take_out(pages[face], MarginBox)
    return document.copy(pages[: face + 1])


def _is_even(index):
    """Pages are counted from 1."""
    return index % 2 == 1


def _take_out(page, kind):
    box = page._page_box  # WeasyPrint offers no other way to what stands on a page
    box.children = [child for child in box.children if not isinstance(child, kind)]
