"""Pictures to look at, made of a picture kept as evidence: smaller, upright, without place and device data.

Asked in a process of its own (core/bounded.py): a small file can unpack to far more, and decoders meet hostile ones.
Nobody else imports this module, so that the decoder of telephones' pictures is loaded there alone.
"""

import base64
import io
import struct
import zlib

import pillow_heif
from PIL import ExifTags, Image, ImageOps

MAX_SIDE = 1600
# Of the small copy that stands in lists and beside each other.
SMALL_SIDE = 320
# Pixels that may be unpacked into memory (about 200 MB); a small file can claim far more.
MAX_PIXELS = 50_000_000

_FORMATS = ("JPEG", "PNG", "HEIF")

pillow_heif.register_heif_opener()
# The child has one processor's time to spend; small and further pictures inside the file are never shown.
pillow_heif.options.DECODE_THREADS = 1
pillow_heif.options.THUMBNAILS = pillow_heif.options.DEPTH_IMAGES = pillow_heif.options.AUX_IMAGES = False

# What Pillow raises on damaged or hostile files.
_PICTURE_ERRORS = (
    OSError, ValueError, TypeError, SyntaxError, EOFError, KeyError, IndexError, OverflowError, MemoryError,
    struct.error, zlib.error, Image.DecompressionBombError, Image.DecompressionBombWarning,
)  # fmt: skip


def look(file) -> dict[str, str]:
    """What the child answers: `copy` and `small` in base64, "" where there can be none, the `content_type` of the
    former (the small one is always JPEG) and the `device` that took the picture."""
    sheet, name = sheet_of(file)
    copies = (_saved(sheet, name), _saved(_small(sheet), "JPEG", quality=75)) if sheet else (b"", b"")
    copy, small = (base64.b64encode(one).decode() for one in copies)
    return {"copy": copy, "small": small, "content_type": Image.MIME[name], "device": device_of(file)}


def viewing_copy(file) -> bytes | None:
    """JPEG or PNG bytes of at most 1600 pixels a side, with nothing but the picture in them; None where it fails."""
    sheet, name = sheet_of(file)
    return _saved(sheet, name) if sheet else None


def sheet_of(file) -> tuple[Image.Image | None, str]:
    """The picture on an empty sheet of at most 1600 pixels a side, None where it fails, and the format of its copy:
    PNG for PNG, else JPEG."""
    try:
        file.seek(0)
        with Image.open(file, formats=_FORMATS) as original:
            name = "PNG" if original.format == "PNG" else "JPEG"
            original.draft("RGB", (MAX_SIDE, MAX_SIDE))  # JPEG is unpacked at a fraction of its size
            if original.width * original.height > MAX_PIXELS:
                return None, name
            # Made small before it is turned, which makes another copy of it.
            original.thumbnail((MAX_SIDE, MAX_SIDE))
            picture = ImageOps.exif_transpose(original)
            picture = picture.convert("RGBA" if picture.mode in ("RGBA", "LA", "PA", "P") else "RGB")
        # Pasted on an empty sheet: comments and profiles travel with an opened picture into what is saved of it.
        sheet = Image.new("RGB", picture.size, "white")
        sheet.paste(picture, mask=picture if picture.mode == "RGBA" else None)
        return sheet, name
    except _PICTURE_ERRORS:
        return None, "JPEG"
    finally:
        file.seek(0)


def _small(sheet: Image.Image) -> Image.Image:
    small = sheet.copy()
    small.thumbnail((SMALL_SIDE, SMALL_SIDE))
    return small


def _saved(sheet: Image.Image, name: str, *, quality: int = 85) -> bytes:
    out = io.BytesIO()
    sheet.save(out, format=name, **({"quality": quality} if name == "JPEG" else {"optimize": True}))
    return out.getvalue()


def device_of(file) -> str:
    """Maker and model as the picture tells them, at most 100 characters; empty where it does not."""
    try:
        file.seek(0)
        with Image.open(file, formats=("JPEG", "HEIF")) as picture:
            exif = picture.getexif()
        words = [str(exif.get(tag) or "").strip("\x00 ") for tag in (ExifTags.Base.Make, ExifTags.Base.Model)]
        return " ".join(word for word in words if word)[:100]
    except _PICTURE_ERRORS:
        return ""
    finally:
        file.seek(0)
