"""What the results of several rounds are told from, read for all of them together (三(三)6)."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import product
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import Unit
from core.about import known
from core.queries.at_once import Alike, AlikeByKeys, rows_at_once
from inspections.models import SubdistrictRound
from rectification.models import Announcement, Assessment, CopyLetter
from rectification.models.announcement import AnnouncementStatus, Part
from rectification.queries import announcements, assessments, copy_letters


def know_results(rounds: Sequence[SubdistrictRound]) -> None:
    """From here on their assessments, copies and published announcements are known (core.about). One query."""
    if not rounds:
        return
    keys = tuple(round_.pk for round_ in rounds)
    assessed, copies, published, bodies = rows_at_once([
        AlikeByKeys(_assessments, None, tuple({round_.subdistrict_id for round_ in rounds})),
        AlikeByKeys(_copies, None, keys),
        AlikeByKeys(_published, None, keys),
        Alike(_bodies, None),
    ])  # fmt: skip
    of_year = {(one.unit_id, one.year): one for one in assessed}
    of_round: dict[UUID, list[CopyLetter]] = defaultdict(list)
    for copy in copies:
        of_round[copy.round_id].append(copy)
    # The first of each round and part counts.
    told = {(one.round_id, one.part): one for one in reversed(published)}
    for round_ in rounds:
        sent = of_round[round_.pk]
        known(round_, assessments.assessment_read, of_year.get((round_.subdistrict_id, round_.year)))
        known(round_, copy_letters.copies_read, sent)
        known(round_, copy_letters.lacks_bodies_read, not set(bodies) <= {copy.body for copy in sent})
    for round_, part in product(rounds, Part.values):
        known(round_, announcements.published_read, told.get((round_.pk, part)), part)


def _assessments(_nobody: None, units: Collection[UUID]) -> QuerySet[Assessment]:
    return assessments.with_all(Assessment.objects.filter(unit__in=units))


def _copies(_nobody: None, rounds: Collection[UUID]) -> QuerySet[CopyLetter]:
    return copy_letters.with_all(CopyLetter.objects.standing().filter(round__in=rounds))


def _published(_nobody: None, rounds: Collection[UUID]) -> QuerySet[Announcement]:
    found = Announcement.objects.filter(round__in=rounds, status=AnnouncementStatus.PUBLISHED)
    return announcements.with_all(found).order_by("-drafted_on", "id")


def _bodies(_nobody: None) -> QuerySet[Unit]:
    return copy_letters.bodies()
