"""A case as its page shows it: stages, the next step, numbers. Reads what it is handed."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from accounts.permissions import Permission
from core.access import access_of
from core.buttons import button
from core.day_words import day_in_list, day_in_words
from core.shapes import Badge, Button, Fact, Missing, Stage, Step
from deadlines.models import Deadline
from deadlines.presenters import DueDate, present
from records.presenters.decisions import decision_facts
from rectification.models import RectificationCase
from rectification.models.case import CaseStatus
from rectification.queries.progress import Progress, Tally

# The page on which the committee goes through the items: button, heading and task alike.
REVIEW = gettext_lazy("Review item by item")
# How many of the six stages lie behind a case in this state.
_BEHIND = {
    CaseStatus.AWAITING_RECEIPT: 1,
    CaseStatus.RECTIFYING: 2,
    CaseStatus.RETURNED: 2,
    CaseStatus.SUBMITTED: 4,
    CaseStatus.ACCEPTED: 6,
}


@dataclass(frozen=True)
class CaseRow:
    """One row of the list of cases."""

    case: RectificationCase
    badge: Badge
    due: DueDate


@dataclass(frozen=True)
class KindRow:
    """Numbers of one kind of item; `level` is sub where they are part of the row above."""

    label: str
    tally: Tally
    level: str = ""


def stages_of(case, submitted_on: date | None = None) -> list[Stage]:
    """反馈 → 签收 → 整改 → 报送 → 审核 → 销号; a returned case stands at 整改 again."""
    days = [
        (_("Feedback"), case.issued_on),
        (_("Receipt"), case.received_on),
        (_("Rectification"), None),
        (_("Filing"), submitted_on),
        (pgettext("stage", "Review"), case.accepted_on),
        (pgettext("stage", "Closing"), case.accepted_on),
    ]
    behind = _BEHIND[case.status]
    return [
        Stage(
            label,
            "done" if index < behind else "current" if index == behind else "todo",
            on if index < behind else None,
        )
        for index, (label, on) in enumerate(days)
    ]


def due_of(case, today: date) -> DueDate:
    """The date that counts now, as due_date.html takes it."""
    return present(case.running_deadline, today)


def next_step_of(
    case, tally: Tally, *, unanswered: int, principals: list[str], today: date, review: Deadline | None = None
) -> Step:
    """`principals` are the names in post today, `unanswered` a number of items, `review` the committee's deadline
    while it decides."""
    url = case.get_absolute_url()
    if case.status == CaseStatus.ACCEPTED:
        open_ones = tally.total - tally.closed
        reopened = [Missing(_count(open_ones), f"{url}?status=not_closed")] if open_ones else []
        return Step(_("The rectification is accepted"), clause="三(三)5", signal="done", missing=reopened)
    if case.status == CaseStatus.SUBMITTED:
        return Step(
            _("Check the items on site, close or return them, decide on the whole"),
            who=_("Inspection team, committee office, safety committee"),
            clause="三(三)5",
            deadline=present(review, today),
            signal=review.signal(today) if review else "normal",
            missing=_left_to_review(tally, url),
        )
    return _step_of_subdistrict(case, url, unanswered=unanswered, principals=principals, today=today)


def _step_of_subdistrict(case, url: str, *, unanswered: int, principals: list[str], today: date) -> Step:
    what, who, clause, missing = (
        _("Rectify, report item by item, and file the report"),
        case.unit.short_name,
        "三(三)5",
        [],
    )
    if case.status == CaseStatus.AWAITING_RECEIPT:
        what, who, clause = _("A principal signs for the feedback"), _who(case, principals), "三(三)4"
        words = _("No principal has signed. Without a signature receipt counts as given on %(day)s.")
        missing = [Missing(words % {"day": day_in_words(case.deemed_on)})]
    elif case.status == CaseStatus.RETURNED:
        what = _("Rectify what was returned and file the report again")
    if unanswered:
        missing.append(Missing(_unanswered(unanswered), f"{url}?status=unanswered"))
    elif case.status in (CaseStatus.RECTIFYING, CaseStatus.RETURNED):
        what, who = _("Every item is answered: a principal files the report"), _who(case, principals)
    due = due_of(case, today)
    return Step(what, who=who, clause=clause, deadline=due, signal=due.signal, missing=missing)


def _unanswered(count: int) -> str:
    words = ngettext(
        "%(count)s item is neither reported nor explained",
        "%(count)s items are neither reported nor explained",
        count,
    )
    return words % {"count": count}


def why_not_filed(case, user, today: date) -> str:
    """Says how many items lack an answer; a report goes whole."""
    count = case.items.unanswered().count()
    return _unanswered(count) if count else ""


def _who(case, principals: list[str]) -> str:
    """The subdistrict with the names of its principals in post, where there are any."""
    if not principals:
        return case.unit.short_name
    return _("%(unit)s: %(names)s") % {"unit": case.unit.short_name, "names": _(", ").join(principals)}


def _count(number: int) -> str:
    return ngettext("%(count)s item is not closed", "%(count)s items are not closed", number) % {"count": number}


def _left_to_review(tally: Tally, url: str) -> list[Missing]:
    rows = [
        (
            tally.reported - tally.failed,
            "unchecked",
            lambda n: ngettext("%(count)s item to be checked", "%(count)s items to be checked", n),
        ),
        (
            tally.failed,
            "check_failed",
            lambda n: ngettext(
                "%(count)s item whose check failed, to be returned",
                "%(count)s items whose check failed, to be returned",
                n,
            ),
        ),
        (
            tally.verified,
            "verified",
            lambda n: ngettext("%(count)s item to be closed", "%(count)s items to be closed", n),
        ),
        (
            tally.unfinished,
            "unfinished",
            lambda n: ngettext("%(count)s item unfinished or returned", "%(count)s items unfinished or returned", n),
        ),
    ]
    return [Missing(words(n) % {"count": n}, f"{url}?status={status}") for n, status, words in rows if n]


def ways_of(case, user, today: date) -> list[Button]:
    """From the page of a case to those beside it."""
    access = access_of(user)
    found = []
    if case.is_under_review and access.permits(Permission.CASE_REVIEW, case.scope_ids):
        found.append(button(REVIEW, "rectification:case-review", case, kind="primary", icon="list-check"))
    if case.corrections.exists():
        found.append(button(_("Corrections of dates"), "rectification:case-corrections", case, icon="calendar-range"))
    return found


def facts_of(case, *, sees_inner: bool) -> list[Fact]:
    receipt = None
    if case.received_term is not None:
        receipt = _("%(on)s, %(name)s (%(post)s)") % {
            "on": day_in_list(case.received_on),
            "name": case.received_term.full_name,
            "post": case.received_term.get_post_display(),
        }
    meeting = None
    if case.meeting_on is not None:
        present_one = case.meeting_term.full_name if case.meeting_term else ""
        meeting = " ".join(part for part in (day_in_list(case.meeting_on), case.meeting_place, present_one) if part)
    deemed = _("not signed; deemed on %(day)s") % {"day": day_in_list(case.deemed_on)}
    return [
        Fact(_("Subdistrict"), case.unit.name),
        Fact(_("Feedback"), case.feedback.full_number, url=case.feedback.get_absolute_url()),
        Fact(_("Issued on"), case.issued_on),
        Fact(_("Receipt"), receipt or deemed, clause="三(三)4"),
        Fact(_("Feedback meeting"), meeting),
        Fact(_("Accepted on"), case.accepted_on),
        *decision_facts(case.decision, sees_scan=sees_inner),
    ]


def kind_rows(progress: Progress) -> list[KindRow]:
    """Numbers by kind, problems and hazards never in one sum (R69)."""
    rows = [
        (_("Management shortcomings"), progress.problems, ""),
        (_("Hazards"), progress.hazards, ""),
        (_("of them ordinary"), progress.of("general_hazard"), "sub"),
        (_("of them major"), progress.of("major_hazard"), "sub"),
        (_("Violations"), progress.violations, ""),
    ]
    return [KindRow(label, tally, level) for label, tally, level in rows if tally.total]
