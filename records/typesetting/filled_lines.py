"""Lines of Chinese text as an office sets them, in place of WeasyPrint's: it justifies by widening blanks, of which
Chinese has none, and moves a whole character down where half of one is missing.

A line is filled to both edges by spacing its characters evenly; where half a character more completes it, they stand
that much closer (a fiftieth of a character each), and a mark at the end may leave its empty half outside.
What is kept together is said in line_breaks.py. Only texts set with `text-align: justify` are spaced.
"""

from collections import ChainMap
from functools import partial
from math import isinf

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text import line_break
from weasyprint.text.ffi import FROM_UNITS, pango

from records.typesetting.line_breaks import ems, kept_from, next_end, overhang

# Characters by which a line may be closer or wider: a whole line, and each gap of it.
_CLOSER = 0.52
_WIDEST_GAP = 0.3
# A line that lacks less is full: in characters, and in CSS pixels once it is laid out.
_FULL = 0.25
_UNSEEN = 0.4

_weasyprint_split = inline.split_first_line
_weasyprint_justify = inline.justify_line


def install() -> None:
    """From now on every document of this process is set so; doing it twice changes nothing."""
    inline.split_first_line = split_first_line
    inline.justify_line = justify_line


class _Spaced(line_break.Layout):
    """A line with `gap` more (or less) between its characters, in CSS pixels. WeasyPrint sets it up again to draw."""

    def __init__(self, style, gap):
        self.gap = gap
        super().__init__(style)

    def setup(self, style):
        super().setup(style)
        self.style = ChainMap({"letter_spacing": _own_gap(style) + self.gap}, style)


def _own_gap(style):
    return 0 if style["letter_spacing"] == "normal" else style["letter_spacing"]


def _pitch(style):
    """From one character to the next, in CSS pixels."""
    return style["font_size"] + _own_gap(style)


def _laid_out(text, style, gap=0.0):
    """The layout of one whole line, with its width, height and base line."""
    layout = _Spaced(style, gap)
    layout.set_text(text)
    line, _rest = layout.get_first_line()
    line_width, height = line_break.line_size(line, style)
    baseline = pango.pango_layout_get_baseline(layout.layout) * FROM_UNITS
    layout.deactivate()
    return layout, line_width, height, baseline


def split_first_line(
    text, style, context, max_width, justification_spacing, is_line_start=True, minimum=False  # noqa: FBT002  as there
):  # fmt: skip
    """As WeasyPrint's: (layout, length, where the rest begins, width, height, base line), lengths in bytes."""
    split = partial(_weasyprint_split, text, style, context, max_width, justification_spacing, is_line_start, minimum)
    found = split()
    if found[2] is None or minimum or max_width is None or isinf(max_width) or style["white_space"] != "normal":
        return found
    end = len(text.encode()[: found[2]].decode())
    kept = kept_from(text, end)
    if style["text_align_all"] == "justify":
        pitch = _pitch(style)
        lacking = (max_width - found[3]) / pitch + ems(text[kept:end])
        further = next_end(text, kept) if lacking > _FULL else None
        if further is not None:
            line = text[:further]
            over = max(ems(text[kept:further]) - lacking - overhang(line), 0.0)
            if over <= _CLOSER:
                layout, line_width, height, baseline = _laid_out(line, style, -over * pitch / max(further - 1, 1))
                return _first_of(text, line, layout, min(line_width, max_width), height, baseline)
    if kept == end:
        return found
    return _first_of(text, text[:kept], *_laid_out(text[:kept], style))


def _first_of(text, line, layout, line_width, height, baseline):
    length = len(line.encode())
    return layout, length, None if line == text else length, line_width, height, baseline


def justify_line(context, line, extra_width):
    """Spread what the line lacks between its characters. Lines that hold more than text, and those that lack too much
    (an address of the network went to the next), are left to WeasyPrint."""
    texts = _texts_of(line)
    gaps = sum(len(box.text) for box in texts) - 1
    if texts and extra_width < _UNSEEN:
        return
    if gaps < 1 or extra_width / gaps > _WIDEST_GAP * texts[0].style["font_size"]:
        _weasyprint_justify(context, line, extra_width)
        return
    gap, shift = extra_width / gaps, 0.0
    for box in texts:
        box.position_x += shift
        box.pango_layout, spaced, _height, _baseline = _laid_out(box.text, box.style, gap)
        shift += spaced - box.width + gap
        box.width = spaced


def _texts_of(line):
    """Its texts, in order; none where anything else stands in it."""
    if len(line.children) == 1 and isinstance(line.children[0], boxes.TextBox):
        return line.children
    return []
