"""One item as pages show it."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from accounts.permissions import Permission
from core.day_words import day_in_list, day_in_words
from core.presenters import badge_of
from core.shapes import Badge
from deadlines.explanation import explain
from deadlines.models import Signal
from deadlines.queries.deadlines import NEAR_DAYS
from inspections.models.finding import FindingKind
from rectification.actions.items import AFTER, BEFORE, CHECK
from rectification.models.item import UNFINISHED, ItemStatus


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


def due_of(item, today) -> dict:
    """Arguments of due_date.html. The clock it hangs on may have stopped with a filing; the undone is still due."""
    due_on = item.due_on
    if item.status not in UNFINISHED or item.is_withdrawn:
        signal = Signal.DONE
    elif due_on < today:
        signal = Signal.OVERDUE
    else:
        signal = Signal.NEAR if due_on <= today + timedelta(days=NEAR_DAYS) else Signal.NORMAL
    return {
        "due_on": due_on,
        "days_left": (due_on - today).days,
        "signal": signal,
        "explanation": explain(item.deadline),
        "is_provisional": item.deadline.is_provisional and signal != Signal.DONE,
        "clause": item.deadline.clause,
        "met_on": item.reported_on if signal == Signal.DONE and not item.is_withdrawn else None,
    }


def row_of(item, today) -> dict:
    # A light only while something is owed, and once it is closed: reported is not yet done.
    shows_light = item.status in UNFINISHED or item.status == ItemStatus.CLOSED
    return {
        "item": item,
        "state": state_of(item),
        "kind_tone": kind_tone(item),
        "due": due_of(item, today),
        "shows_light": shows_light,
    }


def pictures_of(links, item, submitted_at) -> dict[str, list[dict]]:
    """Evidence of one item by what it shows: before, after, check; anything else stands with after. In each the groups
    of one filing, the newest first: {"earlier": its number, or 0 for that which the item stands in now, "links"}.

    `submitted_at` are the instants at which the reports of the case were filed.
    """
    kinds = {BEFORE: "before", AFTER: "after", CHECK: "check"}
    found: dict[str, dict[int, list]] = {"before": {}, "after": {}, "check": {}}
    for link in links:
        kind = kinds.get(link.note, "after")
        filed = sum(at < link.uploaded_at for at in submitted_at)
        # A check looks at what was filed; what the unit adds goes with the coming report.
        number = min(max(filed, 1) if kind == "check" else filed + 1, item.filing)
        found[kind].setdefault(number, []).append(link)
    return {
        kind: [
            {"earlier": number if number != item.filing else 0, "links": by_filing[number]}
            for number in sorted(by_filing, reverse=True)
        ]
        for kind, by_filing in found.items()
    }


def next_step_of(item, case, today) -> dict | None:
    """What happens next to this item, and who does it; None when nothing does."""
    due = due_of(item, today)
    step = {"deadline": due, "signal": due["signal"], "missing": [], "clause": "三(三)5", "who": case.unit.short_name}
    committee = {"who": _("Safety committee"), "deadline": None, "signal": "normal"}
    if item.is_withdrawn or item.status == ItemStatus.CLOSED:
        return None
    if item.status == ItemStatus.REPORTED and not item.failed_its_check:
        return step | {
            "what": _("Check on site whether it is fixed"),
            "who": _("Inspection team or committee office"),
            "deadline": None,
            "signal": "normal",
        }
    if item.status == ItemStatus.REPORTED:
        return step | committee | {"what": _("Return the item: the check found it not fixed")}
    if item.status == ItemStatus.VERIFIED:
        return step | committee | {"what": _("Close the item, or return it with a reason")}
    if case.is_under_review:
        return step | committee | {"what": _("Return the report, so that the subdistrict can go on")}
    if item.is_explained:
        what = _("Finish the rectification and report it; expected by %(day)s") % {
            "day": day_in_words(item.expected_on)
        }
        return step | {"what": what}
    return step | {"what": _("Rectify and report it, or explain why it is not finished")}


def sees_inner(case, access) -> bool:
    """The leader's opinion is for those who decide and check, not for the subdistrict."""
    return access.permits(Permission.CASE_VIEW, (case.round.scope_id,))


def facts_of(item, case) -> list[dict]:
    basis = [(_("Criterion"), item.finding.criterion), (_("Legal basis"), item.finding.legal_basis)]
    return [
        {"label": _("Problem"), "value": item.text, "wide": True},
        {"label": _("Requirement"), "value": item.requirement, "wide": True},
        {"label": _("Inspected body"), "value": item.subject_name},
        {"label": _("Place"), "value": item.place},
        {"label": _("Kind"), "value": item.get_kind_display()},
        *({"label": label, "value": value, "wide": True} for label, value in basis if value),
        {"label": _("Feedback"), "value": case.feedback.full_number, "url": case.feedback.get_absolute_url()},
    ]


def report_facts(item, explained_before=None) -> list[dict]:
    """What the subdistrict reported; empty where it has not. `explained_before`: its line of the report that came
    back, while nothing new is said."""
    rows = []
    if item.measures:
        rows += [
            {"label": _("What was done"), "value": item.measures, "wide": True},
            {"label": _("Person responsible"), "value": item.responsible_name},
            {"label": _("Reported"), "value": f"{day_in_list(item.reported_on)} {item.reported_by.printed_name}"},
            {"label": _("Punishment and accountability"), "value": item.penalty, "clause": "三(三)5"},
        ]
    if item.is_explained:
        rows += [
            {"label": _("Reason why it is not finished"), "value": item.unfinished_reason, "wide": True},
            {"label": _("Expected to be finished on"), "value": item.expected_on},
        ]
    if explained_before:
        expected_on = date.fromisoformat(explained_before["expected_on"])
        rows += [
            {"label": _("Reason given in the last report"), "value": explained_before["reason"], "wide": True},
            {"label": _("Expected then to be finished on"), "value": expected_on},
        ]
    return rows
