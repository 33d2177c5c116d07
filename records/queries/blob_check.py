"""Are the stored files still what was stored? (R82)"""

import hashlib
from dataclasses import dataclass
from typing import Any

from records.models import Blob

_BLOCK = 1024 * 1024


@dataclass(frozen=True)
class BlobDamage:
    sha256: str
    problem: str


def verify_blobs() -> tuple[int, list[BlobDamage]]:
    """How many files were read through, and which are `missing` or `changed` (in content or length)."""
    checked, damage = 0, []
    for blob in Blob.objects.order_by("pk").iterator():
        checked += 1
        try:
            with blob.file.open("rb") as file:
                digest, size = read_through(file)
        except FileNotFoundError:
            damage.append(BlobDamage(blob.sha256, "missing"))
            continue
        if (digest, size) != (blob.sha256, blob.size):
            damage.append(BlobDamage(blob.sha256, "changed"))
    return checked, damage


def read_through(file: Any) -> tuple[str, int]:
    """SHA-256 and length in bytes of what an open file holds from here on."""
    digest, size = hashlib.sha256(), 0
    while block := file.read(_BLOCK):
        digest.update(block)
        size += len(block)
    return digest.hexdigest(), size
