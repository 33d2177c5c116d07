from collections.abc import Sequence
from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Permission
from core.actions.moves import begin
from core.refusals import IllegalMove
from core.transitions import check_permission, lock
from inspections.models import SubdistrictRound, Supplement
from inspections.models.round import RoundStatus
from records.actions.evidence import attach_all
from records.policies import require_past


@transaction.atomic
def add(
    *,
    round: SubdistrictRound,
    title: str,
    reason: str,
    evidence: Sequence[UploadedFile],
    by: User,
    on: date,
    at: datetime,
) -> Supplement:
    """A supplement volume of an archived round (四(二)二, R83): files that came later, with the reason. Nothing of the
    round is changed. `on` is a day from the archiving on. Raises NotAllowed, IllegalMove.
    """
    round_ = lock(round)
    check_permission(Permission.ROUND_CLOSE, by=by, scope_ids=round_.scope_ids)
    if round_.status != RoundStatus.ARCHIVED:
        raise IllegalMove(_("A supplement volume belongs to an archived round; until then add it where it belongs."))
    require_past(on, at=at, not_before=round_.archived_on)
    if not title.strip() or not reason.strip() or not evidence:
        raise IllegalMove(_("Give the title, the reason, and at least one file."))
    last = round_.supplements.aggregate(last=Max("number"))["last"] or 0
    volume = Supplement(
        round=round_, scope=round_.scope, number=last + 1, title=title.strip(), reason=reason.strip(), added_on=on,
        added_by=by, added_at=at,
    )  # fmt: skip
    begin(volume, "supplement.add", by=by, on=on, at=at, reason=volume.reason, new={"volume": str(volume)})
    attach_all(uploads=evidence, subject=volume, scope=round_.scope, by=by, at=at)
    return volume
