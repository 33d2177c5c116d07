"""What kind of Office file a zip is. Asked in a process of its own (core/bounded.py): the list of its parts alone can
have a million lines, and a part may unpack to more than the machine holds."""

import zipfile
import zlib
from typing import BinaryIO

from records.office_parts import TYPES_PART, Unreadable, has_macros


def office_kind(file: BinaryIO) -> str:
    """Its ending, docx or xlsx; "" for every other zip, one with macros among them, whatever their part is called."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = {name.lower() for name in archive.namelist()}
            if TYPES_PART not in names or has_macros(archive):
                return ""
    except (zipfile.BadZipFile, zlib.error, Unreadable, ValueError, OSError, RuntimeError):
        return ""
    if "word/document.xml" in names:
        return "docx"
    return "xlsx" if "xl/workbook.xml" in names else ""
