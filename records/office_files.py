"""What kind of Office file a zip is. Asked in a process of its own (core/bounded.py): the list of its parts alone can
have a million lines."""

import zipfile
from typing import BinaryIO


def office_kind(file: BinaryIO) -> str:
    """Its ending, docx or xlsx; "" for every other zip, one with macros among them. The parts are listed, nothing is
    unpacked."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = {name.lower() for name in archive.namelist()}
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return ""
    if "[content_types].xml" not in names or any(name.endswith("vbaproject.bin") for name in names):
        return ""
    if "word/document.xml" in names:
        return "docx"
    return "xlsx" if "xl/workbook.xml" in names else ""
