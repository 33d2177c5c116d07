"""What may be handed over of a round, in the order in which it is looked for: what has to be, body by body, then the
rest."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from inspections.models import Finding
from rectification.models import HandOff
from rectification.queries import matters
from rectification.queries.duties import DutyTable, proposed_receiver


@dataclass(frozen=True)
class Group:
    """`waits`: what is in it has to be handed over."""

    label: str
    findings: list[Finding]
    waits: bool = True


def grouped_for_hand_off(
    findings: Iterable[Finding], *, first: Any = None, draft: HandOff | None = None
) -> list[Group]:
    """`first` is the id of the body whose matters stand first; what stands in `draft` still waits. What need not be
    handed over, or stands in a hand-off already, comes last, under one heading."""
    found = list(findings)
    known = Finding.objects.filter(pk__in=[finding.pk for finding in found])
    waiting = set(matters.not_handed_off(known, but=draft).values_list("pk", flat=True))
    duties = DutyTable()
    by_body: dict[Any, Group] = {}
    rest = Group(_("Other findings: in a hand-off already, or not to be handed over"), [], waits=False)
    for finding in found:
        if finding.pk not in waiting:
            rest.findings.append(finding)
            continue
        body = proposed_receiver(finding, duties)
        label = _("For %(unit)s") % {"unit": body.name} if body else _("To be handed over; the receiver is open")
        by_body.setdefault(body.pk if body else None, Group(label, [])).findings.append(finding)
    order = sorted(by_body, key=lambda pk: (pk != first, pk is None))
    return [by_body[pk] for pk in order] + ([rest] if rest.findings else [])
