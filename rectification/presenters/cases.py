"""A case as its page shows it: stages, the next step, the verbs for this person, numbers. Reads what it is handed."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from accounts.permissions import Permission
from core.buttons import button
from core.day_words import day_in_list, day_in_words
from core.transitions import may_move
from deadlines.presenters import present
from inspections.models.round import RoundStatus
from rectification.models.case import CaseStatus

TONES = {
    CaseStatus.AWAITING_RECEIPT: "warn",
    CaseStatus.RECTIFYING: "info",
    CaseStatus.SUBMITTED: "info",
    CaseStatus.RETURNED: "bad",
    CaseStatus.ACCEPTED: "ok",
}
# How many of the six stages lie behind a case in this state.
_BEHIND = {
    CaseStatus.AWAITING_RECEIPT: 1,
    CaseStatus.RECTIFYING: 2,
    CaseStatus.RETURNED: 2,
    CaseStatus.SUBMITTED: 4,
    CaseStatus.ACCEPTED: 6,
}


def stages_of(case, submitted_on=None) -> list[dict]:
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
        {
            "label": label,
            "state": "done" if index < behind else "current" if index == behind else "todo",
            "on": on if index < behind else None,
        }
        for index, (label, on) in enumerate(days)
    ]


def due_of(case, today):
    """The date that counts now, as due_date.html takes it."""
    return present(case.running_deadline, today)


def next_step_of(case, tally, *, unanswered, principals, today, review=None) -> dict:
    """Arguments of next_step.html. `principals` are the names in post today, `unanswered` a number of items, `review`
    the committee's deadline while it decides."""
    due = due_of(case, today)
    step = {"deadline": due, "signal": due.signal, "missing": [], "clause": "三(三)5", "who": case.unit.short_name}
    url = case.get_absolute_url()
    if case.status == CaseStatus.ACCEPTED:
        reopened = (
            [_missing(_count(tally.total - tally.closed), f"{url}?status=not_closed")]
            if tally.total > tally.closed
            else []
        )
        return step | {
            "what": _("The rectification is accepted"),
            "who": "",
            "deadline": None,
            "signal": "done",
            "missing": reopened,
        }
    if case.status == CaseStatus.SUBMITTED:
        return step | {
            "what": _("Check the items on site, close or return them, decide on the whole"),
            "who": _("Inspection team, committee office, safety committee"),
            "deadline": present(review, today),
            "signal": review.signal(today) if review else "normal",
            "missing": _left_to_review(tally, url),
        }
    missing = []
    if case.status == CaseStatus.AWAITING_RECEIPT:
        step |= {
            "what": _("A principal signs for the feedback"),
            "who": _who(case, principals),
            "clause": "三(三)4",
        }
        missing = [
            _missing(
                _("No principal has signed. Without a signature receipt counts as given on %(day)s.")
                % {"day": day_in_words(case.deemed_on)}
            )
        ]
    elif case.status == CaseStatus.RETURNED:
        step["what"] = _("Rectify what was returned and file the report again")
    else:
        step["what"] = _("Rectify, report item by item, and file the report")
    if unanswered:
        words = ngettext(
            "%(count)s item is neither reported nor explained",
            "%(count)s items are neither reported nor explained",
            unanswered,
        ) % {"count": unanswered}
        missing.append(_missing(words, f"{url}?status=unanswered"))
    elif case.status in (CaseStatus.RECTIFYING, CaseStatus.RETURNED):
        step["what"] = _("Every item is answered: a principal files the report")
        step["who"] = _who(case, principals)
    return step | {"missing": missing}


def _who(case, principals) -> str:
    """The subdistrict with the names of its principals in post, where there are any."""
    if not principals:
        return case.unit.short_name
    return _("%(unit)s: %(names)s") % {"unit": case.unit.short_name, "names": _(", ").join(principals)}


def _count(number) -> str:
    return ngettext("%(count)s item is not closed", "%(count)s items are not closed", number) % {"count": number}


def _missing(text, url="") -> dict:
    return {"text": text, "url": url}


def _left_to_review(tally, url) -> list[dict]:
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
    return [_missing(words(n) % {"count": n}, f"{url}?status={status}") for n, status, words in rows if n]


def actions_of(case, tally, access) -> list[dict]:
    """The verbs of the state table for this person; what cannot be done yet says why."""
    rows = []
    if may_move(case, "sign_receipt", access=access):
        rows.append(button(_("Sign for the feedback"), "rectification:case-receive", case, icon="check2-square"))
    if may_move(case, "submit", access=access):
        rows.append(button(_("File the rectification report"), "rectification:case-submit", case, icon="send"))
    if case.is_under_review and access.permits(Permission.CASE_REVIEW, case.scope_ids):
        review = button(_("Review item by item"), "rectification:case-review", case, icon="list-check")
        accept, give_back = decisions_of(case, tally)
        rows += [review, accept, give_back] if accept["disabled_reason"] else [accept, review, give_back]
    if rows:
        # What the next step asks of this person; the verbs below stand beside the way.
        rows[0]["kind"] = "primary"
    if may_move(case, "record_meeting", access=access) and case.meeting_on is None:
        rows.append(button(_("Record the feedback meeting"), "rectification:case-meeting", case, icon="people"))
    is_delivered = case.received_on is not None or case.meeting_on is not None
    is_open = case.round.status != RoundStatus.ARCHIVED
    if is_delivered and is_open and access.permits(Permission.RECEIPT_CORRECT, (case.scope_id,)):
        rows.append(button(_("Correct a date"), "rectification:case-corrections", case, icon="pencil"))
    return rows


def decisions_of(case, tally) -> list[dict]:
    """Accept or return the whole."""
    left = tally.total - tally.closed
    accept = button(_("Accept the rectification"), "rectification:case-accept", case, icon="check-lg")
    accept["disabled_reason"] = _("Possible once every item is closed.") if left else ""
    give_back = button(_("Return to the subdistrict"), "rectification:case-return", case, kind="danger", icon="reply")
    give_back["disabled_reason"] = "" if tally.unfinished else _("Return an item first.")
    return [accept, give_back]


def facts_of(case) -> list[dict]:
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
    return [
        {"label": _("Subdistrict"), "value": case.unit.name},
        {"label": _("Feedback"), "value": case.feedback.full_number, "url": case.feedback.get_absolute_url()},
        {"label": _("Issued on"), "value": case.issued_on},
        {
            "label": _("Receipt"),
            "value": receipt or _("not signed; deemed on %(day)s") % {"day": day_in_list(case.deemed_on)},
            "clause": "三(三)4",
        },
        {"label": _("Feedback meeting"), "value": meeting},
        {"label": _("Accepted on"), "value": case.accepted_on},
    ]


def kind_rows(progress) -> list[dict]:
    """Numbers by kind, problems and hazards never in one sum (R69)."""
    rows = [
        (_("Management shortcomings"), progress.problems, ""),
        (_("Hazards"), progress.hazards, ""),
        (_("of them ordinary"), progress.of("general_hazard"), "sub"),
        (_("of them major"), progress.of("major_hazard"), "sub"),
        (_("Violations"), progress.violations, ""),
    ]
    return [{"label": label, "tally": tally, "level": level} for label, tally, level in rows if tally.total]
