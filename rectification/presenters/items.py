"""One item as pages show it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.permissions import Permission
from core.day_words import day_in_list, day_in_words
from core.parts import days_words
from core.presenters import badge_of
from core.shapes import Badge, Fact, Step
from deadlines.explanation import explain
from deadlines.models import Signal
from deadlines.presenters import DueDate
from deadlines.queries.deadlines import NEAR_DAYS
from inspections.models.finding import FindingKind
from records.models import EvidenceLink
from records.models.evidence import EvidenceRole
from records.presenters.gallery import Gallery, gallery_of
from rectification.models import RectificationItem
from rectification.models.item import UNFINISHED, ItemStatus

NO_EVIDENCE = gettext_lazy("Reported without evidence")


def state_of(item) -> Badge:
    """Label and tone of the badge; withdrawn, explained and a failed check are told, though they are no states."""
    if item.is_withdrawn:
        return Badge(_("Withdrawn"))
    if item.failed_its_check:
        return Badge(_("Check failed"), "bad")
    if item.status in UNFINISHED and item.is_explained:
        return Badge(_("Unfinished, explained"), "warn")
    return badge_of(item)


def kind_tone(item) -> str:
    return {FindingKind.MAJOR_HAZARD: "bad", FindingKind.VIOLATION: "warn"}.get(item.kind, "")


def signal_of(item, today: date) -> Signal:
    """The clock it hangs on may have stopped with a filing; the undone is still due."""
    if item.status not in UNFINISHED or item.is_withdrawn:
        return Signal.DONE
    if item.due_on < today:
        return Signal.OVERDUE
    return Signal.NEAR if item.due_on <= today + timedelta(days=NEAR_DAYS) else Signal.NORMAL


def due_of(item, today: date) -> DueDate:
    signal, days_left = signal_of(item, today), (item.due_on - today).days
    return DueDate(
        deadline=item.deadline,
        due_on=item.due_on,
        signal=signal,
        days_left=days_left,
        words=days_words(days_left),
        explanation=explain(item.deadline),
        clause=item.deadline.clause,
        is_provisional=item.deadline.may_still_move and signal != Signal.DONE,
        met_on=item.reported_on if signal == Signal.DONE and not item.is_withdrawn else None,
    )


@dataclass(frozen=True)
class ItemRow:
    """An item as rows, cards and the head of its pages show it."""

    item: RectificationItem
    state: Badge
    kind_tone: str
    due: DueDate
    shows_light: bool

    @property
    def opinion_head(self) -> str:
        """Stands before what the team leader holds of it."""
        day = day_in_list(self.item.opinion_on)
        if self.item.opinion_is_earlier:
            return _("Opinion of the team leader (%(day)s, on the report that came back):") % {"day": day}
        return _("Opinion of the team leader (%(day)s):") % {"day": day}


def item_row(item, today: date) -> ItemRow:
    # A light only while something is owed, and once it is closed: reported is not yet done.
    shows_light = item.status in UNFINISHED or item.status == ItemStatus.CLOSED
    return ItemRow(item, state_of(item), kind_tone(item), due_of(item, today), shows_light)


@dataclass(frozen=True)
class PictureGroup:
    """Pictures and papers of one filing; `earlier` is its number, 0 for that which the item stands in now."""

    earlier: int
    gallery: Gallery


@dataclass(frozen=True)
class Shown:
    """Evidence of one role (a value of EvidenceRole) with its word, in groups of one filing, the newest first."""

    role: str
    label: str
    groups: list[PictureGroup] = field(default_factory=list)


@dataclass(frozen=True)
class Pictures:
    """Evidence of one item by what it shows."""

    before: Shown
    after: Shown
    check: Shown

    @property
    def sides(self) -> list[Shown]:
        """What stands beside each other (before_after.html): before and after as soon as there is anything, so that
        what is missing shows; the check where there was one. Nothing where nothing is kept."""
        pair = [self.before, self.after]
        seen = [self.check] if self.check.groups else []
        return [*pair, *seen] if seen or any(side.groups for side in pair) else []


def pictures_of(links: Iterable[EvidenceLink], item) -> Pictures:
    """What bears no role stands with what was done, and without a filing with the present one."""
    found: dict[EvidenceRole, dict[int, list[EvidenceLink]]] = {role: {} for role in EvidenceRole}
    for link in links:
        role = EvidenceRole(link.role or EvidenceRole.AFTER)
        found[role].setdefault(link.filing or item.filing, []).append(link)
    return Pictures(
        **{role.value: Shown(role.value, role.label, _groups(of, item, role.label)) for role, of in found.items()}
    )


def _groups(by_filing: dict[int, list[EvidenceLink]], item, label: str) -> list[PictureGroup]:
    numbers = sorted(by_filing, reverse=True)
    return [
        PictureGroup(number if number != item.filing else 0, gallery_of(by_filing[number], label))
        for number in numbers
    ]


@dataclass(frozen=True)
class ItemCard:
    """An item on the committee's page."""

    row: ItemRow
    pictures: Pictures
    # Drawn to be checked on site: how that stands.
    sample: Badge | None = None


