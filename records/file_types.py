"""Which files are taken as evidence: told by their bytes, and their name must agree (R82)."""

import codecs
import logging
from dataclasses import dataclass

import puremagic
from django.conf import settings
from django.utils.translation import gettext as _

from core.bounded import OverBounds, WorkFailed, run_bounded
from core.numbers import size_words
from core.refusals import IllegalMove
from records.file_digests import sha256_of
from records.file_names import ending_of
from records.office_parts import COMPOUND_HEAD

logger = logging.getLogger(__name__)

_HEAD_BYTES = 8192
# For the parts of an Office file: seconds of the processor, bytes of memory.
_LIST_SECONDS, _LIST_MEMORY = 5, 512 * 1024**2
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

CONTENT_TYPES = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "heic": "image/heic",
    "heif": "image/heif",
    "pdf": "application/pdf",
    "docx": WORD,
    "xlsx": _SHEET,
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "mp4": "video/mp4",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "wav": "audio/wav",
}
ENDINGS = tuple(CONTENT_TYPES)
# What a viewing copy is made of.
PICTURES = ("image/jpeg", "image/png", "image/heic", "image/heif")
# What a paper is signed on, and what it is edited in.
SCANS = (*PICTURES, "application/pdf")
TEXTS = (WORD, "application/msword")
# For the file dialog of a form.
ACCEPT = ",".join(f".{ending}" for ending in ENDINGS)


@dataclass(frozen=True)
class Family:
    """Formats that the bytes alone do not tell apart; `name` is a word for people."""

    name: object
    endings: tuple[str, ...]


JPEG = Family("JPEG", ("jpg", "jpeg"))
PNG = Family("PNG", ("png",))
HEIC = Family("HEIC", ("heic", "heif"))
PDF = Family("PDF", ("pdf",))
DOCX = Family("Word (docx)", ("docx",))
XLSX = Family("Excel (xlsx)", ("xlsx",))
OLE = Family("Word/Excel 97–2003 (doc, xls)", ("doc", "xls"))
# A recorder writes the same container for sound alone and for pictures.
MPEG4 = Family("MPEG-4 (mp4, m4a)", ("mp4", "m4a"))
MP3 = Family("MP3", ("mp3",))
WAV = Family("WAV", ("wav",))
_BY_EXTENSION = {".jpg": JPEG, ".jpeg": JPEG, ".jfif": JPEG, ".png": PNG, ".pdf": PDF, ".wav": WAV}
_OFFICE = {"docx": DOCX, "xlsx": XLSX}
# Puremagic knows no MP3 that begins with a frame, takes most with a tag for songs of an old shop (.koz), and does
# not look behind the mark that some programs set before a PDF.
_OTHER_SIGNS = {
    b"ID3": MP3, b"\xff\xfb": MP3, b"\xff\xf3": MP3, b"\xff\xf2": MP3, codecs.BOM_UTF8 + b"%PDF": PDF,
}  # fmt: skip
_MPEG4_BRANDS = {b"isom", b"mp41", b"mp42", b"M4A ", b"M4V "}
# Single pictures in the same container, as telephones take them; `mif1` says only that it is one, and not how it is
# packed. Moving ones and AV1 are not taken.
_HEIC_BRANDS = {b"heic", b"heix"}
_PICTURE_BRANDS = {*_HEIC_BRANDS, b"mif1", b"msf1", b"hevc", b"hevx", b"avif", b"avis"}


def check_upload(upload) -> str:
    """The content type of an uploaded file that may be kept. Asked where the form is cleaned, before any transaction:
    what was found stays with the upload, as does its hash, and actions that ask again read nothing.

    Raises IllegalMove, saying what, why and how to mend it: empty, larger than settings.MAX_UPLOAD_BYTES (told by
    its size, without reading it), of a kind not taken, or named as something it is not. Raises core.bounded.Busy
    where an Office file could not be looked into just now.
    """
    if not hasattr(upload, "kept_as"):
        upload.kept_as = _content_type(upload)
        sha256_of(upload)
    return upload.kept_as


