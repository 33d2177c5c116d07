"""Papers that were set before, bound into one PDF/A: their pages as they are, each with its number in the volume.

Runs in a process of its own (core/bounded.py). The pages keep what they show, but not their tags, links and outlines:
the volume is level B where a paper alone is level A, and says so. The papers themselves stand beside it, unchanged.
"""

import json
from pathlib import Path

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    EncodedStreamObject,
    IndirectObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

_LEFT_OUT = ("/Annots", "/StructParents", "/B")
_NUMBER = "/XuNumber"
_METADATA = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"><pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>{created}</xmp:CreateDate><xmp:ModifyDate>{created}</xmp:ModifyDate></rdf:Description>
</rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def count_pages(source) -> list[int]:
    """Of each of the files named in the JSON list."""
    return [len(PdfReader(path).pages) for path in json.load(source)]


def bind(source) -> int:
    """Bind what the JSON order names into its file `out`; returns how many pages it has.

    `front`: files whose pages bear no number. `papers`: pairs of file and title, numbered through. `numbers`: a file
    with a page for each number. `title`, `created` (ISO), `identifier` (hex) stand in the result.
    """
    order = json.load(source)
    writer = PdfWriter()
    writer.pdf_header = "%PDF-1.7"
    for path in order["front"]:
        _append(writer, PdfReader(path), order["front_title"])
    numbers = iter(_Numbers(writer, PdfReader(order["numbers"])))
    for path, title in order["papers"]:
        for page in _append(writer, PdfReader(path), title):
            _put_number(writer, page, next(numbers))
    _make_archival(writer, PdfReader(order["front"][0]), order)
    with Path(order["out"]).open("wb") as out:
        writer.write(out)
    return len(writer.pages)


def _append(writer: PdfWriter, reader: PdfReader, title: str) -> list[PageObject]:
    pages = [writer.add_page(page, excluded_keys=_LEFT_OUT) for page in reader.pages]
    writer.add_outline_item(title, len(writer.pages) - len(pages))
    return pages


class _Numbers:
    """Each page of the numbers as a small picture of letters that is laid over a page."""

    def __init__(self, writer: PdfWriter, reader: PdfReader) -> None:
        self.writer, self.reader = writer, reader

    def __iter__(self):
        for page in self.reader.pages:
            picture = DecodedStreamObject()
            picture.set_data(page.get_contents().get_data())
            picture.update(
                {
                    NameObject("/Type"): NameObject("/XObject"),
                    NameObject("/Subtype"): NameObject("/Form"),
                    NameObject("/BBox"): ArrayObject(page.mediabox),
                    NameObject("/Resources"): page["/Resources"].clone(self.writer),
                }
            )
            yield self.writer._add_object(picture)


def _put_number(writer: PdfWriter, page: PageObject, number: IndirectObject) -> None:
    """Over what the page shows, whose own turning and moving of the paper ends before."""
    resources = DictionaryObject(page["/Resources"])
    pictures = DictionaryObject(resources.get("/XObject", DictionaryObject()).get_object())
    pictures[NameObject(_NUMBER)] = number
    resources[NameObject("/XObject")] = pictures
    page[NameObject("/Resources")] = resources
    shown = page["/Contents"]
    if isinstance(shown, IndirectObject):
        shown = shown.get_object() if isinstance(shown.get_object(), ArrayObject) else ArrayObject([shown])
    elif isinstance(shown, StreamObject | EncodedStreamObject):
        shown = ArrayObject([writer._add_object(shown)])
    before, after = _stream(writer, b"q\n"), _stream(writer, f"\nQ q {_NUMBER} Do Q\n".encode())
    page[NameObject("/Contents")] = ArrayObject([before, *shown, after])


def _stream(writer: PdfWriter, data: bytes) -> IndirectObject:
    stream = DecodedStreamObject()
    stream.set_data(data)
    return writer._add_object(stream)


def _make_archival(writer: PdfWriter, pattern: PdfReader, order: dict) -> None:
    """What the whole file says of itself: its colours as in the first paper, its level, its title and its day."""
    root = writer._root_object
    root[NameObject("/OutputIntents")] = pattern.trailer["/Root"]["/OutputIntents"].clone(writer)
    root[NameObject("/Lang")] = TextStringObject("zh-CN")
    packet = DecodedStreamObject()
    title = order["title"].replace("&", "&amp;").replace("<", "&lt;")
    packet.set_data(_METADATA.format(title=title, created=order["created"]).encode())
    packet.update({NameObject("/Type"): NameObject("/Metadata"), NameObject("/Subtype"): NameObject("/XML")})
    root[NameObject("/Metadata")] = writer._add_object(packet)
    # Its facts stand in the metadata alone, so that nothing contradicts them.
    writer.metadata = None
    identifier = ByteStringObject(bytes.fromhex(order["identifier"])[:16])
    writer._ID = ArrayObject([identifier, identifier])
