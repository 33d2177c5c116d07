"""From an archive into an empty system."""

from itertools import islice

from django.contrib.auth import get_user_model
from django.core.files import File
from django.core.management.color import no_style
from django.db import DatabaseError, connection, transaction
from django.utils.translation import gettext as _

from accounts.models import Unit
from config.backup import tables
from config.backup.problems import BackupProblem, in_one_line
from core.models import AuditEvent
from records.actions.seal import begin_head
from records.engines import engine
from records.models import Blob, IssuedDocument, SealEntry
from records.queries.audit_log import verify_log
from records.queries.evidence_check import verify_files

_BATCH = 1000


def require_empty() -> None:
    """Nobody and nothing may be here but what migrate itself lays in. Works before migrate, too."""
    present = set(connection.introspection.table_names())
    for model in (get_user_model(), Unit, AuditEvent, SealEntry, Blob, IssuedDocument):
        if model._meta.db_table in present and model._base_manager.exists():
            raise BackupProblem(
                _("This system is not empty (%(things)s: %(count)d). Nothing was changed; restore into a new one.")
                % {"things": model._meta.verbose_name_plural, "count": model._base_manager.count()}
            )


def restore(archive) -> None:
    """Put files and rows of a checked archive in place: all, or nothing. Raises BackupProblem, OSError."""
    require_empty()
    stored = {}
    try:
        for sha256, name in archive.files():
            stored[sha256] = _restore_file(archive, sha256, name)
        _restore_rows(archive, stored)
    except BaseException:
        for name in stored.values():
            _storage().delete(name)
        raise


def begin_proof(archive, *, at) -> None:
    """What lies outside the database speaks of the restored log from here on, and says that it was restored."""
    begin_head(reason=f"restored from the backup made at {archive.facts['made_at']}", at=at)


def verify(archive) -> dict:
    """Is what came back what was written? Counts of what was looked at, and of what is bad."""
    seal = archive.facts["seal"]
    log = verify_log(heads=[(seal["batch"], seal["digest"])] if seal else [])
    files, lost = verify_files()
    return {
        "audit": {"checked": log.checked, "bad": len(log.damage)},
        "evidence": {"checked": files, "bad": len(lost)},
    }


def _storage():
    return Blob._meta.get_field("file").storage


def _restore_file(archive, sha256, name) -> str:
    """The name it is stored under: another one where a leftover has its name."""
    with archive.open_file(sha256) as part:
        return _storage().save(name, File(part, name=name))


def _restore_rows(archive, stored) -> None:
    models = tables.tables()
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        engine().lock(cursor, [model._meta.db_table for model in models])
        # Again, now that nobody else can write.
        require_empty()
        for model in models:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608
        own_ids = tables.OwnIds.read()
        for model in models:
            rows = tables.rows(model, archive.lines(model), own_ids)
            if model is Blob:
                rows = _at_their_place(rows, stored)
            try:
                _insert(cursor, model, rows)
            except (DatabaseError, KeyError) as reason:
                raise BackupProblem(
                    _("The database does not take the rows of %(table)s: %(reason)s. Nothing was restored.")
                    % {"table": model._meta.label, "reason": in_one_line(reason)}
                ) from reason
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
        try:
            connection.check_constraints()
        except DatabaseError as reason:
            raise BackupProblem(
                _("Rows of the archive do not fit together: %(reason)s. Nothing was restored.")
                % {"reason": in_one_line(reason)}
            ) from reason


def _at_their_place(rows, stored):
    names = tables.columns(Blob)
    sha256, file = names.index("sha256"), names.index("file")
    for row in rows:
        row[file] = stored.get(row[sha256], row[file])
        yield row


def _insert(cursor, model, rows) -> None:
    """Straight into the table: no signal, no history row, no clock; what comes back is what was there."""
    quote, fields = connection.ops.quote_name, model._meta.local_concrete_fields
    names = ", ".join(quote(field.column) for field in fields)
    holders = ", ".join(["%s"] * len(fields))
    insert = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({holders})"  # noqa: S608
    while batch := list(islice(rows, _BATCH)):
        cursor.executemany(
            insert,
            [
                [field.get_db_prep_save(value, connection) for field, value in zip(fields, row, strict=True)]
                for row in batch
            ],
        )
