"""A small district with a round, papers and files; what it looks like; and how it is emptied."""

import json
import os
import shutil
import subprocess
import sys
from io import StringIO
from zipfile import ZipFile

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import translation

from accounts.actions.scopes import unit_scope
from config.backup import manifest
from config.backup.tables import tables
from planning.models import Membership
from records.actions.documents import number_document
from records.actions.evidence import attach
from records.models import Blob
from tests.accounts import builders as people
from tests.records import builders as papers
from tests.records.triggers import drop_triggers
from tests.rectification.builders import issued_case

SERIES = "测安委办"


def build(at):
    """A round up to its feedback, evidence, a numbered paper, grants, and a substitute whose row comes before
    the row it refers to."""
    case = issued_case()
    here, secadmin = case.here, people.security_admin()
    scope = unit_scope(unit=here.subdistrict, by=secadmin, at=at)
    facts = {"subject": here.subdistrict, "scope": scope, "by": here.office, "at": at}
    for name, content in {"通知.pdf": papers.PDF, "现场.jpg": papers.photo(), "谈话.wav": papers.sound()}.items():
        attach(upload=papers.upload(content, name), **facts)
    number_notice(facts)
    first, last = Membership.objects.order_by("pk").first(), Membership.objects.order_by("pk").last()
    Membership.objects.filter(pk=first.pk).update(substitutes=last)


def number_notice(facts):
    return number_document(kind="notice", title="通知", data=papers.LETTER, series=SERIES, on=papers.ON, **facts)


def picture() -> dict:
    """Every row that should come back, by table, permissions by their names."""
    found = {}
    for model in tables():
        names = [field.attname for field in model._meta.local_concrete_fields]
        names = ["permission__codename" if name == "permission_id" else name for name in names]
        found[model._meta.label] = list(model._base_manager.order_by("pk").values_list(*names))
    return found


def files() -> dict:
    """The stored bytes by what they should be."""
    return {blob.sha256: _bytes(blob) for blob in Blob.objects.all()}


def _bytes(blob) -> bytes:
    with blob.file.open("rb") as file:
        return file.read()


def stored_names() -> list[str]:
    return [name for _folder, _folders, names in os.walk(default_storage.location) for name in names]


def empty_everything():
    """As after the first migrate, but with other ids for permissions and content types than before."""
    shutil.rmtree(default_storage.location, ignore_errors=True)
    drop_triggers()
    call_command("flush", interactive=False, verbosity=0)
    ContentType.objects.all().delete()
    ContentType.objects.clear_cache()
    call_command("migrate", interactive=False, verbosity=0)


def run(*command) -> tuple[dict, int]:
    """What the command printed on standard output, which is JSON and nothing else, and its exit status."""
    out, status = StringIO(), 0
    with translation.override("en"):
        try:
            call_command(*command, stdout=out, stderr=StringIO())
        except SystemExit as stop:
            status = stop.code
    return json.loads(out.getvalue()), status


def manage(var, *command) -> subprocess.CompletedProcess:
    """manage.py as a process of its own on a SQLite file of its own in the folder `var`, under the same key."""
    foreign = {"DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE"}
    env = {name: value for name, value in os.environ.items() if name not in foreign and "XUNCHA" not in name}
    env |= {"XUNCHA_VAR": str(var), "XUNCHA_SECRET_KEY": settings.SECRET_KEY}
    return subprocess.run(
        [sys.executable, "manage.py", *map(str, command)],
        cwd=settings.BASE_DIR, env=env, capture_output=True, text=True, timeout=250, check=False,
    )  # fmt: skip


def rewritten(source, target, change, *, sign=False):
    """A copy of the archive with its parts changed by `change(parts, facts)`, signed anew or not."""
    with ZipFile(source) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    facts = json.loads(parts[manifest.NAME])
    change(parts, facts)
    parts[manifest.NAME] = manifest.signed(facts) if sign else json.dumps(facts).encode()
    with ZipFile(target, "w") as archive:
        for name, content in parts.items():
            if content is not None:
                archive.writestr(name, content)
    return target
