"""Work of one process among several: `python -m tests.services.errand VERB JSON`; starts when the file `go` is there.

Prints what it did as JSON.
"""

import json
import sys
import time
from datetime import date, datetime
from pathlib import Path

import django

django.setup()

from django.db import transaction  # noqa: E402  models need django.setup() first

from accounts.models import Scope, Unit, User  # noqa: E402
from core.actions.outbox import send_waiting  # noqa: E402
from deadlines import people  # noqa: E402
from deadlines.actions.sweep import sweep  # noqa: E402
from deadlines.kinds import DeadlineKind, register_kind  # noqa: E402
from records.actions.documents import number_document  # noqa: E402
from tests.deadlines.builders import KIND  # noqa: E402
from tests.records.builders import LETTER  # noqa: E402


class ChangedMind(Exception):  # noqa: N818
    """Rolls a transaction back after its number was taken."""


def sweep_and_send(facts, at):
    register_kind(DeadlineKind(KIND, "整改报告", people.people_of_unit))
    return {"swept": sweep(on=date.fromisoformat(facts["on"]), at=at), "sent": send_waiting(at=at)}


def number(facts, at):
    """Take `turns` numbers, and as many again that are given back."""
    numbers = []
    for turn in range(2 * facts["turns"]):
        try:
            with transaction.atomic():
                document = number_document(
                    kind="notice", title="通知", data=LETTER, series="测安委办", on=date.fromisoformat(facts["on"]),
                    scope=Scope.objects.get(pk=facts["scope"]), subject=Unit.objects.get(pk=facts["unit"]),
                    by=User.objects.get(pk=facts["by"]), at=at,
                )  # fmt: skip
                if turn % 2:
                    raise ChangedMind
        except ChangedMind:
            continue
        numbers.append(document.number)
    return numbers


VERBS = {"sweep": sweep_and_send, "number": number}

if __name__ == "__main__":
    told = json.loads(sys.argv[2])
    Path(told["ready"]).touch()
    while not Path(told["go"]).exists():
        time.sleep(0.01)
    done = VERBS[sys.argv[1]](told, datetime.fromisoformat(told["at"]))
    sys.stdout.write(json.dumps(done))
