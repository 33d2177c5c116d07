"""One listed hazard as pages show it."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from core.cells import Due, Soft, Under
from core.day_words import day_in_words
from core.presenters import badge_of
from core.shapes import Badge, Crumb, Fact, Missing, Stage, Step
from core.tables import Column, Table, table_of
from deadlines.presenters import present
from records.presenters.decisions import decision_facts
from records.presenters.gallery import cell_of
from records.queries.decisions import decisions_about
from rectification.actions.listings import why_not_requested
from rectification.models.listing import EVER_LISTED, ON_LIST, OWED, CheckResult, ListingStatus
from rectification.policies.listings import verified_removal

PROBLEM_SIGNS = 40


def crumbs(listing) -> list[Crumb]:
    return [
        Crumb(_("Listed hazards"), reverse("rectification:listing-register")),
        Crumb(str(listing), listing.get_absolute_url()),
    ]


def running(listing):
    """The clock that runs, None where none does."""
    deadline = listing.deadline
    return deadline if deadline is not None and deadline.is_open and listing.status in OWED else None


def state_of(listing, today) -> Badge:
    """Withdrawn is told, though it is no state."""
    return Badge(_("Withdrawn"), "warn") if listing.is_withdrawn else badge_of(listing)


def why_not_listed(listing, user, today) -> str:
    if not listing.lacking:
        return ""
    return _("Not settled yet: %(missing)s.") % {"missing": _(", ").join(listing.lacking)}


def why_not_left_out(listing, user, today) -> str:
    if verified_removal(listing, on=today):
        return ""
    return _("Nobody has verified its removal yet; without that it has to be listed.")


def why_no_request(listing, user, today) -> str:
    return why_not_requested(listing)


def why_not_removed(listing, user, today) -> str:
    if listing.acceptance is None:
        return _("Nobody has checked it for acceptance yet.")
    if listing.acceptance.result != CheckResult.REMOVED:
        return _("The check did not find it removed.")
    return ""


def why_not_rejected(listing, user, today) -> str:
    return _("Nobody has checked it for acceptance yet.") if listing.acceptance is None else ""


def points_of_hazard(listing, user, today) -> list[str]:
    return [
        f"{listing.subject_name}：{listing.text}",
        _("Criterion: %(criterion)s") % {"criterion": listing.criterion},
    ]


def finding_label(finding) -> str:
    return f"{finding.round.subdistrict.short_name} {finding}"


def points_of_finding(finding, user, today) -> list[str]:
    return [f"{finding.subject_name}：{finding.text}"]


def points_of_acceptance(listing, user, today) -> list[str]:
    made = listing.acceptance
    if made is None:
        return points_of_hazard(listing, user, today)
    said = _("Check of %(day)s by %(name)s: %(result)s") % {
        "day": day_in_words(made.checked_on), "name": made.checked_by.printed_name,
        "result": made.get_result_display(),
    }  # fmt: skip
    return [*points_of_hazard(listing, user, today), said, made.words]


# --- The page -------------------------------------------------------------------------------------------------------


def stages_of(listing) -> list[Stage]:
    """Proposal, list, sign, request, check, removal; a refusal puts it back to the removal of the hazard."""
    if listing.status == ListingStatus.NOT_LISTED:
        return [
            Stage(pgettext("stage of a listing", "Proposal"), "done", listing.proposed_on),
            Stage(ListingStatus.NOT_LISTED.label, "done", listing.decided_on),
        ]
    is_asked = listing.status in (ListingStatus.ACCEPTANCE_REQUESTED, ListingStatus.REMOVED)
    checked = listing.acceptance.checked_on if listing.acceptance and is_asked else None
    days = [
        (pgettext("stage of a listing", "Proposal"), listing.proposed_on),
        (pgettext("stage of a listing", "List"), listing.listed_on),
        (pgettext("stage of a listing", "Sign"), listing.sign_on),
        (pgettext("stage of a listing", "Request"), listing.requested_on if is_asked else None),
        (pgettext("stage of a listing", "Check"), checked),
        (pgettext("stage of a listing", "Removal"), listing.removed_on),
    ]
    at = next((index for index, (_label, on) in enumerate(days) if on is None), len(days))
    return [
        Stage(label, "done" if on else "current" if index == at else "todo", on)
        for index, (label, on) in enumerate(days)
    ]


def step_of(listing, user, today) -> Step | None:
    """What happens next, and who does it; None once it is over."""
    office, committee = _("Committee office"), _("Safety committee")
    subdistrict, clause = listing.round.subdistrict.short_name, "三(三)4"
    if listing.is_withdrawn or listing.status == ListingStatus.NOT_LISTED:
        return None
    if listing.status == ListingStatus.PROPOSED:
        missing = why_not_listed(listing, user, today)
        if missing:
            return Step(_("Settle the five fields"), office, clause, missing=[Missing(missing)])
        return Step(_("List it, or leave it off the list where its removal was verified"), committee, clause)
    if listing.status in OWED:
        due = present(running(listing), today)
        missing = why_not_requested(listing)
        return Step(
            _("Remove the hazard and ask for acceptance"), subdistrict, clause, due, due.signal if due else "normal",
            missing=[Missing(missing)] if missing else [],
        )  # fmt: skip
    if listing.status == ListingStatus.ACCEPTANCE_REQUESTED:
        if listing.acceptance is None:
            return Step(_("Check it for acceptance; never who rectified it"), _("Team, office or department"), clause)
        return Step(_("Take it off the list, or refuse the acceptance"), committee, clause)
    open_ = unpublished(listing)
    return (
        Step(_("Record the publication"), office, clause, missing=[Missing(one) for one in open_]) if open_ else None
    )


def unpublished(listing) -> list[str]:
    found = []
    if listing.status in EVER_LISTED and listing.published_on is None:
        found.append(_("its listing is not published"))
    if listing.status == ListingStatus.REMOVED and listing.removal_published_on is None:
        found.append(_("its removal is not published"))
    return found


def facts_of(listing, *, is_inner) -> list[Fact]:
    """`is_inner`: for whoever proposes and decides; the others read of the round its name alone."""
    round_, finding = listing.round, listing.finding
    rows = [
        Fact(_("Hazard"), listing.text, finding.get_absolute_url() if is_inner else "", wide=True),
        Fact(_("Inspected body"), listing.subject_name),
        Fact(_("Unified social credit code"), listing.credit_code),
        Fact(_("Place"), listing.place),
        Fact(_("Found on"), listing.found_on),
        Fact(_("Criterion"), _criterion(listing), clause="三(三)4", wide=True),
        Fact(_("Round"), str(round_), round_.get_absolute_url() if is_inner else ""),
    ]
    if is_inner:
        rows += [
            Fact(_("Proposed by"), listing.proposed_by.printed_name),
            Fact(_("Why it is proposed"), listing.reason, wide=True),
        ]
    return [row for row in rows if row.value]


def _criterion(listing) -> str:
    return f"{listing.criterion}：{listing.criterion_text}" if listing.criterion_text else listing.criterion


def settled_facts(listing) -> list[Fact]:
    """五落实, and who supervises."""
    return [
        Fact(_("Body responsible for the removal"), listing.responsible_body),
        Fact(_("Person responsible, with post"), listing.responsible_person),
        Fact(_("Supervising department"), listing.department.name if listing.department else None),
        Fact(_("Funds"), listing.funds),
        Fact(_("To be removed by"), listing.due_on),
        Fact(_("Measures"), listing.measures, wide=True),
        Fact(_("Control until it is removed"), listing.interim_measures, wide=True),
        Fact(_("Emergency plan"), listing.plan, wide=True),
    ]


def course_facts(listing, *, is_inner) -> list[Fact]:
    """Of a listed one: notices, sign, request, publications; the decision last."""
    rows = [
        *_paper(_("Notice of the listing"), listing.notice),
        Fact(_("Where the sign stands"), listing.sign_place),
        Fact(_("Next check due"), listing.next_check_on if listing.status in ON_LIST else None),
        Fact(_("How it was removed"), listing.rectification, clause="三(三)4", wide=True),
        Fact(_("Requested by"), listing.requested_by.printed_name if listing.requested_by else None),
        Fact(_("Times refused"), str(listing.rejections) if listing.rejections else None),
        *_paper(_("Notice of the removal"), listing.removal_notice),
        *_published(_("Listing published"), listing.published_on, listing.published_where, listing.published_url),
        *_published(
            _("Removal published"), listing.removal_published_on, listing.removal_published_where,
            listing.removal_published_url,
        ),
    ]  # fmt: skip
    for decision in decisions_about(listing):
        rows += [*decision_facts(decision, sees_scan=is_inner), Fact(_("Opinion of the committee"), decision.note)]
    return [row for row in rows if row.value]


def _paper(label, document) -> list[Fact]:
    return [Fact(label, document.full_number, document.get_absolute_url())] if document else []


def _published(label, on, where, url) -> list[Fact]:
    return [Fact(label, f"{day_in_words(on)} {where}", url)] if on else []


# --- Tables ---------------------------------------------------------------------------------------------------------


def short_hazard(listing) -> str:
    words = listing.text[:PROBLEM_SIGNS]
    return f"{listing.subject_name}：{words}{'…' if len(listing.text) > PROBLEM_SIGNS else ''}"


def _number(listing, today):
    return listing.notice.full_number if listing.notice_id else None


def _due(listing, today):
    deadline = running(listing)
    return Due(present(deadline, today)) if deadline else listing.due_on


NUMBER = Column(gettext_lazy("Notice"), _number, "tight", is_desk_only=True)
HAZARD = Column(gettext_lazy("Hazard"), lambda one, today: short_hazard(one), is_link=True, is_title=True)
DUE = Column(gettext_lazy("To be removed by"), _due, "tight")
STATE = Column(gettext_lazy("State"), state_of, "tight")


def listings_table(found, today) -> Table:
    """Inside another page."""
    return table_of(_("Listed hazards"), (HAZARD, NUMBER, DUE, STATE), found, today)


def checks_table(rows, today) -> Table:
    """`rows`: each check with the links of its files (CheckRow)."""
    return table_of(_("Checks"), _CHECKS, rows, today)


def _result(row, today):
    label = row.check.get_result_display()
    tone = {"removed": "ok", "on_plan": "info"}.get(row.check.result, "bad")
    kind = (Soft(_("for acceptance")),) if row.check.is_acceptance else ()
    return (Badge(label, tone), *kind)


_CHECKS = (
    Column(pgettext_lazy("check of a listing", "Checked on"), lambda row, today: row.check.checked_on, "date"),
    Column(pgettext_lazy("check of a listing", "Result"), _result, "tight"),
    Column(
        pgettext_lazy("check of a listing", "What it showed"),
        lambda row, today: (row.check.words, Under(row.check.checked_by.printed_name)), is_title=True,
    ),
    Column(gettext_lazy("Photos and papers"), lambda row, today: cell_of(row.links)),
)  # fmt: skip
