"""What is refused as a whole, and that nothing but a refusal comes out of any bytes."""

import io
import zipfile

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from inspections.importing import MAX_BYTES, Book, UnreadableFile, read_book, template_workbook
from inspections.importing import table as table_module
from inspections.importing import workbook as workbook_module
from tests.inspections.importing_samples import HEADINGS, TOPICS, book_of, csv_bytes, list_read, parsed, xlsx_bytes

ROW = ("甲公司", "一般隐患", "通道堵塞", "三日内")
GOOD_BOOK = xlsx_bytes(book_of([HEADINGS, ROW]))


@pytest.fixture
def en():
    with translation.override("en"):
        yield


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def rewritten(data: bytes, part: str, change) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == part else content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "filename", "hint"),
    [
        (b"", "a.csv", "empty"),
        (b"\xef\xbb\xbf \r\n", "a.csv", "empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "清单.csv", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "清单.xls", ".xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "清单.xlsx", "password"),
        (b"<html><table><tr><td>1</td></tr></table>", "清单.xls", "web page"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "清单.csv", "picture"),
        ("存在问题,问题等级\n".encode() + b"a\x00b,c\n", "清单.csv", "zero bytes"),
        (zipped(word__document_xml=b"<w/>"), "清单.xlsx", "Word"),
        (zipped(**{"xl/workbook.bin": b"x"}), "清单.xlsb", ".xlsb"),
        (GOOD_BOOK[: len(GOOD_BOOK) // 2], "清单.xlsx", "damaged"),
        (rewritten(GOOD_BOOK, "xl/worksheets/sheet1.xml", lambda xml: xml[:200]), "清单.xlsx", "damaged"),
        (rewritten(GOOD_BOOK, "xl/workbook.xml", lambda xml: b"<x/>"), "清单.xlsx", "damaged"),
        (xlsx_bytes(book_of([])), "清单.xlsx", "no rows"),
        ('存在问题,问题等级\n"通道堵塞,一般隐患\n'.encode(), "清单.csv", "quotation"),
        ("存在问题,问题等级\n通道堵塞".encode()[:-1] + b",\n" + "消火栓无水,一般\n".encode() * 9, "a.csv", "line 2"),
        (b"\x81\xff\xff\xfe" * 9, "a.csv", "GB18030"),
    ],
)
def test_file_of_the_wrong_kind_is_refused_with_a_reason(data, filename, hint, en):
    with pytest.raises(UnreadableFile, match=hint):
        read_book(data, filename)


def test_file_content_counts_and_not_its_name():
    assert list_read(GOOD_BOOK, "清单.csv")[2] == list_read(csv_bytes([HEADINGS, ROW]), "清单.xlsx")[2]


def test_file_size_limit_is_counted_in_bytes(en):
    head = csv_bytes([HEADINGS, ROW])
    full = head + (b"," * 4095 + b"\n") * (MAX_BYTES // 4096 - 1)
    full += b"," * (MAX_BYTES - len(full))

    assert read_book(full, "a.csv").sheets
    with pytest.raises(UnreadableFile, match="20 MB"):
        read_book(full + b",", "a.csv")


def test_blank_records_without_end_are_refused():
    with pytest.raises(UnreadableFile):
        read_book(csv_bytes([HEADINGS, ROW]) + b"\n" * 1_048_576, "a.csv")


def test_row_limit_is_20000_findings(en):
    rows = [("清单",), HEADINGS, *[ROW] * 20_000]

    assert len(list_read(csv_bytes(rows), "a")[2]) == 20_000
    with pytest.raises(UnreadableFile, match="20000 rows"):
        read_book(csv_bytes([*rows, ROW]), "a")


def test_row_limit_holds_for_workbooks(en, monkeypatch):
    monkeypatch.setattr(table_module, "MAX_ROWS", 50)
    rows = [("清单",), HEADINGS, *[ROW] * 50]

    assert len(list_read(xlsx_bytes(book_of(rows)), "a")[2]) == 50
    for more in (1, 100):
        with pytest.raises(UnreadableFile, match="50 rows"):
            read_book(xlsx_bytes(book_of([*rows, *[ROW] * more])), "a")


def test_workbook_bomb_is_refused_before_it_is_unpacked(en, monkeypatch):
    assert workbook_module.MAX_UNPACKED_BYTES == 150 * 1024 * 1024
    monkeypatch.setattr(workbook_module, "MAX_UNPACKED_BYTES", 1024 * 1024)
    opened = []
    monkeypatch.setattr(workbook_module, "_Reader", lambda *args, **kwargs: opened.append(args))

    with pytest.raises(UnreadableFile, match="1 MB"):
        read_book(rewritten(GOOD_BOOK, "xl/worksheets/sheet1.xml", lambda xml: xml + b" " * 1024 * 1024), "a.xlsx")
    assert opened == []


def test_workbook_with_entities_is_refused(en):
    def with_entity(xml):
        return b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + xml

    with pytest.raises(UnreadableFile, match="damaged"):
        read_book(rewritten(GOOD_BOOK, "xl/worksheets/sheet1.xml", with_entity), "a.xlsx")


def test_workbook_with_an_impossible_row_number_is_refused(en):
    with pytest.raises(UnreadableFile, match="damaged"):
        read_book(
            rewritten(GOOD_BOOK, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b'r="2"', b'r="2000000000"')), "a"
        )


def test_separator_declared_in_the_first_line_is_no_heading():
    _sheet, mapping, rows = list_read(b"sep=;\r\n" + csv_bytes([HEADINGS, ROW], separator=";"), "a.csv")

    assert (mapping.header_last, rows[0].number, rows[0].cells) == (2, 3, ROW)


def test_csv_record_of_several_lines_counts_as_one_row():
    _sheet, _mapping, rows = list_read(csv_bytes([HEADINGS, ("甲", "一般", "上\n下", ""), (), ROW]), "a.csv")

    assert [row.number for row in rows] == [2, 4]


def survives(data: bytes) -> None:
    try:
        book = read_book(data, "a.csv")
    except UnreadableFile as refusal:
        assert str(refusal)
        return
    assert isinstance(book, Book)
    result = parsed(data, "a.csv")
    assert result.findings or result.errors


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data):
    survives(data)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(st.text(max_size=12), max_size=6), max_size=6), st.sampled_from(["utf-8", "gb18030"]))
def test_any_text_below_headings_is_read_or_refused(rows, encoding):
    rows = [[cell.encode("utf-8", "ignore").decode() for cell in row] for row in rows]
    survives(csv_bytes([HEADINGS, *rows], encoding=encoding))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=8))
def test_damaged_workbook_is_read_or_refused(changes):
    data = bytearray(template_workbook(topic_numbers=TOPICS) if len(changes) % 2 else GOOD_BOOK)
    for place, value in changes:
        data[place % len(data)] = value
    survives(bytes(data))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 10**6), st.sampled_from(b'0123456789AZ<>"/ =srt')), min_size=1, max_size=6))
def test_workbook_with_damaged_sheet_is_read_or_refused(changes):
    def damage(xml):
        content = bytearray(xml)
        for place, value in changes:
            content[place % len(content)] = value
        return bytes(content)

    survives(rewritten(GOOD_BOOK, "xl/worksheets/sheet1.xml", damage))
