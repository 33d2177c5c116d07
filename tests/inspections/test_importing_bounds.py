"""Tiny files that claim a great deal (issue 7): refused in words, or read for what they hold, at little cost."""

import io
import time
import zipfile

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from inspections import importing
from inspections.importing import UnreadableFile, as_plain, of_plain, read_book, read_upload, upload
from inspections.models import Finding, ImportDraft
from tests.inspections.builders import ENTERED, at_on, on_site_round
from tests.inspections.importing_samples import HEADINGS, PUBLISHED, book_of, csv_bytes, list_read, xlsx_bytes
from tests.inspections.test_importing_old_workbook import OLD_LIST

SHEET = "xl/worksheets/sheet1.xml"
ROW = ("甲公司", "一般隐患", "通道堵塞", "三日内")
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


@pytest.fixture
def en():
    with translation.override("en"):
        yield


@pytest.fixture
def clock():
    with time_machine.travel(at_on(ENTERED)):
        yield


def with_part(name, *pieces: bytes) -> bytes:
    """A workbook of one finding, with the pieces put before the first of them in one part."""
    marker, *pieces = pieces
    out = io.BytesIO()
    old = zipfile.ZipFile(io.BytesIO(xlsx_bytes(book_of([HEADINGS, ROW]))))
    with old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            with new.open(part, "w") as file:
                before, found, after = old.read(part).partition(marker if part == name else b"\0")
                for piece in (before, *(pieces if found else ()), found, after):
                    file.write(piece)
    return out.getvalue()


