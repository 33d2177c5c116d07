"""复查（回头看）: what earlier rounds closed is drawn by lot and looked at again while the team is on site.

The closed item itself never moves by it: what came back becomes a finding of the round that found it (ADR 49).
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.messages import notify
from accounts.models import User
from accounts.permissions import Permission
from core.actions.moves import apply_move, begin_many
from core.refusals import IllegalMove
from core.transitions import Transition, check_move, check_permission, lock
from inspections.actions import findings
from inspections.models import Finding, SubdistrictRound
from inspections.models.finding import TAKEN_BACK, FindingKind
from inspections.people import leader_users
from inspections.policies import require_conductor, require_on_site, require_recordable
from records.actions import draws
from records.actions.evidence import attach_all
from records.models import Draw
from records.policies import require_past
from rectification.item_keys import key_of
from rectification.models import FollowUpCheck, RectificationItem
from rectification.models.follow_up import Hindrance
from rectification.policies.follow_ups import require_drawable, require_words
from rectification.queries.follow_ups import closed_before

Uploads = Sequence[UploadedFile]
# Of the earlier finding, what the one that is found again begins with.
# As the team wrote it: the item may bear what was ordered and fixed then.
_CARRIED = ("requirement", "sector", "responsibility", "legal_basis", "criterion", "supervising_department")


@transaction.atomic
def draw(
    *,
    round: SubdistrictRound,
    rounds: Collection[SubdistrictRound],
    by: User,
    on: date,
    at: datetime,
    number: int | None = None,
    share: int | None = None,
    takes_major: bool = True,
    seed: str = "",
) -> Draw:
    """Draw from what the earlier `rounds` closed: `number` or `share` percent by lot and, with `takes_major`, every
    major hazard besides. Another draw of the same round adds to the first. Raises NotAllowed, IllegalMove."""
    round_ = lock(round)
    check_permission(Permission.ROUND_CONDUCT, by=by, scope_ids=round_.scope_ids)
    require_conductor(round_, by=by, on=on)
    require_drawable(round_)
    require_past(on, at=at, not_before=round_.notified_on)
    items = {key_of(item): item for item in _candidates(round_, rounds)}
    whole = [key for key, item in items.items() if takes_major and item.kind == FindingKind.MAJOR_HAZARD]
    made = draws.draw(
        subject=round_, scope=round_.scope, keys=list(items), always=whole, number=number, share=share, seed=seed,
        basis=_("Closed items of %(rounds)s") % {"rounds": _(", ").join(sorted({str(one) for one in rounds}))},
        by=by, on=on, at=at,
    )  # fmt: skip
    first = (round_.follow_ups.aggregate(last=Max("number"))["last"] or 0) + 1
    checks = [
        _check_of(round_, made, items[key], key, place, on, is_whole=key in made.always)
        for place, key in enumerate(sorted(made.drawn, key=lambda key: _order_of(items[key])), start=first)
    ]
    begin_many(checks, "follow_up.draw", by=by, at=at, on=lambda check: on, new=lambda check: {"seed": made.seed})
    others = [person for person in leader_users(round_, timezone.localdate(at)) if person.pk != by.pk]
    words = _("%(round)s: %(count)s closed items were drawn to be looked at again")
    notify(recipients=others, subject=words % {"round": round_, "count": len(checks)}, about=made, at=at)
    return made


def _candidates(round_: SubdistrictRound, rounds: Collection[SubdistrictRound]) -> list[RectificationItem]:
    found = closed_before(round_).filter(case__round__in=[one.pk for one in rounds])
    return list(
        found.select_related(
            "finding__enterprise", "finding__follow_up", "case__feedback", "case__round__subdistrict",
            "case__round__entry__cycle",
        )
    )  # fmt: skip


def _order_of(item: RectificationItem) -> tuple[date, int]:
    return item.case.issued_on, item.number


def _check_of(
    round_: SubdistrictRound, made: Draw, item: RectificationItem, key: str, number: int, on: date, *, is_whole: bool
) -> FollowUpCheck:
    """With the words of the item as they stand."""
    earlier = getattr(item.finding, "follow_up", None)
    return FollowUpCheck(
        round=round_, scope=round_.scope, draw=made, item=item, number=number, is_taken_whole=is_whole, drawn_on=on,
        key=key, earlier_round=str(item.case.round), kind=item.kind, text=item.text, requirement=item.requirement,
        subject_name=item.subject_name, enterprise=item.finding.enterprise, place=item.place, measures=item.measures,
        closed_on=item.closed_on, times=earlier.times + 1 if earlier else 1,
    )  # fmt: skip


@transaction.atomic
def hold(
    *,
    follow_up: FollowUpCheck,
    words: str,
    by: User,
    on: date,
    at: datetime,
    evidence: Uploads = (),
    version: int | None = None,
) -> FollowUpCheck:
    """Seen on a day of the stay: it is still fixed. Raises NotAllowed, StaleCopy, IllegalMove."""
    check, move = _lock(follow_up, "hold", by=by, on=on, at=at, version=version)
    return _settle(check, move, words, by=by, on=on, at=at, evidence=evidence)


@transaction.atomic
def come_back(
    *,
    follow_up: FollowUpCheck,
    text: str,
    words: str,
    by: User,
    on: date,
    at: datetime,
    place: str = "",
    evidence: Uploads = (),
    version: int | None = None,
) -> FollowUpCheck:
    """Seen on a day of the stay: the problem is there again. It becomes a draft of this round, with body, kind and
    topic of the earlier finding and the photos; the leader confirms it like any other. Raises NotAllowed, StaleCopy,
    IllegalMove."""
    check, move = _lock(follow_up, "come_back", by=by, on=on, at=at, version=version)
    earlier = check.item.finding
    finding = findings.record(
        round=check.round, kind=check.kind, text=text, place=place, by=by, on=on, at=at,
        evidence=evidence, topic_number=_topic(check, earlier), **_subject(check, earlier),
        **{name: getattr(earlier, name) for name in _CARRIED},
    )  # fmt: skip
    return _settle(check, move, words, by=by, on=on, at=at, new={"finding": finding.number}, finding=finding)


def _subject(check: FollowUpCheck, earlier: Finding) -> dict[str, Any]:
    """The same body; by its name alone, where the enterprise is registered in another subdistrict by now."""
    enterprise = earlier.enterprise
    if enterprise is not None and enterprise.subdistrict_id != check.round.subdistrict_id:
        return {"subject_name": check.subject_name}
    return {"unit": earlier.unit, "enterprise": enterprise}


def _topic(check: FollowUpCheck, earlier: Finding) -> int | None:
    """The same topic, where the rules of this round still have it."""
    has_it = check.round.ruleset.topics.filter(number=earlier.topic_number).exists()
    return earlier.topic_number if has_it else None


@transaction.atomic
def pass_over(
    *,
    follow_up: FollowUpCheck,
    hindrance: str,
    words: str,
    by: User,
    on: date,
    at: datetime,
    evidence: Uploads = (),
    version: int | None = None,
) -> FollowUpCheck:
    """It could not be looked at, with the reason `hindrance` and how that was found out. Raises NotAllowed, StaleCopy,
    IllegalMove."""
    check, move = _lock(follow_up, "pass_over", by=by, on=on, at=at, version=version)
    hindrance = Hindrance(hindrance)
    return _settle(check, move, words, by=by, on=on, at=at, evidence=evidence, hindrance=hindrance)


@transaction.atomic
def look_again(
    *, follow_up: FollowUpCheck, reason: str, by: User, on: date, at: datetime, version: int | None = None
) -> FollowUpCheck:
    """What was recorded is wrong: it waits again. Not while the finding that came of it stands. Raises NotAllowed,
    StaleCopy, IllegalMove."""
    round_ = lock(follow_up.round)
    check = lock(follow_up, version=version)
    move = check_move(check, "look_again", by=by)
    require_recordable(round_, by=by, day=timezone.localdate(at))
    if not reason.strip():
        raise IllegalMove(_("Say why it is looked at again."))
    if check.finding is not None and check.finding.status not in TAKEN_BACK:
        raise IllegalMove(
            _("Finding %(number)s came of it and stands. Discard or withdraw that first.")
            % {"number": check.finding.number}
        )
    return apply_move(
        check, move, by=by, on=on, at=at, reason=reason, checked_on=None, checked_by=None, words="", hindrance="",
        finding=None,
    )  # fmt: skip


def _lock(
    follow_up: FollowUpCheck, verb: str, *, by: User, on: date, at: datetime, version: int | None
) -> tuple[FollowUpCheck, Transition]:
    """The round first, always; then who may, when and where."""
    round_ = lock(follow_up.round)
    check = lock(follow_up, version=version)
    check.round = round_
    move = check_move(check, verb, by=by)
    require_recordable(round_, by=by, day=timezone.localdate(at))
    require_past(on, at=at)
    require_on_site(round_, on, at=at)
    return check, move


def _settle(
    check: FollowUpCheck, move: Transition, words: str, *, by: User, on: date, at: datetime, evidence: Uploads = (),
    new: dict[str, Any] | None = None, **facts: Any,
) -> FollowUpCheck:  # fmt: skip
    said = require_words(words)
    apply_move(
        check, move, by=by, on=on, at=at, reason=said, new=new, words=said, checked_on=on, checked_by=by, **facts
    )
    if evidence:
        attach_all(uploads=evidence, subject=check, scope=check.scope, by=by, at=at, taken_on=on)
    return check
