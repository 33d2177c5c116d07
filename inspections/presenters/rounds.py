"""What pages say of a round: its way back, its counts, what is missing before it goes on."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.permissions import Permission
from core.about import Always
from core.queries.at_once import AlikeByKeys
from core.queries.later import Gathered
from core.shapes import Crumb, Missing
from inspections.closing import gaps
from inspections.models import Finding
from inspections.models.finding import COUNTED_WITHDRAWN, TAKEN_BACK, FindingKind, FindingStatus
from inspections.models.report import ReportStatus
from inspections.models.round import RoundStatus
from inspections.policies import report_of
from inspections.queries.coverage import coverage_of
from inspections.stay_gaps import stay_gaps


def round_crumbs(round_=None) -> list[Crumb]:
    crumbs = [Crumb(_("Inspection rounds"), reverse("inspections:round-list"))]
    return crumbs if round_ is None else [*crumbs, Crumb(str(round_), round_.get_absolute_url())]


_STANDING = ~Q(status__in=TAKEN_BACK)
_COUNTED = {
    "total": Count("pk", filter=_STANDING),
    "draft": Count("pk", filter=Q(status=FindingStatus.DRAFT)),
    "confirmed": Count("pk", filter=Q(status=FindingStatus.CONFIRMED)),
    "withdrawn": Count("pk", filter=COUNTED_WITHDRAWN),
    "dropped": Count("pk", filter=Q(status__in=TAKEN_BACK) & ~COUNTED_WITHDRAWN),
    **{kind.value: Count("pk", filter=_STANDING & Q(kind=kind)) for kind in FindingKind},
}


def counts(round_, user) -> dict[str, int]:
    """How many findings this person sees, by state and kind, in one query. Of those taken back, `withdrawn`
    counts what had been confirmed, as the report does (R87); `dropped` the others, which no figure of a round
    holds but which a list of all its findings shows."""
    return sum_of(_of_sectors(COUNTED.of(round_, user)))


def sum_of(counted: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    """All industries together."""
    return {name: sum(one[name] for one in counted.values()) for name in _COUNTED}


def counts_by_sector(round_, user) -> Gathered[dict[str, dict[str, int]]]:
    """The same for each industry that a finding names, in their order, "" for those that name none."""
    return Gathered([AlikeByKeys(_by_sector, user, (round_.pk,))], _of_sectors)


def _of_sectors(rows: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, int]]:
    return {one["sector"]: {name: one[name] for name in _COUNTED} for one in rows}


def _by_sector(user, rounds) -> QuerySet:
    found = Finding.objects.visible_to(user).filter(round__in=rounds)
    return found.order_by("sector").values("sector").annotate(**_COUNTED)


def _on_page(round_, user, today) -> QuerySet:
    return _by_sector(user, [round_.pk])


# For the page of a round.
COUNTED = Always(_on_page, is_personal=True)


def all_of(counted: Mapping[str, Mapping[str, int]]) -> int:
    """Every finding, those taken back among them."""
    return sum(one["total"] + one["withdrawn"] + one["dropped"] for one in counted.values())


def what_is_missing(round_, today) -> list[Missing]:
    """What has to be done before the round's next step, each with the page that mends it."""
    if round_.status == RoundStatus.ON_SITE:
        missing = _not_covered(round_)
        if not round_.entry_minutes:
            missing.insert(0, Missing(_("the record of the opening meeting")))
        return [*missing, *stay_gaps(round_)]
    if round_.status == RoundStatus.ENDED:
        return missing_for_report(round_, report_of(round_))
    return []


def missing_for_report(round_, report) -> list[Missing]:
    """What keeps the report from being submitted (R3, R43); empty once it is submitted."""
    if report is not None and report.status in (ReportStatus.SUBMITTED, ReportStatus.APPROVED):
        return []
    missing = []
    if round_.ended_on is None:
        missing.append(_gap(_("the last day on site"), "inspections:round-end", round_))
    if report is not None and not report.assessment.strip():
        missing.append(_gap(_("the overall assessment"), "inspections:report-edit", report))
    drafts = list(round_.findings.ordinary().drafts().order_by("number").values_list("number", flat=True))
    if drafts:
        words = _("confirm or withdraw findings %(numbers)s") % {"numbers": shortened(drafts)}
        gap = _gap(words, "inspections:finding-list", round_)
        missing.append(replace(gap, url=gap.url + "?status=draft"))
    missing += stay_gaps(round_)
    has_reason = report is not None and report.uncovered_reason
    return missing if has_reason else [*missing, *_not_covered(round_)]


def links_for(user, round_, missing) -> list[Missing]:
    """The same without links for those who read only: the pages behind would refuse them."""
    if user.access.permits(Permission.FINDING_RECORD, round_.scope_ids):
        return missing
    return [replace(gap, url="") for gap in missing]


def shortened(numbers, limit=12) -> str:
    """The first of many numbers, and how many there are."""
    words = _(", ").join(str(number) for number in numbers[:limit])
    if len(numbers) > limit:
        words += _(" … (%(count)s in all)") % {"count": len(numbers)}
    return words


def _not_covered(round_) -> list[Missing]:
    left = [f"{topic.number}. {topic.short}" for topic in coverage_of(round_) if not topic.is_answered]
    if not left:
        return []
    words = _("a record or a reason for: %(topics)s") % {"topics": _("; ").join(left)}
    # Once fieldwork has ended, the reason is asked where the report is submitted.
    on_site = round_.status == RoundStatus.ON_SITE
    return [_gap(words, "inspections:topic-leave-out", round_) if on_site else Missing(words)]


def _gap(text, name, thing) -> Missing:
    return Missing(text, reverse(name, args=[thing.pk]))


def open_ends(round_, today) -> list:
    """What keeps the round from closing; asked of the gates once, though button, check and next step of a page all
    want to know."""
    known = round_.__dict__.setdefault("_open_ends", {})
    if today not in known:
        known[today] = gaps(round_, today)
    return known[today]


def why_not_closed(round_, user, today) -> str:
    found = open_ends(round_, today)
    if not found:
        return ""
    words = ngettext("%(count)s thing is still open.", "%(count)s things are still open.", len(found))
    return words % {"count": len(found)}
