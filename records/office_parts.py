"""What lies inside a Word or Excel file, which is a zip: told by what the parts are, not by what they are called.

A macro project may have any name; Office finds it by its content type, by the relationship that leads to it, and the
project itself is a compound file with a stream of its own. Any of the three is enough to refuse the file.
"""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import IO
from xml.parsers import expat

TYPES_PART = "[content_types].xml"
COMPOUND_HEAD = bytes.fromhex("d0cf11e0a1b11ae1")
# The stream that every VBA project has, as the directory of a compound file writes names.
_PROJECT_STREAM = "_VBA_PROJECT".encode("utf-16-le")
_MACRO_WORDS = ("vbaproject", "vbadata", "macroenabled", "macrosheet")
_CHUNK = 256 * 1024
# Bytes: lists of parts are small; what unpacks to more is no office file of ours.
_MOST_LIST, _MOST_PART = 4 * 1024**2, 512 * 1024**2


class Unreadable(Exception):  # noqa: N818
    """The parts cannot be looked into, so nothing can be said of them."""


def has_macros(archive: zipfile.ZipFile) -> bool:
    """Whether any part is a macro project or is declared as one. Raises Unreadable, BadZipFile and what zipfile raises
    for damaged and locked parts."""
    for part in archive.infolist():
        name = part.filename.lower()
        if name.endswith("vbaproject.bin"):
            return True
        with archive.open(part) as stream:
            if name == TYPES_PART or name.endswith(".rels"):
                if any(word in told.lower() for told in _attributes(stream) for word in _MACRO_WORDS):
                    return True
            elif _is_project(stream):
                return True
    return False


def _attributes(stream: IO[bytes]) -> Iterator[str]:
    """Every content type and relationship type that the list gives. Raises Unreadable."""
    text = stream.read(_MOST_LIST + 1)
    if len(text) > _MOST_LIST:
        raise Unreadable
    found: list[str] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda _tag, told: found.extend(
        value for key, value in told.items() if key in ("ContentType", "Type")
    )
    # Office writes no document type; with one come entities, and words put together from them.
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.ParseFile(BytesIO(text))
    except expat.ExpatError as error:
        raise Unreadable from error
    yield from found


def _refuse(*_told) -> None:
    raise Unreadable


def _is_project(stream: IO[bytes]) -> bool:
    """Whether the part is a compound file with a macro project in it: its own, or that of an embedded old document."""
    rest, read = stream.read(len(COMPOUND_HEAD)), 0
    if rest != COMPOUND_HEAD:
        return False
    while chunk := stream.read(_CHUNK):
        read += len(chunk)
        if read > _MOST_PART:
            raise Unreadable
        rest += chunk
        if _PROJECT_STREAM in rest:
            return True
        rest = rest[-len(_PROJECT_STREAM) :]
    return False
