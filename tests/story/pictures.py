"""A photo as a phone would send it."""

from io import BytesIO

from PIL import Image


def photo() -> bytes:
    file = BytesIO()
    Image.new("RGB", (640, 480), (120, 160, 120)).save(file, "PNG")
    return file.getvalue()
