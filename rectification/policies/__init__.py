"""Relations of a rectification: who answers for the subdistrict that day, who may check, whose turn it is."""

from datetime import date

from django.utils.translation import gettext as _

from accounts.models import TermOfOffice, Unit, User
from accounts.queries.principals import term_answered_by
from accounts.roles import Role
from core.day_words import day_in_words
from core.refusals import IllegalMove, NotAllowed
from inspections.models import InspectionReport, SubdistrictRound
from inspections.models.finding import FindingKind
from inspections.models.report import ReportStatus
from inspections.models.round import RoundStatus
from inspections.policies import report_of
from records.policies import require_other_person
from rectification.models import ReceiptCorrection, RectificationCase, RectificationItem


class EvidenceMissing(IllegalMove):
    """A major hazard reported as rectified with nothing that shows it; the form shows it at the field `field`."""

    field = "no_evidence_reason"


def approved_report(round_: SubdistrictRound) -> InspectionReport:
    """The round's report as the committee approved it. Raises IllegalMove before (三(三)4, R58)."""
    report = report_of(round_)
    if report is None or report.status != ReportStatus.APPROVED:
        raise IllegalMove(
            _("The committee has not approved the inspection report yet; there is no feedback before that (三(三)4).")
        )
    return report


def require_principal(unit: Unit, *, by: User, on: date) -> TermOfOffice:
    """The term of the party secretary or office director in post that day who acts, himself or by his dated
    delegation; nobody else may (三(三)4, R5, R59, R90)."""
    term = term_answered_by(unit, by, on)
    if term is None:
        raise NotAllowed(
            _("Only a principal of %(unit)s in post on %(day)s (party secretary or office director) may do this.")
            % {"unit": unit.short_name, "day": day_in_words(on)}
        )
    return term


def require_term(unit: Unit, term: TermOfOffice, *, on: date) -> None:
    """The principal named was in post that day. Raises IllegalMove."""
    if not unit.terms.in_post(on).filter(pk=term.pk).exists():
        raise IllegalMove(
            _("%(name)s was not a principal of %(unit)s on %(day)s.")
            % {"name": term.full_name, "unit": unit.short_name, "day": day_in_words(on)}
        )


def require_whole_report(measures: str, investigation: str, commitment: str) -> None:
    if not measures.strip():
        raise IllegalMove(_("Part one is empty: describe the rectification (三(三)5)."))
    if not investigation.strip():
        raise IllegalMove(_("Part two is empty: describe punishment and investigation, or write “none” (三(三)5)."))
    if not commitment.strip():
        raise IllegalMove(_("The principal has to commit to the truth of the report before it can be filed (四(三))."))


def require_evidence_or_reason(item: RectificationItem, reason: str) -> None:
    """Of an item without evidence: a major hazard is reported as rectified with a photo or paper that shows it, or
    with the reason why there is none (三(三)4, R64). Raises EvidenceMissing."""
    if item.kind == FindingKind.MAJOR_HAZARD and not reason.strip():
        raise EvidenceMissing(
            _(
                "Item %(number)s is a major hazard: add a photo or paper that shows it is fixed, or say why there is "
                "none."
            )
            % {"number": item.number}
        )


def require_answered(case: RectificationCase) -> None:
    """Returned items after the first filing and all items before it: reported, or explained with a new date."""
    numbers = list(case.items.unanswered().order_by("number").values_list("number", flat=True))
    if numbers:
        raise IllegalMove(
            _("Neither reported nor explained with a reason and a new date: items %(numbers)s.")
            % {"numbers": _(", ").join(str(number) for number in numbers)}
        )


def require_checker(item: RectificationItem, case: RectificationCase, *, by: User) -> None:
    """The rectifier never verifies: neither who reported nor anybody of the unit that rectifies (R68)."""
    message = _("Whoever rectified or reported it does not check it. Somebody of the team or the office has to.")
    require_other_person(by, item.reported_by_id, message)
    if by.unit_id is not None and by.unit_id == case.unit_id:
        raise NotAllowed(message)


def require_live(item: RectificationItem) -> None:
    if item.is_withdrawn:
        raise IllegalMove(
            _("Item %(number)s was withdrawn by the committee; nothing is owed for it.") % {"number": item.number}
        )


def require_with_subdistrict(case: RectificationCase) -> None:
    """What the principal has put his word to stands still while the committee reviews it (R90)."""
    if case.is_under_review:
        raise IllegalMove(
            _(
                "The report is with the committee for review; items are changed after it has come back "
                "or been accepted."
            )
        )


def require_not_archived(case: RectificationCase) -> None:
    if case.round.status == RoundStatus.ARCHIVED:
        raise IllegalMove(
            _("The round is archived and changes no more; what comes later is added to it as a supplement volume.")
        )


def require_side(case: RectificationCase, *, by: User, on: date) -> None:
    """Of the office that issued the feedback, or answering that day for the subdistrict that received it (ADR 13).
    Raises NotAllowed."""
    if by.role != Role.OFFICE:
        require_principal(case.unit, by=by, on=on)


def require_both_sides(correction: ReceiptCorrection, *, by: User, comes_earlier: bool) -> None:
    """No side moves the date by itself; two of the office may, as long as no date told comes earlier by it (ADR 13).
    Raises NotAllowed."""
    is_office = [each.role == Role.OFFICE for each in (correction.proposed_by, by)]
    if not any(is_office):
        raise NotAllowed(_("Both of you are of the subdistrict. Somebody of the committee office has to confirm it."))
    if comes_earlier and all(is_office):
        raise NotAllowed(
            _("The date that the subdistrict was told would come earlier: one of its principals has to confirm it.")
        )
