"""抽中现场核查: of a filed report the office draws items that somebody has to see on site before they pass (R68).
Without a draw nothing is asked: the regulation names no number."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.messages import notify
from accounts.models import User
from accounts.permissions import Permission
from core.actions.moves import apply_move, begin_many
from core.refusals import IllegalMove
from core.transitions import check_move, check_permission, lock
from inspections.models.finding import FindingKind
from inspections.people import members_on, users_of
from records.actions import draws
from records.actions.evidence import attach_all
from records.models import Draw
from records.models.evidence import EvidenceRole
from records.policies import require_past
from rectification.actions import items
from rectification.actions.sample_results import settle_sample
from rectification.item_keys import key_of
from rectification.models import RectificationCase, RectificationItem, SampledItem
from rectification.models.item import ItemStatus
from rectification.policies import require_checker, require_live
from rectification.policies.samples import require_under_review
from rectification.queries.filings import last_filing
from rectification.queries.samples import candidates_of

Uploads = Sequence[UploadedFile]


@transaction.atomic
def draw(
    *,
    case: RectificationCase,
    by: User,
    on: date,
    at: datetime,
    number: int | None = None,
    share: int | None = None,
    takes_major: bool = True,
    seed: str = "",
) -> Draw:
    """Draw from what the report under review says is fixed: `number` or `share` percent by lot and, with
    `takes_major`, every major hazard besides. Another draw adds to the first. Raises NotAllowed, IllegalMove."""
    case = lock(case)
    check_permission(Permission.ITEM_SAMPLE, by=by)
    require_under_review(case)
    submission = last_filing(case)
    require_past(on, at=at, not_before=submission.submitted_on)
    found: dict[str, RectificationItem] = {}
    for item in candidates_of(case, submission.number):
        item.case = case
        found[key_of(item)] = item
    whole = [key for key, item in found.items() if takes_major and item.kind == FindingKind.MAJOR_HAZARD]
    made = draws.draw(
        subject=case, scope=case.round.scope, keys=list(found), always=whole, number=number, share=share, seed=seed,
        basis=_("Items reported as rectified in report %(number)s of %(case)s")
        % {"number": submission.number, "case": case},
        by=by, on=on, at=at,
    )  # fmt: skip
    sampled = [
        SampledItem(
            case=case, item=found[key], filing=submission.number, scope=case.round.scope, draw=made,
            is_taken_whole=key in made.always, drawn_on=on,
        )
        for key in made.drawn
    ]  # fmt: skip
    begin_many(sampled, "sampled_item.draw", by=by, at=at, on=lambda one: on, new=lambda one: {"seed": made.seed})
    words = _("%(case)s: %(count)s items were drawn to be checked on site") % {"case": case, "count": len(sampled)}
    team = users_of(members_on(case.round, timezone.localdate(at)))
    notify(recipients=team, subject=words, about=case, at=at)
    return made


@transaction.atomic
def pass_(
    *,
    sampled_item: SampledItem,
    verification: str,
    by: User,
    on: date,
    at: datetime,
    evidence: Uploads = (),
    version: int | None = None,
) -> SampledItem:
    """Seen on site: it is fixed. Verifies the item where nobody has yet. Raises NotAllowed, StaleCopy, IllegalMove."""
    return _check(sampled_item, "pass", verification, by=by, on=on, at=at, evidence=evidence, version=version)


@transaction.atomic
def fail(
    *,
    sampled_item: SampledItem,
    verification: str,
    by: User,
    on: date,
    at: datetime,
    evidence: Uploads = (),
    version: int | None = None,
) -> SampledItem:
    """Seen on site: it is not fixed, whatever a check before said; the committee returns it. Raises NotAllowed,
    StaleCopy, IllegalMove."""
    return _check(sampled_item, "fail", verification, by=by, on=on, at=at, evidence=evidence, version=version)


@transaction.atomic
def excuse(
    *, sampled_item: SampledItem, reason: str, by: User, on: date, at: datetime, version: int | None = None
) -> SampledItem:
    """The office says why it is not checked on site; the letter names it. Raises NotAllowed, StaleCopy,
    IllegalMove."""
    sampled, item = _lock(sampled_item, version)
    move = check_move(sampled, "excuse", by=by)
    _require_open(sampled, item)
    require_past(on, at=at, not_before=sampled.drawn_on)
    if not reason.strip():
        raise IllegalMove(_("Say why it is not checked on site."))
    return apply_move(sampled, move, by=by, on=on, at=at, reason=reason, excuse_reason=reason.strip())


def _check(
    sampled_item: SampledItem, verb: str, verification: str, *, by: User, on: date, at: datetime, evidence: Uploads,
    version: int | None,
) -> SampledItem:  # fmt: skip
    sampled, item = _lock(sampled_item, version)
    check_move(sampled, verb, by=by)
    _require_open(sampled, item)
    passed = verb == "pass"
    if item.status == ItemStatus.REPORTED:
        check = items.verify if passed else items.fail_check
        check(item=item, verification=verification, by=by, on=on, at=at, evidence=evidence)
        settle_sample(item, passed=passed, words=verification.strip(), by=by, on=on, at=at, is_on_site=True)
        return SampledItem.objects.get(pk=sampled.pk)
    require_checker(item, item.case, by=by)
    require_past(on, at=at, not_before=item.reported_on)
    if not verification.strip():
        raise IllegalMove(_("Describe what the check showed."))
    settle_sample(item, passed=passed, words=verification.strip(), by=by, on=on, at=at, is_on_site=True)
    if evidence:
        attach_all(
            uploads=evidence, subject=item, scope=item.case.scope, round_scope=item.case.round.scope, by=by, at=at,
            role=EvidenceRole.CHECK, filing=item.filing,
        )  # fmt: skip
    return SampledItem.objects.get(pk=sampled.pk)


def _lock(sampled_item: SampledItem, version: int | None) -> tuple[SampledItem, RectificationItem]:
    """Case and item first, as whoever checks or closes the item does."""
    case = lock(sampled_item.case)
    item = lock(sampled_item.item)
    sampled = lock(sampled_item, version=version)
    item.case = sampled.case = case
    sampled.item = item
    return sampled, item


def _require_open(sampled: SampledItem, item: RectificationItem) -> None:
    """The committee has neither returned nor closed it meanwhile."""
    require_live(item)
    if not sampled.is_open:
        raise IllegalMove(_("The item was returned or closed meanwhile; nothing is left to check for this report."))
