"""From the system into an archive."""

import hashlib
import os
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from config.backup import manifest
from config.backup.problems import BackupProblem
from config.backup.tables import OwnIds, columns, lines, tables
from records.engines import engine
from records.models import Blob, SealEntry

BLOCK = 1024 * 1024


@contextmanager
def new_file(path: Path, *, overwrite: bool):
    """A file for its owner alone that appears under its name whole or not at all. Raises BackupProblem, OSError."""
    if path.is_dir():
        raise BackupProblem(_("%(path)s is a folder; give the name of a file.") % {"path": path})
    if path.exists() and not overwrite:
        raise BackupProblem(_("%(path)s is there already. Choose another name, or add --force.") % {"path": path})
    path.parent.mkdir(mode=0o700, exist_ok=True)
    # Readable for its owner only, by mkstemp.
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(temporary)
        raise


def write_archive(file, *, at) -> dict:
    """Write everything into the open file; returns the manifest's facts. `at` is when it is made.

    1. All tables out of one snapshot, so that no row refers to one that is not there; nobody waits meanwhile.
    2. The files those rows name. They never change, so later is as good as now.
    3. The manifest, with the hash of every table; a file's hash is its name.
    A file that is missing or changed stops nothing: what is left is worth more than no backup; it stands under `bad`.
    """
    with ZipFile(file, "w", ZIP_DEFLATED, allowZip64=True) as archive:
        facts = {
            "version": manifest.version(),
            "engine": connection.vendor,
            "made_at": at.isoformat(),
            "migrations": manifest.applied_migrations(connection),
        }
        with engine().snapshot(connection):
            last = SealEntry.objects.order_by("batch", "position").last()
            facts["seal"] = {"batch": last.batch, "digest": last.digest} if last else None
            own_ids = OwnIds.read()
            facts["tables"] = [_write_table(archive, model, own_ids, at) for model in tables()]
            blobs = list(Blob.objects.order_by("pk"))
        facts["files"] = {"count": 0, "bytes": 0}
        facts["bad"] = []
        for blob in blobs:
            _write_file(archive, blob, facts, at)
        with archive.open(_part(manifest.NAME, at), "w") as part:
            part.write(manifest.signed(facts))
    return facts


def table_part(label: str) -> str:
    return f"tables/{label}.jsonl"


def file_part(sha256: str) -> str:
    return f"files/{sha256}"


def _part(name, at, compress=ZIP_DEFLATED) -> ZipInfo:
    part = ZipInfo(name, timezone.localtime(at).timetuple()[:6])
    part.compress_type = compress
    part.external_attr = 0o600 << 16
    return part


def _write_table(archive, model, own_ids, at) -> dict:
    digest, count = hashlib.sha256(), 0
    with archive.open(_part(table_part(model._meta.label), at), "w", force_zip64=True) as part:
        for line in lines(model, own_ids):
            digest.update(line)
            part.write(line)
            count += 1
    return {"model": model._meta.label, "columns": columns(model), "rows": count, "sha256": digest.hexdigest()}


def _write_file(archive, blob, facts, at) -> None:
    digest, size = hashlib.sha256(), 0
    try:
        source = blob.file.open("rb")
    except FileNotFoundError:
        facts["bad"].append({"sha256": blob.sha256, "problem": "missing"})
        return
    # Pictures and PDF are packed already.
    with source, archive.open(_part(file_part(blob.sha256), at, ZIP_STORED), "w", force_zip64=True) as part:
        while block := source.read(BLOCK):
            digest.update(block)
            size += len(block)
            part.write(block)
    if (digest.hexdigest(), size) != (blob.sha256, blob.size):
        facts["bad"].append({"sha256": blob.sha256, "problem": "changed", "found": digest.hexdigest()})
    facts["files"]["count"] += 1
    facts["files"]["bytes"] += size
