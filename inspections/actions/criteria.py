"""The list of criteria 判定标准, kept by the office: lines are added, followed by another edition or ended, and never
overwritten (安全生产法 118; R64)."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Permission
from core.actions.events import record_event
from core.actions.moves import begin, store
from core.refusals import IllegalMove
from core.transitions import check_permission, lock
from inspections import criteria
from inspections.models import HazardCriterion


@transaction.atomic
def load(*, by: User | None, at: datetime) -> int:
    """Lay in the list a house begins with; what is there already stays. `by` None stands for the house itself (the
    command). Returns how many lines were added. Raises NotAllowed."""
    if by is not None:
        check_permission(Permission.CRITERION_EDIT, by=by)
    known = set(HazardCriterion.objects.values_list("standard", "edition", "article"))
    added = 0
    for sector, standard, edition, from_on, articles in criteria.STANDARDS:
        for position, (article, text) in enumerate(articles, start=1):
            if (standard, edition, article) not in known:
                line = HazardCriterion(
                    sector=sector, standard=standard, edition=edition, article=article, text=text, from_on=from_on,
                    position=position,
                )  # fmt: skip
                begin(line, "criterion.load", by=by, on=from_on, at=at, new={"criterion": line.citation})
                added += 1
    return added


@transaction.atomic
def add(
    *, sector: str, standard: str, edition: str, article: str, text: str, from_on: date, by: User, on: date,
    at: datetime,
) -> HazardCriterion:  # fmt: skip
    """One more line. Raises NotAllowed, IllegalMove where the list has it."""
    check_permission(Permission.CRITERION_EDIT, by=by)
    return _begin(
        "criterion.add", sector=sector, standard=standard, edition=edition, article=article, text=text,
        from_on=from_on, by=by, on=on, at=at,
    )  # fmt: skip


@transaction.atomic
def revise(
    *, criterion: HazardCriterion, edition: str, article: str, text: str, from_on: date, by: User, on: date,
    at: datetime, version: int | None = None,
) -> HazardCriterion:  # fmt: skip
    """Another edition follows: the line before ends the day before and stays for what was judged by it.

    Returns the new line. Raises NotAllowed, StaleCopy, IllegalMove.
    """
    before = _lock(criterion, by=by, version=version)
    if from_on <= before.from_on:
        raise IllegalMove(_("Another edition begins after the one it follows."))
    line = _begin(
        "criterion.revise", sector=before.sector, standard=before.standard, edition=edition, article=article,
        text=text, from_on=from_on, follows=before, position=before.position, by=by, on=on, at=at,
    )  # fmt: skip
    store(before, by=by, until_on=from_on - timedelta(days=1))
    return line


@transaction.atomic
def end(
    *, criterion: HazardCriterion, until_on: date, reason: str, by: User, on: date, at: datetime,
    version: int | None = None,
) -> HazardCriterion:  # fmt: skip
    """It holds for nothing found after `until_on`. Raises NotAllowed, StaleCopy, IllegalMove."""
    line = _lock(criterion, by=by, version=version)
    if not reason.strip():
        raise IllegalMove(_("Say why it ends."))
    if until_on < line.from_on:
        raise IllegalMove(_("An edition ends no earlier than it began."))
    store(line, by=by, until_on=until_on, end_reason=reason.strip())
    record_event("criterion.end", target=line, by=by, on=on, at=at, reason=reason.strip())
    return line


def _begin(
    verb: str, *, standard: str, edition: str, article: str, by: User, on: date, at: datetime, **facts: Any
) -> HazardCriterion:
    names = {"standard": standard.strip(), "edition": edition.strip(), "article": article.strip()}
    if HazardCriterion.objects.filter(**names).exists():
        raise IllegalMove(_("The list has this article of this edition already."))
    line = HazardCriterion(**names, **facts)
    return begin(line, verb, by=by, on=on, at=at, new={"criterion": line.citation})


def _lock(criterion: HazardCriterion, *, by: User, version: int | None) -> HazardCriterion:
    check_permission(Permission.CRITERION_EDIT, by=by)
    line = lock(criterion, version=version)
    if line.until_on is not None:
        raise IllegalMove(_("This line has an end already; it changes no more."))
    return line
