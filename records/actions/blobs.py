"""Bytes into the store, once each (DESIGN §5)."""

import hashlib
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile, File
from django.db import transaction

from records.models import Blob


class _Hashing(File):
    """Hashes and counts what the storage reads."""

    file: Any

    def __init__(self, file: File) -> None:
        super().__init__(file)
        self.digest = hashlib.sha256()
        self.length = 0

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        self.file.seek(0)
        while block := self.read(chunk_size or self.DEFAULT_CHUNK_SIZE):
            yield block

    def read(self, size: int = -1) -> bytes:
        block = self.file.read(size)
        self.digest.update(block)
        self.length += len(block)
        return block

    def seek(self, offset: int, whence: int = 0) -> int:
        if (offset, whence) == (0, 0):
            self.digest, self.length = hashlib.sha256(), 0
        return self.file.seek(offset, whence)


@transaction.atomic
def store_file(file: File, *, content_type: str) -> Blob:
    """Keep the file's bytes and return their blob, an old one where they were known.

    1. Stream to the store under a name of chance, hashing on the way: known and unknown bytes take the same time,
       so that nobody learns by uploading what others have.
    2. Insert the row; the unique hash decides between two who store the same bytes at once.
    3. Where the row was there, drop the second copy.

    A crash between 1 and 2 leaves a file without a row, which costs room and nothing else.
    """
    storage = Blob._meta.get_field("file").storage
    key = uuid4().hex
    hashing = _Hashing(file)
    stored = storage.save(f"blobs/{key[:2]}/{key}", hashing)
    blob, created = Blob.objects.get_or_create(
        sha256=hashing.digest.hexdigest(),
        defaults={"size": hashing.length, "content_type": content_type, "file": stored},
    )
    if not created:
        storage.delete(stored)
    return blob


def store_bytes(content: bytes, *, content_type: str) -> Blob:
    return store_file(ContentFile(content), content_type=content_type)