def _content_type(upload) -> str:
    if not upload.size:
        raise IllegalMove(
            _(
                "“%(name)s” is empty (0 bytes). Open it on your device to see whether it is whole, "
                "then choose it again."
            )
            % {"name": upload.name}
        )
    if upload.size > settings.MAX_UPLOAD_BYTES:
        raise IllegalMove(
            _(
                "“%(name)s” has %(size)s; at most %(limit)s are taken. "
                "Make the picture or recording smaller, or split the file in parts."
            )
            % {
                "name": upload.name,
                "size": size_words(upload.size),
                "limit": size_words(settings.MAX_UPLOAD_BYTES),
            }
        )
    ending, family = ending_of(upload.name), family_of(upload)
    if family is None or ending not in CONTENT_TYPES:
        raise IllegalMove(
            _(
                "“%(name)s” is not of a kind that can be kept, or is damaged. Taken are %(endings)s, "
                "without macros or passwords. Save it in one of these formats and choose it again."
            )
            % {"name": upload.name, "endings": ", ".join(ENDINGS)}
        )
    if ending not in family.endings:
        raise IllegalMove(
            _(
                "“%(name)s” is named .%(ending)s, but its content is %(family)s. Evidence must be what its name says: "
                "rename it to .%(right)s, or choose the file you meant."
            )
            % {"name": upload.name, "ending": ending, "family": family.name, "right": family.endings[0]}
        )
    return CONTENT_TYPES[ending]


def ending_for(content_type: str) -> str:
    """The ending under which a file of this content type is named."""
    return next(ending for ending, known in CONTENT_TYPES.items() if known == content_type)


def family_of(file) -> Family | None:
    """What the bytes say; None where it is nothing we take. The file is left at its start."""
    file.seek(0)
    head = file.read(_HEAD_BYTES)
    file.seek(0)
    if head.startswith(COMPOUND_HEAD):
        return OLE
    if head.startswith(b"PK\x03\x04"):
        return _office_family(file)
    if head[4:8] == b"ftyp":
        return _mpeg4_family(head)
    for sign, family in _OTHER_SIGNS.items():
        if head.startswith(sign):
            return family
    return _family_by_signs(head)


def _mpeg4_family(head: bytes) -> Family | None:
    """By the brands in the first box; puremagic knows few of them and takes some pictures for films."""
    size = int.from_bytes(head[:4], "big")
    if not 16 <= size <= len(head):
        return None
    first, *others = (head[at : at + 4] for at in (8, *range(16, size, 4)))
    if first in _PICTURE_BRANDS:
        is_heic = first in _HEIC_BRANDS or (first == b"mif1" and _HEIC_BRANDS & {*others})
        return HEIC if is_heic else None
    return MPEG4 if _MPEG4_BRANDS & {first, *others} else None


def _family_by_signs(head: bytes) -> Family | None:
    try:
        matches = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return None
    # A sign further in may stand in any file, a script too: only what begins with it is of that kind.
    match = max((one for one in matches if head.startswith(one.byte_match)), key=_length, default=None)
    family = _BY_EXTENSION.get(match.extension) if match else None
    # A moving picture: its viewing copy would hide all but the first.
    if family is PNG and b"acTL" in head.partition(b"IDAT")[0]:
        return None
    return family


def _length(match) -> int:
    return len(match.byte_match)


def _office_family(file) -> Family | None:
    """A zip is taken only as a Word or Excel file without macros, whatever their part is called."""
    path = getattr(file, "temporary_file_path", None)
    try:
        if path is None:
            return _OFFICE.get(_office_kind(file.read()))
        with open(path(), "rb") as whole:
            return _OFFICE.get(_office_kind(whole))
    except (OverBounds, WorkFailed) as failure:
        logger.warning("The parts of a zip could not be listed: %s", failure)
        return None
    finally:
        file.seek(0)


def _office_kind(data) -> str:
    return run_bounded(
        "records.office_files:office_kind", data, seconds=_LIST_SECONDS, memory_bytes=_LIST_MEMORY, answer_bytes=100
    )
