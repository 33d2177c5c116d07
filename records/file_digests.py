"""The hash by which bytes are kept once."""

import hashlib

_BLOCK = 1024 * 1024


def sha256_of(file) -> str:
    """Read once, where nothing waits for a lock: it stays with the file. The file is left at its start."""
    if not hasattr(file, "sha256"):
        digest = hashlib.sha256()
        file.seek(0)
        while block := file.read(_BLOCK):
            digest.update(block)
        file.seek(0)
        file.sha256 = digest.hexdigest()
    return file.sha256