def far_cell() -> bytes:
    return with_part(SHEET, b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


def wide_row(*, cells) -> bytes:
    return with_part(
        SHEET, b"</sheetData>", b'<row r="3">', *[b"<c><v>1</v></c>" * 10_000] * (cells // 10_000), b"</row>"
    )


def merged(*, count) -> bytes:
    refs = (f'<mergeCell ref="A{row}:B{row}"/>'.encode() for row in range(10, 10 + count))
    return with_part(SHEET, b"<pageMargins", b"<mergeCells>", b"".join(refs), b"</mergeCells>")


def many_styles(*, count) -> bytes:
    return with_part("xl/styles.xml", b"</cellXfs>", *[b"<xf/>" * 10_000] * (count // 10_000))


def seconds_of(function) -> float:
    began = time.monotonic()
    function()
    return time.monotonic() - began


def test_one_cell_at_the_far_corner_costs_nothing():
    """It took 40 seconds: a million rows were made up above it."""
    data, plain = far_cell(), xlsx_bytes(book_of([HEADINGS, ROW]))

    assert seconds_of(lambda: read_book(data, "a.xlsx")) < 1.5
    assert list_read(data, "a.xlsx")[2] == list_read(plain, "a.xlsx")[2]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (lambda: wide_row(cells=9_000_000), "more than 1200000 cells"),
        (lambda: merged(count=500_000), "more than 50000 merged cells"),
    ],
    ids=["wide row", "merges"],
)
def test_workbook_that_claims_too_much_is_refused_before_it_is_read(data, said, en):
    """A row of 107 KB took 101 seconds, two million merges 111."""
    data = data()
    assert len(data) < 4 * 1024**2

    def refuse():
        with pytest.raises(UnreadableFile, match=said):
            read_upload(data, "a.xlsx")

    assert seconds_of(refuse) < 10


def test_as_many_as_may_be_are_read(monkeypatch):
    monkeypatch.setattr(importing.sheets, "MAX_CELLS", 16)
    monkeypatch.setattr(importing.sheets, "MAX_MERGES", 2)
    book = book_of([HEADINGS, ROW, ROW, ROW])
    book.active.merge_cells("A2:A3")
    book.active.merge_cells("B2:B3")
    assert len(list_read(xlsx_bytes(book), "a.xlsx")[2]) == 3

    book.active.merge_cells("D2:D3")
    with pytest.raises(UnreadableFile, match="合并单元格超过2处"):
        read_book(xlsx_bytes(book), "a.xlsx")
    with pytest.raises(UnreadableFile, match="16"):
        read_book(xlsx_bytes(book_of([HEADINGS, ROW, ROW, ROW, ("一",)])), "a.xlsx")


def test_what_no_count_foresees_ends_with_the_time_or_memory_of_the_child(monkeypatch, caplog):
    """Two million formats that no cell has."""
    monkeypatch.setattr(upload, "MAX_SECONDS", 1)

    with pytest.raises(UnreadableFile, match=r"超过1秒.*20000行.*拆分为多个文件"):
        read_upload(many_styles(count=2_000_000), "a.xlsx")

    assert "was not read to its end: time" in caplog.text


def test_too_little_memory_ends_in_words_too(monkeypatch, caplog):
    monkeypatch.setattr(upload, "MAX_MEMORY_BYTES", 220 * 1024**2)

    with pytest.raises(UnreadableFile, match="内存"):
        read_upload(many_styles(count=2_000_000), "a.xlsx")

    assert "memory" in caplog.text or "time" in caplog.text


def test_child_that_falls_leaves_a_damaged_file(monkeypatch, caplog):
    monkeypatch.setattr(upload, "MAX_MEMORY_BYTES", 1024**2)  # not even the interpreter's own
    with pytest.raises(UnreadableFile, match=r"已损坏|内存"):
        read_upload(xlsx_bytes(book_of([HEADINGS, ROW])), "a.xlsx")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (PUBLISHED.read_bytes(), "清单.csv"),
        (OLD_LIST, "清单.xls"),
        (xlsx_bytes(book_of([HEADINGS, ROW, ("乙公司", "一般隐患", "无水", "")])), "清单.xlsx"),
        (csv_bytes([HEADINGS, ROW], encoding="gb18030"), "清单.csv"),
    ],
    ids=["csv", "xls", "xlsx", "gb18030"],
)
def test_child_reads_what_this_process_would(data, name):
    book = read_book(data, name)
    assert read_upload(data, name) == book
    assert of_plain(as_plain(book)) == book


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04broken", b"x" * (upload.MAX_BYTES + 1)])
def test_child_refuses_in_the_words_of_whoever_asks(data, en):
    with pytest.raises(UnreadableFile) as here:
        read_book(data, "a.xlsx")
    with pytest.raises(UnreadableFile) as there:
        read_upload(data, "a.xlsx")
    english = str(here.value)
    assert str(there.value) == english
    with translation.override("zh-hans"):
        assert str(there.value) == str(here.value) != english


@pytest.mark.django_db
def test_file_is_read_once_from_upload_to_import(client, monkeypatch, clock):
    read = []

    def counted(data, name):
        read.append(name)
        return read_upload(data, name)

    monkeypatch.setattr("inspections.forms.imports.read_upload", counted)
    monkeypatch.setattr("inspections.actions.imports.read_upload", counted)
    round_ = on_site_round()
    client.force_login(round_.here.member)
    file = SimpleUploadedFile("清单.csv", PUBLISHED.read_bytes())

    seen = client.post(
        reverse("inspections:import-list-upload", args=[round_.pk]), {"upload": file, "found_on": ENTERED.isoformat()}
    )
    assert "112" in client.get(seen.url).content.decode()
    client.post(seen.url)

    assert Finding.objects.count() == 112
    assert read == ["清单.csv"]


@pytest.mark.django_db
def test_refused_list_stands_at_its_field_and_nothing_is_kept(client, clock):
    round_ = on_site_round()
    client.force_login(round_.here.member)
    file = SimpleUploadedFile("清单.xlsx", merged(count=60_000))

    answer = client.post(
        reverse("inspections:import-list-upload", args=[round_.pk]), {"upload": file, "found_on": ENTERED.isoformat()}
    )

    assert answer.status_code == 422
    assert "合并单元格超过50000处" in answer.content.decode()
    assert not ImportDraft.objects.exists()