def next_step_of(item, case, today: date) -> Step | None:
    """What happens next to this item, and who does it; None when nothing does."""
    if item.is_withdrawn or item.status == ItemStatus.CLOSED:
        return None
    committee = {"who": _("Safety committee"), "clause": "三(三)5"}
    if item.status == ItemStatus.REPORTED and not item.failed_its_check:
        return Step(
            _("Check on site whether it is fixed"), who=_("Inspection team or committee office"), clause="三(三)5"
        )
    if item.status == ItemStatus.REPORTED:
        return Step(_("Return the item: the check found it not fixed"), **committee)
    if item.status == ItemStatus.VERIFIED:
        return Step(_("Close the item, or return it with a reason"), **committee)
    if case.is_under_review:
        return Step(_("Return the report, so that the subdistrict can go on"), **committee)
    what = _("Rectify and report it, or explain why it is not finished")
    if item.is_explained:
        words = _("Finish the rectification and report it; expected by %(day)s")
        what = words % {"day": day_in_words(item.expected_on)}
    due = due_of(item, today)
    return Step(what, who=case.unit.short_name, clause="三(三)5", deadline=due, signal=due.signal)


def sees_inner(case, access) -> bool:
    """The leader's opinion is for those who decide and check, not for the subdistrict."""
    return access.permits(Permission.CASE_VIEW, (case.round.scope_id,))


def _way_to_subject(item) -> str:
    enterprise_id = item.finding.enterprise_id
    return (
        reverse("inspections:enterprise-detail", args=[enterprise_id])
        if enterprise_id and not item.is_withdrawn
        else ""
    )


def _finding_of(item, *, sees_inner: bool) -> list[Fact]:
    """For whoever sees findings as such."""
    if not sees_inner:
        return []
    words = _("Finding %(number)s") % {"number": item.finding.number}
    return [Fact(_("As the team found it"), words, item.finding.get_absolute_url())]


def facts_of(item, case, *, sees_inner: bool) -> list[Fact]:
    basis = [(_("Criterion"), item.finding.criterion), (_("Legal basis"), item.finding.legal_basis)]
    return [
        Fact(_("Problem"), item.text, wide=True),
        Fact(_("Requirement"), item.requirement, wide=True),
        Fact(_("Inspected body"), item.subject_name, _way_to_subject(item)),
        Fact(_("Place"), item.place),
        Fact(_("Kind"), item.get_kind_display()),
        *(Fact(label, value, wide=True) for label, value in basis if value),
        *_finding_of(item, sees_inner=sees_inner),
        Fact(_("Feedback"), case.feedback.full_number, url=case.feedback.get_absolute_url()),
    ]
