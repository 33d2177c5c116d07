"""Whether files can be kept now (core/readiness.py)."""

from datetime import datetime
from uuid import uuid4

from django.core.files.base import ContentFile

from records.models import Blob


def storage_problem(at: datetime) -> str:
    """Puts a few bytes into the store and takes them out again: a folder that went away, a bucket that refuses, a
    disk without room. A store that raises something of its own says no more than that it does not answer."""
    storage = Blob._meta.get_field("file").storage
    try:
        storage.delete(storage.save(f"ready/{uuid4().hex}", ContentFile(b"ready")))
    except OSError:
        raise
    except Exception:  # noqa: BLE001  stores raise exceptions of their own kinds
        return "does not answer"
    return ""
