"""An archive, looked through to its last byte before anything is written."""

import hashlib
import json
import zlib
from contextlib import contextmanager
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from config.backup import manifest
from config.backup.problems import BackupProblem
from config.backup.tables import columns
from config.backup.writing import BLOCK, file_part, table_part
from records.models import Blob

# What the zip reader says of parts cut off, overwritten or packed in a way that no header of ours names.
_DAMAGE = (BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, OverflowError, LookupError, TypeError)


@contextmanager
def _reading():
    try:
        yield
    except _DAMAGE as reason:
        raise BackupProblem(_("The archive is damaged or incomplete: %(reason)s") % {"reason": reason}) from None


class Archive:
    """An open archive. Raises BackupProblem for everything that is not one whole backup of this version."""

    def __init__(self, file, *, other_key=False):
        """`file`: open for reading bytes. `other_key`: take it although it was signed under another secret key."""
        begins = file.read(4)
        if begins != b"PK\x03\x04":
            raise BackupProblem(_("This is not a backup of Xuncha."))
        with _reading():
            self._zip = ZipFile(file)
        with _reading():
            if manifest.NAME not in self._zip.namelist():
                raise BackupProblem(_("This is not a backup of Xuncha."))
            self.facts = manifest.read(self._zip.read(manifest.NAME))
        # The version first: a newer one may sign otherwise.
        if not other_key and not manifest.is_ours(self.facts):
            raise BackupProblem(
                _(
                    "The archive was made under another secret key, or its manifest was changed. Give this system the "
                    "key kept for it (XUNCHA_SECRET_KEY, or the file secret_key in XUNCHA_VAR). If that key is lost, "
                    "--other-key brings the data back, but the event log can no longer be proven."
                )
            )
        with _reading():
            manifest.require_same_schema(self.facts)
            # By the hash it should have: the hash it had, or None where the file was missing.
            self._found = {each["sha256"]: each.get("found") for each in self.facts["bad"]}

    def check(self) -> None:
        """Read everything once and compare it with the manifest."""
        with _reading():
            for table in self.facts["tables"]:
                if self._digest(table_part(table["model"])) != table["sha256"]:
                    raise self._differs(table_part(table["model"]))
            expected = {manifest.NAME, *(table_part(table["model"]) for table in self.facts["tables"])}
            for sha256, _name in self.files():
                expected.add(file_part(sha256))
                if self._digest(file_part(sha256)) != (self._found.get(sha256) or sha256):
                    raise self._differs(file_part(sha256))
            if sorted(expected) != sorted(self._zip.namelist()):
                raise BackupProblem(_("The archive is damaged or incomplete: parts are missing or strange."))

    def lines(self, model):
        with _reading(), self._zip.open(table_part(model._meta.label)) as part:
            yield from part

    def files(self):
        """SHA-256 and stored name of every file that is in the archive, one by one."""
        names = columns(Blob)
        sha256, file = names.index("sha256"), names.index("file")
        for line in self.lines(Blob):
            row = json.loads(line)
            if self._found.get(row[sha256], row[sha256]) is not None:
                yield row[sha256], row[file]

    def open_file(self, sha256):
        return self._zip.open(file_part(sha256))

    def _digest(self, name) -> str:
        digest = hashlib.sha256()
        try:
            part = self._zip.open(name)
        except KeyError:
            raise self._differs(name) from None
        with part:
            while block := part.read(BLOCK):
                digest.update(block)
        return digest.hexdigest()

    def _differs(self, name) -> BackupProblem:
        return BackupProblem(_("The archive is damaged: the part %(name)s is not what was written.") % {"name": name})
