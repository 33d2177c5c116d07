"""What the figures look at, beyond the demo multiplied: made once for each database."""

from functools import cache
from uuid import uuid4

from django.db import connection
from django.db.models import Count, Max
from django.utils import timezone

from accounts.models import User
from deadlines.kinds import FARTHEST_RUNG
from deadlines.models import Deadline
from inspections.models import Finding, SubdistrictRound

LARGE = 400
# Below every rung of every ladder: who was told of this one was told of all.
LAST_RUNG = -FARTHEST_RUNG - 1000


@cache
def large_round() -> SubdistrictRound:
    """The round of leader1 with the most findings, filled up to 400 by copies of its own ordinary ones."""
    rounds = SubdistrictRound.objects.visible_to(User.objects.get(username="leader1"))
    round_ = rounds.annotate(size=Count("findings")).order_by("-size", "pk").first()
    wanted = LARGE - round_.findings.count()
    originals = list(round_.findings.ordinary().order_by("number"))
    highest = round_.findings.aggregate(top=Max("number"))["top"]
    copies = []
    for number in range(wanted):
        copy = Finding.objects.get(pk=originals[number % len(originals)].pk)
        copy.pk, copy.number, copy._state.adding = uuid4(), highest + 1 + number, True
        copies.append(copy)
    Finding.objects.bulk_create(copies)
    return round_


def run_on(number: int) -> None:
    """So many deadlines that run: twins of one that does, due far beyond every ladder."""
    missing = number - Deadline.objects.open().count()
    if missing <= 0:
        return
    original = Deadline.objects.open().order_by("pk").first()
    columns = {field.column: f'"{field.column}"' for field in Deadline._meta.concrete_fields}
    columns |= {
        "id": "gen_random_uuid()", "subject_id": "gen_random_uuid()::text", "due_on": "due_on + 3650",
        "look_on": "due_on + 3650 - 60",
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO deadlines_deadline ({', '.join(columns)}) SELECT {', '.join(columns.values())} "  # noqa: S608
            "FROM deadlines_deadline, generate_series(1, %s) WHERE id = %s",
            [missing, original.pk],
        )


def tell_everybody() -> None:
    """Every open deadline as after a sweep that has told all there is to tell."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO deadlines_reminder (deadline_id, due_on, rung, recipient_id, state, at) "
            "SELECT id, due_on, %s, %s, 'sent', now() FROM deadlines_deadline "
            "WHERE met_on IS NULL AND voided_at IS NULL AND due_on < now() + interval '1 year' ON CONFLICT DO NOTHING",
            [LAST_RUNG, User.objects.get(username="office").pk],
        )
        cursor.execute(
            "UPDATE deadlines_deadline SET look_on = NULL "
            "WHERE met_on IS NULL AND voided_at IS NULL AND due_on < now() + interval '1 year'"
        )
        cursor.execute("ANALYZE deadlines_reminder")


def forget_reminders(number: int) -> list:
    """Of so many overdue deadlines nobody was told yet; returns their keys."""
    told = Deadline.objects.open().filter(reminders__rung=LAST_RUNG, due_on__lt=timezone.localdate())
    keys = list(told.order_by("due_on", "pk").values_list("pk", flat=True)[:number])
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM deadlines_reminder WHERE deadline_id = ANY(%s)", [keys])
        cursor.execute("UPDATE deadlines_deadline SET look_on = due_on - 60 WHERE id = ANY(%s)", [keys])
    return keys
