"""Where every line of text stands on a page of a PDF, in millimetres from its top left corner."""

from dataclasses import dataclass

from pypdf.generic import ContentStream

MILLIMETRE = 72 / 25.4


@dataclass(frozen=True)
class Line:
    """`left`, `right`: from the first glyph to the end of the last, its empty half included; `size` in points."""

    left: float
    right: float
    base: float
    size: float
    fonts: frozenset[str]


def measured_lines(page) -> list[Line]:
    fonts = {name: _Widths(font.get_object()) for name, font in page["/Resources"]["/Font"].get_object().items()}
    height, stack, matrix = float(page.mediabox.height), [], (1.0, 0.0, 1.0, 0.0)
    lines, font, size, text, start = [], None, 0.0, (1.0, 0.0, 1.0, 0.0), 0.0
    at, used = 0.0, set()
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        match operator:
            case b"q":
                stack.append(matrix)
            case b"Q":
                matrix = stack.pop()
            case b"cm":
                matrix = _times([float(one) for one in operands], matrix)
            case b"Tm":
                text = _times([float(one) for one in operands], matrix)
                at, used = 0.0, set()
            case b"Tf":
                font, size = fonts[operands[0]], float(operands[1])
                used.add(font.name)
            case b"TJ":
                for part in operands[0]:
                    at += font.of(part) * size / 1000 if isinstance(part, bytes | str) else -float(part) * size / 1000
            case b"ET" if used:
                start, base = text[1] / MILLIMETRE, (height - text[3]) / MILLIMETRE
                lines.append(
                    Line(start, start + at * text[0] / MILLIMETRE, base, abs(size * text[2]), frozenset(used))
                )
    return lines


class _Widths:
    """Widths of a font of two bytes a glyph, in thousandths of its size."""

    def __init__(self, font):
        self.name = font["/BaseFont"].partition("+")[2]
        inner, self.known = font["/DescendantFonts"][0].get_object(), {}
        rest = list(inner["/W"])
        while rest:
            first, widths = int(rest.pop(0)), rest.pop(0)
            self.known |= {first + at: float(width) for at, width in enumerate(widths)}

    def of(self, shown) -> float:
        raw = shown if isinstance(shown, bytes) else shown.original_bytes
        return sum(self.known.get(int.from_bytes(raw[at : at + 2]), 1000) for at in range(0, len(raw), 2))


def _times(inner, outer):
    """Of matrices that do not turn: x scale and shift, y scale and shift."""
    a, _b, _c, d, e, f = inner
    return a * outer[0], e * outer[0] + outer[1], d * outer[2], f * outer[2] + outer[3]
