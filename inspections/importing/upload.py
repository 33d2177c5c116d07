"""From the bytes that somebody uploaded to a table. The content decides what the file is, not its name."""

from django.utils.translation import gettext as _

from .csv_text import read_csv
from .old_workbook import HEAD, read_old_workbook
from .table import MAX_BYTES, Table, UnreadableFile
from .workbook import read_workbook

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")


def read_table(data: bytes, filename: str) -> Table:
    """The first list of findings in a CSV, XLSX, XLS or ET file of at most MAX_BYTES bytes and MAX_ROWS rows.

    Where no row reads as headings, the first row is taken for them and `parse_rows` says what is missing.
    Raises UnreadableFile for everything else, with a text that says what, why and how to mend it.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableFile(
            _("The file is larger than %(limit)s MB. Take out pictures, or split the list into several files.")
            % {"limit": MAX_BYTES // 1024 // 1024}
        )
    if not data.strip(b"\x00\t\r\n \xef\xbb\xbf\xff\xfe"):
        raise UnreadableFile(
            _("The file is empty. Choose the file again, after saving and closing it in Excel or WPS.")
        )
    if data.startswith(ZIP):
        return read_workbook(data)
    if data.startswith(HEAD):
        return read_old_workbook(data, filename)
    refuse_foreign(data)
    return read_csv(data)


def refuse_foreign(data: bytes) -> None:
    """Kinds of file that people take for a list. Raises UnreadableFile when it is one of them."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"%pdf"):
        raise UnreadableFile(
            _(
                "This is a PDF file, whatever its name says; a list cannot be read from it. Upload the Excel or CSV "
                "file."
            )
        )
    if head.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"<style", b"<head")):
        raise UnreadableFile(
            _(
                "This is a web page or XML file that only bears the name of a table, as some systems export it. Open "
                "it in Excel or WPS and save it as “Excel workbook (.xlsx)”, then upload that file."
            )
        )
    if data.startswith(PICTURES) or head.startswith((b"{\\rtf", b"rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        raise UnreadableFile(
            _("This is no table but a picture, a text document or an archive. Upload an Excel (.xlsx) or CSV file.")
        )
