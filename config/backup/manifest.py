"""What an archive says of itself, under a keyed hash: who changes a row in it cannot make its hash fit again."""

import json
import tomllib

from django.conf import settings
from django.db.migrations.loader import MigrationLoader
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from config.backup.problems import BackupProblem
from config.backup.tables import columns, tables

NAME = "manifest.json"
KIND = "xuncha-backup"
FORMAT = 1


def version() -> str:
    with (settings.BASE_DIR / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)["project"]["version"]


def applied_migrations(connection) -> list[str]:
    """Raises BackupProblem where the database is not at the code's version."""
    loader = MigrationLoader(connection)
    if set(loader.disk_migrations) - set(loader.applied_migrations):
        raise BackupProblem(_("The database is not up to date with the code. Run manage.py migrate first."))
    return _names(loader.disk_migrations)


def _names(migrations) -> list[str]:
    return sorted(".".join(each) for each in migrations)


def _mark(facts: dict, key: str) -> str:
    text = json.dumps({name: value for name, value in facts.items() if name != "mark"}, sort_keys=True)
    return salted_hmac("config.backup", text, secret=key, algorithm="sha256").hexdigest()


def signed(facts: dict) -> bytes:
    facts = {"kind": KIND, "format": FORMAT, **facts}
    return json.dumps({**facts, "mark": _mark(facts, settings.SECRET_KEY)}, ensure_ascii=False, indent=1).encode()


def is_ours(facts: dict) -> bool:
    """Was it signed with this system's key, or a former one?"""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any(constant_time_compare(str(facts.get("mark")), _mark(facts, key)) for key in keys)


def read(content: bytes) -> dict:
    """Raises BackupProblem where it is none, or one of a version that this code cannot read."""
    try:
        facts = json.loads(content)
        kind, number = facts["kind"], facts["format"]
    except (ValueError, TypeError, KeyError):
        raise BackupProblem(_("The archive is damaged: its manifest cannot be read.")) from None
    if kind != KIND:
        raise BackupProblem(_("This is not a backup of Xuncha."))
    if number != FORMAT:
        raise BackupProblem(_newer(facts))
    return facts


def require_same_schema(facts: dict) -> None:
    """Rows fit only into the tables they were taken from."""
    here = set(_names(MigrationLoader(None).disk_migrations))
    there = set(facts["migrations"])
    if there - here:
        raise BackupProblem(_newer(facts))
    if here - there:
        raise BackupProblem(
            _(
                "The archive was made by an older version, %(there)s. Restore it with the code of that version, "
                "then update the code and run manage.py migrate."
            )
            % {"there": facts["version"]}
        )
    if {table["model"]: table["columns"] for table in facts["tables"]} != {
        model._meta.label: columns(model) for model in tables()
    }:
        raise BackupProblem(
            _("The archive's tables are not those of this code, version %(here)s: it comes from a changed copy.")
            % {"here": version()}
        )


def _newer(facts) -> str:
    return _(
        "The archive was made by a newer version, %(there)s; this is %(here)s. Update the code first, then restore."
    ) % {"there": facts.get("version", "?"), "here": version()}
