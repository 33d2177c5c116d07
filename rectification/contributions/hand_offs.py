"""What hand-offs add elsewhere: to the report, to the pages of round, finding and report, to closing."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.permissions import Permission
from core.about import Kind, is_there
from core.access import access_of
from core.buttons import button
from core.shapes import Button, Missing, Section
from core.verbs import Noun, noun_of
from inspections.closing import Gap
from inspections.models.finding import FindingKind
from inspections.models.round import RoundStatus
from records.typesetting.text import date_words, joinable
from rectification.filters.findings import UNHANDED, UNSORTED
from rectification.models import Classification, HandOff
from rectification.models.hand_off import OWED
from rectification.policies.hand_offs import numbers_of
from rectification.presenters.hand_off_tables import hand_offs_table
from rectification.queries import hand_offs, matters

# From so many on they are sorted together.
SEVERAL = 2
_SECTION = "rectification/hand_off/_section.html"

_STANDING = ~Q(status="discarded")
OF_ROUND = Kind(HandOff, lambda round_: Q(round=round_.pk) & _STANDING, hand_offs.with_all)
OF_FINDING = Kind(HandOff, lambda finding: Q(lines__finding=finding.pk) & _STANDING, hand_offs.with_all)


def urgent_dispositions(round_) -> list[str]:
    """What was sent ahead, for the committee to ratify with the report."""
    return [
        f"对{hand_off.lines.count()}项紧急事项，已于{date_words(hand_off.sent_on)}以{hand_off.letter.full_number}"
        f"先行移交{hand_off.receiver.name}，原因：{joinable(hand_off.urgent_reason)}，提请区安委会予以追认"
        for hand_off in hand_offs.sent_ahead(round_)
    ]


# --- Closing (四(二)二) --------------------------------------------------------------------------------------------


def matters_gate(round_, today) -> list[Gap]:
    """Unlawful matters and those that always leave by hand-off are sorted and handed over; the letters then tell what
    has no result. Leads are not spoken of: whoever closes the round may not know that there are any (ADR 18)."""
    ordinary = round_.findings.ordinary()
    unsorted = matters.must_be_sorted(ordinary)
    unhanded = matters.to_hand_off(ordinary)
    left = (
        (unsorted, UNSORTED, _("not sorted for hand-off: finding %(numbers)s"), _("Team leader")),
        (unhanded, UNHANDED, _("handed over to nobody: finding %(numbers)s"), _("Committee office")),
    )
    return [
        Gap(words % {"numbers": numbers_of(found)}, _way_to(found, status, round_), who)
        for findings, status, words, who in left
        if (found := list(findings.distinct().order_by("number")))
    ]


def _way_to(findings: list, status: str, round_) -> str:
    """The one itself, or the list of them."""
    if len(findings) == 1:
        return findings[0].get_absolute_url()
    return f"{reverse('inspections:finding-list', args=[round_.pk])}?hand_off={status}"


def hand_offs_gate(round_, today) -> list[Gap]:
    """Every hand-off has a result or is in long follow-up; what was sent ahead is ratified."""
    of_round = hand_offs.with_all(HandOff.objects.ordinary().filter(round=round_))
    found = [
        Gap(
            _("%(hand_off)s has no result (now: %(status)s)")
            % {"hand_off": hand_off, "status": hand_off.get_status_display()},
            hand_off.get_absolute_url(),
            hand_off.receiver.short_name if hand_off.status in OWED else _("Committee office"),
        )
        for hand_off in of_round.unfinished()
    ]
    sent_ahead = [one for one in of_round.live().exclude(urgent_reason="") if hand_offs.waits_for_ratification(one)]
    return found + [
        Gap(
            _("%(hand_off)s was sent ahead and is not ratified") % {"hand_off": one},
            one.get_absolute_url(),
            _("Safety committee"),
        )
        for one in sent_ahead
    ]


# --- Pages of other things -----------------------------------------------------------------------------------------


def on_round(round_, user, today) -> Section | None:
    """The hand-offs of the round and the matters that still wait for one."""
    access = access_of(user)
    if not access.permits(Permission.HAND_OFF_VIEW, round_.scope_ids):
        return None
    found = OF_ROUND.of(round_, user)
    waiting = {"unsorted": matters.TO_SORT.of(round_, user), "unhanded": matters.TO_HAND_OFF.of(round_, user)}
    if not found and not any(waiting.values()):
        return None
    shown = {"table": hand_offs_table(found, today), "missing": _missing(waiting)}
    return Section(_SECTION, shown | {"sort_url": _sort_url(round_, user, today)})


def _sort_url(round_, user, today) -> str:
    """To the page on which all that wait are sorted together, for whoever may; "" while there are not several."""
    verb = noun_of(Classification).verb("sort")
    if not access_of(user).permits(Permission.FINDING_SORT, round_.scope_ids):
        return ""
    if verb.bulk.things(round_, user, today).count() < SEVERAL:
        return ""
    return f"{noun_of(Classification).bulk_url(verb, round_)}?hand_off={UNSORTED}&all=1"


def _missing(waiting) -> list[Missing]:
    """Each matter with its page; of a lead the page alone tells, its number is in a series of its own."""
    told = []
    for finding in waiting["unsorted"]:
        told.append(
            Missing(_("%(finding)s is not sorted yet") % {"finding": _name(finding)}, finding.get_absolute_url())
        )
    for finding in waiting["unhanded"]:
        words = _("%(finding)s is handed over to nobody yet") % {"finding": _name(finding)}
        told.append(Missing(words, finding.get_absolute_url()))
    return told


def _name(finding) -> str:
    words = _("Lead %(number)s") if finding.kind == FindingKind.LEAD else _("Finding %(number)s")
    return words % {"number": finding.number}


def on_finding(finding, user, today) -> Section | None:
    """How it is sorted, and where it was handed over."""
    if not access_of(user).permits(Permission.HAND_OFF_VIEW, finding.scope_ids):
        return None
    found = OF_FINDING.of(finding, user)
    sorted_ = finding.classification if is_there(matters.SORTED, finding) else None
    if not found and sorted_ is None:
        return None
    return Section(_SECTION, {"table": hand_offs_table(found, today), "classification": sorted_, "missing": []})


def _noun() -> Noun:
    """Asked late: the verb rows bring every page of the app along."""
    noun = noun_of(HandOff)
    if noun is None:
        raise LookupError("The verb rows of hand-offs are not registered.")
    return noun


# --- Ways to a draft -----------------------------------------------------------------------------------------------


def from_finding(finding, user, today) -> list[Button]:
    """To the draft with this finding chosen, while it stands in none."""
    round_ = finding.round
    may = access_of(user).permits(Permission.HAND_OFF_DRAFT, finding.scope_ids)
    if not may or round_.status == RoundStatus.ARCHIVED:
        return []
    if not is_there(matters.LOOSE, finding):
        return []
    noun = _noun()
    verb = noun.verb("draft")
    return [Button(verb.label, f"{noun.url(verb, round_)}?finding={finding.pk}", icon=verb.icon)]


def from_report(report, user, today) -> list[Button]:
    if not access_of(user).permits(Permission.HAND_OFF_DRAFT, report.scope_ids):
        return []
    seen = report.round.findings.model.objects.visible_to(user).filter(round=report.round)
    if report.round.status == RoundStatus.ARCHIVED or not matters.not_handed_off(seen).exists():
        return []
    noun = _noun()
    verb = noun.verb("draft")
    return [button(verb.label, noun.url_name(verb), report.round, icon=verb.icon)]
