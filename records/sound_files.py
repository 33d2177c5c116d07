"""Stored files, read through before anybody gets them."""

from typing import Any

from django.db.models import Model

from records.queries.blob_check import read_through
from records.queries.evidence_check import attested_sha256


class DamagedFile(Exception):  # noqa: N818
    """The stored bytes are gone, or not those the log says the thing stands for."""


def sound_file(thing: Model, field: str) -> tuple[Any, int]:
    """The open file in `field` of the thing, at its beginning, and its length in bytes. Raises DamagedFile."""
    blob = getattr(thing, field)
    try:
        file = blob.file.open("rb")
    except FileNotFoundError:
        raise DamagedFile("the file is missing") from None
    digest, size = read_through(file)
    if digest != blob.sha256 or digest != attested_sha256(thing, field):
        file.close()
        raise DamagedFile("its bytes are not those that were kept")
    file.seek(0)
    return file, size
