import json
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management import CommandError
from django.utils import timezone

from accounts.models import User
from core.commands import HouseCommand
from core.refusals import Refusal
from deadlines.command_line import day
from inspections.actions.imports import import_findings
from inspections.importing import MAX_BYTES
from inspections.importing.words import KINDS
from inspections.models import SubdistrictRound


class Command(HouseCommand):
    help = (
        "Import a list of findings (CSV, XLSX, XLS or ET) into a round as drafts, all or nothing. Prints "
        '{"rows": …, "findings": …, "created": …, "errors": [{"row": …, "column": …, "message": …}], "warnings": […], '
        '"ignored": {"sheets": […], "columns": […], "rows": [{"row": …, "reason": …}]}}; row as '
        "in the file, the header "
        "being 1; errors, warnings and rows name their sheet where more than one was read."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--round", required=True, help="id of the round")
        parser.add_argument("--by", required=True, help="account of the team member who brings the list")
        parser.add_argument(
            "--found-on",
            metavar="DATE",
            help="day of the rows that name none, such as 2026-03-15; default: the last day on site, or today",
        )
        parser.add_argument("--kind", choices=KINDS, help="kind of all rows of a list that has no column of levels")
        parser.add_argument(
            "--include-known",
            action="store_true",
            help="also rows that the round has recorded already (same subject, same text)",
        )
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")

    def handle(self, *, file, round, by, found_on, dry_run, kind, include_known, **options):
        at = timezone.now()
        round_ = _round(round)
        try:
            result = import_findings(
                round=round_,
                data=_read(file),
                name=file.name,
                by=_user(by),
                on=day(found_on, "--found-on") if found_on else round_.last_day_on_site(timezone.localdate(at)),
                at=at,
                dry_run=dry_run,
                kind_default=kind or "",
                include_known=include_known,
            )
        except Refusal as refusal:
            raise CommandError(_one_line(refusal.reason)) from refusal
        self.stdout.write(json.dumps(_report(result), ensure_ascii=False))
        if result.errors:
            raise CommandError(f"{file.name}: {len(result.errors)} error(s); nothing was imported.")


def _report(result):
    return {
        "rows": result.rows,
        "findings": len(result.found),
        "created": result.created,
        "errors": [_message(one) for one in result.errors],
        "warnings": [_message(one) for one in (*result.warnings, *result.duplicates)],
        "ignored": {
            "sheets": list(result.ignored.sheets),
            "columns": list(result.ignored.columns),
            "rows": [
                {"row": one.row, "reason": one.reason} | ({"sheet": one.sheet} if one.sheet else {})
                for one in result.ignored.rows
            ],
        },
    }


def _message(one):
    """The sheet is named where more than one was read."""
    told = {"row": one.row, "column": one.column, "message": one.message}
    return told | ({"sheet": one.sheet} if one.sheet else {})


def _round(pk):
    try:
        found = SubdistrictRound.objects.filter(pk=pk).first()
    except ValidationError:
        found = None
    if found is None:
        raise CommandError(f"There is no round {pk}.")
    return found


def _user(name):
    user = User.objects.filter(username=name).select_related("unit").first()
    if user is None:
        raise CommandError(f"There is no account {name}.")
    return user


def _read(path: Path) -> bytes:
    """Looks at the size before reading, so that a huge file costs nothing."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise CommandError(f"{path.name} is larger than {MAX_BYTES // 1024 // 1024} MB. Split the list.")
        return path.read_bytes()
    except OSError as reason:
        raise CommandError(f"{path}: {reason.strerror}.") from reason


def _one_line(reason) -> str:
    return " ".join(str(reason).split())
