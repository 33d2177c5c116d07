"""Enterprises as far as a person knows of them: the register itself would tell of findings he may not see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, QuerySet, Subquery

from accounts.models import User
from accounts.permissions import Permission
from core.access import Person, access_of
from core.queries.asked_alike import rows_of_keys
from core.queries.keys_first import own_fields
from inspections.models import Enterprise, Finding, SubdistrictRound
from inspections.models.enterprise import FormerName


def findings_seen(user: Any) -> QuerySet[Finding]:
    """What tells of enterprises: findings this person sees and that were not taken back, since the name may have been
    the mistake; leads and sealed visits never do."""
    return Finding.objects.visible_to(user).ordinary().standing()


def known_from_findings(user: Any) -> Exists | None:
    if not access_of(user).permits_somewhere(Permission.FINDING_VIEW):
        return None
    return Exists(findings_seen(user).filter(enterprise=OuterRef("pk")))


def enterprises_known_to(user: User, subdistrict_id: int) -> QuerySet[Enterprise]:
    """Enterprises of the subdistrict that stand in a finding this person sees and that was not withdrawn.

    A name that occurs in a lead or in another team's round alone is none of them (DESIGN §2, §4); neither is one whose
    finding was taken back, since the name may have been the mistake.
    """
    seen = Finding.objects.visible_to(user).filter(enterprise__subdistrict=subdistrict_id).standing()
    return Enterprise.objects.filter(pk__in=seen.order_by().values("enterprise"))


def with_names(enterprises: QuerySet[Enterprise]) -> QuerySet[Enterprise]:
    return enterprises.select_related("subdistrict").prefetch_related("former_names")


def with_former_name(enterprises: QuerySet[Enterprise]) -> QuerySet[Enterprise]:
    """With the last name that each bore before (`former_name`)."""
    names = FormerName.objects.filter(enterprise=OuterRef("pk")).order_by("-until_on", "-pk").values("name")
    return enterprises.select_related("subdistrict").annotate(former_name=Subquery(names[:1]))


def enterprises_listed(user: Person, keys: Sequence[Any]) -> QuerySet[Enterprise]:
    """As much of them as a list tells."""
    told = with_former_name(Enterprise.objects.filter(pk__in=keys))
    return told.only(*own_fields(Enterprise), "subdistrict__short_name").order_by()


@dataclass(frozen=True)
class Counted:
    """A line of the register: how many findings are in reach, and the day of the latest."""

    enterprise: Enterprise
    count: int
    latest: date | None


def counted(enterprises: Iterable[Enterprise], user: User) -> dict[Any, tuple[int, date]]:
    """How many findings each has in reach, and the day of the latest, by its key. One query."""
    rows = rows_of_keys(_counted, user, [enterprise.pk for enterprise in enterprises])
    return {enterprise: (count, latest) for enterprise, count, latest in rows}


def _counted(user: User, enterprises: Sequence[Any]) -> QuerySet:
    found = findings_seen(user).filter(enterprise__in=enterprises).order_by().values("enterprise")
    return found.annotate(count=Count("pk"), latest=Max("found_on")).values_list("enterprise", "count", "latest")


def rounds_that_visited(enterprise: Enterprise, user: User) -> list[tuple[SubdistrictRound, int]]:
    """Rounds with findings about it in reach, and how many each has, the latest first. Two queries."""
    seen = findings_seen(user).filter(enterprise=enterprise).order_by().values("round")
    counts = dict(seen.annotate(count=Count("pk")).values_list("round", "count"))
    rounds = SubdistrictRound.objects.visible_to(user).filter(pk__in=counts)
    found = rounds.select_related("subdistrict", "team", "entry__cycle").order_by("-planned_from_on")
    return [(round_, counts[round_.pk]) for round_ in found]


def repeated(findings: Sequence[Finding]) -> dict[Any, Finding]:
    """Findings about one enterprise that say what an earlier round had said already, with that earlier finding, by
    their keys: by the same words, or the same criterion or legal basis (docs/adr/0028). `findings` latest first."""
    latest_first = list(findings)
    told: dict[Any, Finding] = {}
    for place, finding in enumerate(latest_first):
        marks = _marks(finding)
        for earlier in latest_first[place + 1 :]:
            if earlier.round_id != finding.round_id and marks & _marks(earlier):
                told[finding.pk] = earlier
                break
    return told


def _marks(finding: Finding) -> set[str]:
    said = ("".join(text.split()).rstrip("。.；;") for text in (finding.text, finding.criterion, finding.legal_basis))
    return {words for words in said if words}
