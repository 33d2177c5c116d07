"""Sizes that depend on the text: the red heading, the place of the signature, the columns of tables.

They are handed to WeasyPrint as a stylesheet of their own, so that templates hold no style attributes.
"""

import re
from math import ceil

from records.typesetting.composition import Table
from records.typesetting.line_breaks import ems
from records.typesetting.text import date_words, printable, title_lines

TYPE_AREA_WIDTH = 156
LINE = 225 / 22
CHARACTER = TYPE_AREA_WIDTH / 28
LARGEST_LETTERHEAD = 22
HEAD_ABOVE = 35
# The heading of a letter stands 30 mm under the edge of the paper, 7 mm above the type area.
LETTER_ABOVE = -7
BLANK_DATE = "\u3000\u3000年\u3000月\u3000日"


def page_context(composition, *, number, issued_on, draft):
    """What the templates print: the composition, with lines broken and the number and date in their printed form."""
    return {
        "document": composition,
        "title_lines": title_lines(composition.title),
        "annexes": [
            {"annex": annex, "title_lines": title_lines(annex.title), **listing(annex, at)}
            for annex, at in numbered_annexes(composition.annexes)
        ],
        "annex_names": [
            listing(annex, at)["listed"] for annex, at in numbered_annexes(composition.annexes) if annex.is_listed
        ],
        "number": printed_number(number),
        "date_words": date_words(issued_on) if issued_on else BLANK_DATE,
        "copies": "\uff0c".join(composition.copies),
        "draft": draft,
        "created": f"{issued_on.isoformat()}T00:00:00+08:00" if issued_on else "",
    }


def numbered_annexes(annexes):
    """Each annex with its number, "" where it is the only one or none that is listed."""
    listed = [annex for annex in annexes if annex.is_listed]
    for annex in annexes:
        is_one_of_many = annex.is_listed and len(listed) > 1
        yield annex, str(listed.index(annex) + 1) if is_one_of_many else ""


def listing(annex, at):
    """How an annex is named on its own page and under the text; breaks typed into its title are taken out there."""
    if not annex.is_listed:
        return {}
    name = annex.title.replace("\n", "")
    return {"label": f"附件{at}", "listed": f"{at}.{name}" if at else name}


def printed_number(number):
    """The year of a number in the six-cornered brackets of the standard, whichever were typed."""
    if not number:
        return ""
    return re.sub(r"[\[〔【(\uff08\uff3b](\d{4})[\]〕】)\uff09\uff3d]", r"〔\1〕", printable(number))


def letterhead_size(letterhead):
    """Millimetres: one line of at most the width of the type area, never larger than 22 mm (the 1999 standard)."""
    return round(min(LARGEST_LETTERHEAD, TYPE_AREA_WIDTH / max(ems(letterhead), 1)), 3)


def stylesheet(composition, *, issued_on):
    size = letterhead_size(composition.letterhead)
    # Head, two blank lines, the number and 4 mm to the rule; rounded up so that what follows stands on the grid.
    head = ceil((HEAD_ABOVE + size + 3 * LINE + 4) / LINE) * LINE
    right = signature_right(composition, issued_on)
    # A face leaves about a twelfth of its size above its characters: it is these that the standard measures.
    lift = size * 0.08
    rules = [
        f":root {{ --letterhead: {size}mm; --head: {head:.3f}mm; --signature-right: {right}em;"
        f" --head-above: {HEAD_ABOVE - lift:.3f}mm; --letter-above: {LETTER_ABOVE - lift:.3f}mm }}"
    ]
    blocks = [*composition.body, *(block for annex in composition.annexes for block in annex.blocks)]
    for table in (block for block in blocks if isinstance(block, Table)):
        for at, column in enumerate(table.columns, start=1):
            rules.append(f".{table.shape} col:nth-child({at}) {{ width: {column.width}mm }}")
    return "\n".join(rules)


def signature_right(composition, issued_on):
    """Characters between the signature block and the right edge: a sealed date stands four characters in,
    its issuer's name centred over it; a longer name moves the block until it fits."""
    if not composition.sealed:
        return 2
    date_width = ems(date_words(issued_on) if issued_on else BLANK_DATE)
    return max(0.0, 4 - max(0.0, ems(composition.issuer) - date_width) / 2)
