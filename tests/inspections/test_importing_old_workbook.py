"""Workbooks of Excel 97–2003 and WPS; tests/data/old_list.xls is made with xlwt, which writes what both of them do."""

import struct
import tracemalloc
from datetime import date

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from inspections.importing import UnreadableFile, read_book, sheets
from tests.inspections.importing_samples import PUBLISHED, list_read, parsed
from tests.inspections.test_importing_files import survives

OLD_LIST = PUBLISHED.with_name("old_list.xls").read_bytes()
OLE_HEADER = 512
LABEL, FILEPASS, WRITE_ACCESS = 0x00FD, 0x002F, 0x005C


@pytest.fixture
def en():
    with translation.override("en"):
        yield


def records(data: bytes):
    """Kind, beginning and length of each record; the stream lies in one piece behind the header of the container."""
    at = OLE_HEADER
    while at + 4 <= len(data):
        kind, length = struct.unpack_from("<HH", data, at)
        if kind == 0:
            return
        yield kind, at + 4, length
        at += 4 + length


def changed(data: bytes, at: int, *values: int) -> bytes:
    content = bytearray(data)
    struct.pack_into(f"<{len(values)}H", content, at, *values)
    return bytes(content)


@pytest.mark.parametrize("name", ["清单.xls", "清单.et", "清单.xlsx"])
def test_old_list_is_read_as_people_see_it(name):
    sheet, mapping, rows = list_read(OLD_LIST, name)

    assert (sheet.name, mapping.header_last, sheet.hidden_rows) == ("清单", 2, (5,))
    due, found = date(2020, 10, 31), date(2020, 8, 30)
    assert [(row.number, *row.cells) for row in rows] == [
        (3, "1", "兴仁街道", "兴仁街道", "甲公司", "一般隐患", "通道堵塞", due, found, "2.5"),
        (4, "", "兴仁街道", "兴仁街道", "甲公司", "一般隐患", "消火栓无水", due, "", "是"),
        (7, "3", "兴城街道", "光明路", "丙公司", "工作问题", "无台账", "", "#REF!", "08:30:00"),
    ]


def test_old_list_gives_findings_and_errors_by_row():
    result = parsed(OLD_LIST, "清单.et")

    assert [(finding.row, finding.text, finding.due_on) for finding in result.findings] == [
        (3, "通道堵塞", date(2020, 10, 31)),
        (4, "消火栓无水", date(2020, 10, 31)),
    ]
    assert [(error.row, error.column) for error in result.errors] == [(7, "检查日期")]


def test_reading_an_old_list_writes_nothing_out(capsys):
    # A file that is no whole number of sectors long makes the library talk.
    assert read_book(OLD_LIST + bytes(10), "清单.xls").sheets

    assert capsys.readouterr() == ("", "")


def with_password(data):
    at = next(at for kind, at, _length in records(data) if kind == WRITE_ACCESS)
    return changed(data, at - 4, FILEPASS)


def named(data: bytes, part: str) -> bytes:
    return data.replace("Workbook".encode("utf-16-le"), part.encode("utf-16-le"))


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        (with_password(OLD_LIST), "password"),
        (named(OLD_LIST, "Encrypte") + "EncryptedPackage".encode("utf-16-le"), "password"),
        (named(OLD_LIST, "WordDocu"), "Word"),
        (OLD_LIST[:1024], "damaged"),
        (OLD_LIST[:OLE_HEADER] + bytes(len(OLD_LIST) - OLE_HEADER), "damaged"),
    ],
    ids=["password", "new-password", "word", "cut", "zeros"],
)
def test_old_file_that_is_no_readable_list_is_refused_with_a_reason(data, hint, en):
    with pytest.raises(UnreadableFile, match=hint):
        read_book(data, "清单.xls")


def test_cells_far_apart_do_not_fill_the_memory():
    last = max(at for kind, at, _length in records(OLD_LIST) if kind == LABEL)
    data = changed(OLD_LIST, last, 65_535, 255)

    tracemalloc.start()
    read_book(data, "清单.xls")
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    # A sheet padded to its corners would have 16.7 million cells.
    assert most < 16 * 1024 * 1024


def test_workbook_of_too_many_cells_is_refused(en, monkeypatch):
    monkeypatch.setattr(sheets, "MAX_CELLS", 40)

    with pytest.raises(UnreadableFile, match="more than 40 cells"):
        read_book(OLD_LIST, "清单.xls")


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=8))
def test_damaged_old_workbook_is_read_or_refused(changes):
    data = bytearray(OLD_LIST)
    for place, value in changes:
        data[place % len(data)] = value
    survives(bytes(data))
