"""What a document says, apart from how it looks: one composition feeds the PDF and, later, the Word file."""

from dataclasses import dataclass, replace

from records.typesetting.text import chinese_number


@dataclass(frozen=True)
class Heading:
    """Level 1 一、 (黑体), level 2 (一) (楷体). `label` is set by `numbered`, never by hand."""

    text: str
    level: int = 1
    label: str = ""
    tag = "heading"


@dataclass(frozen=True)
class Paragraph:
    """`item` paragraphs are numbered 1. 2. 3., anew under every heading."""

    text: str
    item: bool = False
    label: str = ""
    tag = "paragraph"

    @property
    def leads_on(self):
        """Whether it only says what follows, so that it never ends a page."""
        return self.text.rstrip().endswith("：")


@dataclass(frozen=True)
class Column:
    """`width` in whole millimetres; the columns of a table fill the 156 mm of the type area."""

    label: str
    width: int
    centred: bool = False


@dataclass(frozen=True)
class Table:
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    tag = "table"

    @property
    def shape(self):
        """A class name that says the widths, so that a stylesheet can set them."""
        return "w" + "-".join(str(column.width) for column in self.columns)


@dataclass(frozen=True)
class Annex:
    """What stands after the text on a page of its own. `is_listed`: as an 附件, named under the text; what a notice
    prints (印发《…》的通知) is no annex of it and is not named (GB/T 9704-2012 7.3.4)."""

    title: str
    blocks: tuple = ()
    is_listed: bool = True


@dataclass(frozen=True)
class Mark:
    """A box above the title that tells the degree of a paper. `label` says it in a word and a shape, so that a copy in
    black and white still tells it; `tone` is blue, yellow or red."""

    label: str
    tone: str


@dataclass(frozen=True)
class PrintedCheck:
    """The code on the first page of an issued paper by which its holder asks whether it is genuine, where he asks, and
    the same as a picture to scan (a data: address). Where the house has no address to give, the code stands alone."""

    code: str
    address: str = ""
    picture: str = ""


@dataclass(frozen=True)
class Composition:
    """One official document.

    layout: "file" (文件格式, red head) or "letter" (信函格式, red double rules).
    upward: 上行文, prints 签发人 beside the number. sealed: the issuer puts a seal, else a signature line is printed.
    """

    title: str
    addressee: str
    issuer: str
    letterhead: str
    body: tuple
    annexes: tuple[Annex, ...] = ()
    layout: str = "file"
    upward: bool = False
    signatory: str = ""
    sealed: bool = True
    signature_line: str = ""
    copies: tuple[str, ...] = ()
    printed_by: str = ""
    note: str = ""
    mark: Mark | None = None


def section(text):
    return Heading(text, level=1)


def subsection(text):
    return Heading(text, level=2)


def items(texts):
    """Numbered paragraphs 1. 2. 3."""
    return [Paragraph(text, item=True) for text in texts]


def numbered(blocks):
    """The blocks with 一、(一) and 1. set, so that a section left out leaves no gap in the numbers."""
    sections = subsections = entries = 0
    done = []
    for block in blocks:
        match block:
            case Heading(level=1):
                sections, subsections, entries = sections + 1, 0, 0
                block = replace(block, label=f"{chinese_number(sections)}、")
            case Heading():
                subsections, entries = subsections + 1, 0
                block = replace(block, label=f"\uff08{chinese_number(subsections)}\uff09")
            case Paragraph(item=True):
                entries += 1
                block = replace(block, label=f"{entries}.")
        done.append(block)
    return tuple(done)
