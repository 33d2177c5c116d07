"""A picture to look at, made of a picture kept as evidence: smaller, upright, without place and device data.

Asked in a process of its own (core/bounded.py): a small file can unpack to far more, and decoders meet hostile ones.
"""

import base64
import io
import struct
import zlib

from PIL import ExifTags, Image, ImageOps

MAX_SIDE = 1600
# Pixels that may be unpacked into memory (about 200 MB); a small file can claim far more.
MAX_PIXELS = 50_000_000

# What Pillow raises on damaged or hostile files.
_PICTURE_ERRORS = (
    OSError, ValueError, TypeError, SyntaxError, EOFError, KeyError, IndexError, OverflowError, MemoryError,
    struct.error, zlib.error, Image.DecompressionBombError, Image.DecompressionBombWarning,
)  # fmt: skip


def look(file) -> dict[str, str]:
    """What the child answers: `copy` in base64, "" where there can be none, and the `device` that took the picture."""
    copy = viewing_copy(file)
    return {"copy": base64.b64encode(copy).decode() if copy else "", "device": device_of(file)}


def viewing_copy(file) -> bytes | None:
    """JPEG or PNG bytes of at most 1600 pixels a side, with nothing but the picture in them; None where it fails."""
    try:
        file.seek(0)
        with Image.open(file, formats=("JPEG", "PNG")) as original:
            name = original.format
            original.draft("RGB", (MAX_SIDE, MAX_SIDE))  # JPEG is unpacked at a fraction of its size
            if original.width * original.height > MAX_PIXELS:
                return None
            # Made small before it is turned, which makes another copy of it.
            original.thumbnail((MAX_SIDE, MAX_SIDE))
            picture = ImageOps.exif_transpose(original)
            picture = picture.convert("RGBA" if picture.mode in ("RGBA", "LA", "PA", "P") else "RGB")
        # Pasted on an empty sheet: comments and profiles travel with an opened picture into what is saved of it.
        sheet = Image.new("RGB", picture.size, "white")
        sheet.paste(picture, mask=picture if picture.mode == "RGBA" else None)
        out = io.BytesIO()
        sheet.save(out, format=name, **({"quality": 85} if name == "JPEG" else {"optimize": True}))
        return out.getvalue()
    except _PICTURE_ERRORS:
        return None
    finally:
        file.seek(0)


def device_of(file) -> str:
    """Maker and model as the picture tells them, at most 100 characters; empty where it does not."""
    try:
        file.seek(0)
        with Image.open(file, formats=("JPEG",)) as picture:
            exif = picture.getexif()
        words = [str(exif.get(tag) or "").strip("\x00 ") for tag in (ExifTags.Base.Make, ExifTags.Base.Model)]
        return " ".join(word for word in words if word)[:100]
    except _PICTURE_ERRORS:
        return ""
    finally:
        file.seek(0)
