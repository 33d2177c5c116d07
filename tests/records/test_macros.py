"""A macro is found by what it is, not by what its part is called (R82)."""

import io
import zipfile

import pytest
from django.core.files.base import ContentFile
from openpyxl import Workbook

from records import office_parts
from records.file_types import DOCX, XLSX, family_of
from records.office_files import office_kind

TYPES, RELATIONS = "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
PROJECT = office_parts.COMPOUND_HEAD + bytes(600) + "_VBA_PROJECT".encode("utf-16-le") + bytes(600)
PICTURE_OF_OLD_FILE = office_parts.COMPOUND_HEAD + bytes(1200)
TYPE_OF_PROJECT = '<Override PartName="/xl/plan.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
WAY_TO_PROJECT = (
    '<Relationship Id="rId99" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject"'
    ' Target="plan.bin"/></Relationships>'
)
TYPE_OF_BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def plain() -> dict[str, bytes]:
    out = io.BytesIO()
    Workbook().save(out)
    with zipfile.ZipFile(out) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def book(changes=None, **parts) -> ContentFile:
    """A workbook with more parts; `changes` are words of a part for others."""
    files = plain()
    for name, (old, new) in (changes or {}).items():
        assert old.encode() in files[name]
        files[name] = files[name].replace(old.encode(), new.encode())
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**files, **parts}.items():
            archive.writestr(name, content)
    return ContentFile(out.getvalue())


def test_ordinary_workbook_is_taken():
    assert family_of(book()) is XLSX


def test_old_document_inside_is_taken():
    """An embedded picture of another program is a compound file too."""
    assert family_of(book(**{"xl/embeddings/oleObject1.bin": PICTURE_OF_OLD_FILE})) is XLSX


@pytest.mark.parametrize("name", ["xl/vbaProject.bin", "xl/plan.bin", "xl/media/image1.png", "docProps/thumbnail.wmf"])
def test_project_is_found_under_any_name(name):
    assert family_of(book(**{name: PROJECT})) is None


def test_project_is_found_across_the_chunks_that_are_read(monkeypatch):
    for chunk in range(1, 40):
        monkeypatch.setattr(office_parts, "_CHUNK", chunk)
        assert family_of(book(**{"xl/plan.bin": PROJECT})) is None


@pytest.mark.parametrize(
    "changes",
    [
        {TYPES: ("</Types>", TYPE_OF_PROJECT)},
        {TYPES: ("</Types>", TYPE_OF_PROJECT.replace("vbaProject", "&#118;baPROJECT"))},
        {TYPES: (TYPE_OF_BOOK, "application/vnd.ms-excel.sheet.macroEnabled.main+xml")},
        {RELATIONS: ("</Relationships>", WAY_TO_PROJECT)},
    ],
)
def test_project_is_found_by_its_type_and_by_the_way_to_it(changes):
    """What it is made of may be hidden; Office itself goes by these."""
    assert family_of(book(changes, **{"xl/plan.bin": b"hidden"})) is None


def test_type_written_in_another_alphabet_of_bytes_is_found():
    types = plain()[TYPES].decode().replace("</Types>", TYPE_OF_PROJECT)
    in_utf16 = f'<?xml version="1.0" encoding="UTF-16"?>{types[types.index("<Types") :]}'.encode("utf-16")

    assert family_of(book(**{TYPES: in_utf16})) is None


@pytest.mark.parametrize(
    "types",
    [
        b'<!DOCTYPE Types [<!ENTITY v "vba">]><Types/>',
        b"<Types>",
        b"",
        b"<Types>" + b" " * (4 * 1024**2) + b"</Types>",
    ],
)
def test_list_of_parts_that_cannot_be_read_is_refused(types):
    assert family_of(book(**{TYPES: types})) is None


def test_part_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(office_parts, "_MOST_PART", 100_000)

    assert office_kind(book(**{"xl/big.bin": office_parts.COMPOUND_HEAD + bytes(1_000_000)})) == ""


def test_locked_and_damaged_parts_are_refused():
    good = book().read()
    locked = good.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00")
    assert locked != good

    assert family_of(ContentFile(locked)) is None
    assert family_of(ContentFile(good[:200] + b"\xff" * 40 + good[240:])) is None


def test_word_file_is_looked_into_as_well():
    files = {TYPES: b"<Types/>", "word/document.xml": b"<w/>"}

    def made(**more):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, content in {**files, **more}.items():
                archive.writestr(name, content)
        return ContentFile(out.getvalue())

    assert family_of(made()) is DOCX
    assert family_of(made(**{"word/plan.bin": PROJECT})) is None
