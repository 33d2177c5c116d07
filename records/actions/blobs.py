"""Bytes into the store, once each (DESIGN §5)."""

from pathlib import Path
from uuid import uuid4

from django.core.files.base import ContentFile, File
from django.db import transaction

from records.file_digests import sha256_of
from records.models import Blob


@transaction.atomic
def store_file(file: File, *, content_type: str) -> Blob:
    """Keep the file's bytes and return their blob, an old one where they were known.

    1. Hash, unless whoever checked the file did: before the transaction, in which others wait.
    2. Put it into the store under a name of chance, an upload that lies on the same disk by renaming it. Known and
       unknown bytes take the same time, so that nobody learns by uploading what others have.
    3. Insert the row; the unique hash decides between two who store the same bytes at once.
    4. Where the row was there, drop the second copy.

    A crash between 2 and 3 leaves a file without a row, which costs room and nothing else.
    """
    storage = Blob._meta.get_field("file").storage
    key = uuid4().hex
    sha256, size = sha256_of(file), file.size
    stored = storage.save(f"blobs/{key[:2]}/{key}", _readable(file))
    blob, created = Blob.objects.get_or_create(
        sha256=sha256, defaults={"size": size, "content_type": content_type, "file": stored}
    )
    if not created:
        storage.delete(stored)
    return blob


def _readable(file: File) -> File:
    """An upload that was moved into the store before (one file for several things, a transaction rolled back) has no
    path any more, but is still open."""
    path = getattr(file, "temporary_file_path", None)
    return File(file.file) if path is not None and not Path(path()).exists() else file


def store_bytes(content: bytes, *, content_type: str) -> Blob:
    return store_file(ContentFile(content), content_type=content_type)
