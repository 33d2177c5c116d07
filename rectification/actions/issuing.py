"""The list that the committee approved becomes items, each with the photos approved with it (三(三)4–5, ADR 29)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from accounts.models import User
from core.actions.moves import begin
from inspections.models import Finding
from records.actions.evidence import show
from records.actions.viewing_copies import COPIES
from records.models import EvidenceLink
from records.models.evidence import EvidenceRole
from rectification import duties
from rectification.actions.clocks import open_item_deadline
from rectification.copies import copies_of
from rectification.models import RectificationCase, RectificationItem
from rectification.snapshot import IssuedLine


def issue_items(
    case: RectificationCase,
    lines: Sequence[IssuedLine],
    findings: Mapping[str, Finding],
    *,
    by: User,
    on: date,
    at: datetime,
) -> None:
    """Of a case just begun; `findings` by their ids as strings. Raises IllegalMove where a photo is not the one the
    committee saw."""
    wanted = [photo.link for line in lines for photo in line.photos]
    found = EvidenceLink.objects.select_related("blob", *COPIES).filter(pk__in=wanted)
    photos = {str(link.pk): link for link in found}
    for line in lines:
        item = _issue_item(case, line, findings[line.finding_id], by=by, on=on, at=at)
        for place, photo in enumerate(line.photos):
            show(
                link=photos[photo.link], sha256=photo.sha256, name=f"第{line.number}项照片{place + 1}",
                role=EvidenceRole.BEFORE, position=place, subject=item, scope=case.scope,
                round_scope=case.round.scope, by=by, at=at,
            )  # fmt: skip


def _issue_item(
    case: RectificationCase, line: IssuedLine, finding: Finding, *, by: User, on: date, at: datetime
) -> RectificationItem:
    item = RectificationItem(
        case=case,
        scope=case.scope,
        finding=finding,
        number=line.number,
        kind=line.kind,
        text=line.text,
        requirement=line.requirement,
        subject_name=line.subject_name,
        place=finding.place,
        deadline=case.deadline,
        **copies_of(case),
    )
    if line.own_due_on is not None:
        item.deadline = open_item_deadline(
            item, start_on=on, start_reason=duties.ISSUED, due_on=line.own_due_on, by=by, at=at
        )
    return begin(item, "item.issue", by=by, on=on, at=at)
