"""Ways from the page of a round, a finding or a report that are no verbs of it."""

from dataclasses import replace

from django.utils.translation import gettext as _

from accounts.permissions import Permission
from core.about import ABOUT
from core.access import may
from core.buttons import WAYS, button, may_do, verb_button
from core.shapes import Button
from core.verbs import noun_of
from inspections.changes import VERSIONS
from inspections.models import Finding, ImportDraft, InspectionReport, SubdistrictRound
from inspections.models.report import ReportStatus
from inspections.models.round import RoundStatus
from inspections.policies import shown_report_of
from inspections.presenters.findings import DECIDED, TOPIC, may_record
from inspections.presenters.rounds import open_ends
from records.models import IssuedDocument
from records.queries.evidence import EVIDENCE


def register_ways() -> None:
    for asked in (DECIDED, TOPIC, VERSIONS, EVIDENCE):
        ABOUT.add(Finding, asked, order=300)
    WAYS.add(SubdistrictRound, way_to_report, order=400)
    WAYS.add(SubdistrictRound, way_to_corrections, order=410)
    WAYS.add(SubdistrictRound, way_to_closing_check, order=900)
    WAYS.add(Finding, way_to_next_finding, order=300)
    WAYS.add(InspectionReport, way_to_paper, order=400)


def recording_buttons(round_, user, today) -> list[Button]:
    """How findings come into the round, as on its page, for the pages inside it."""
    ways = ((noun_of(Finding), "record"), (noun_of(ImportDraft), "upload"))
    return [verb_button(noun, noun.verb(name), round_, user=user, today=today) for noun, name in ways]


def way_to_report(round_, user, today) -> list[Button]:
    """The page's main button for whoever must bring the report on; its verbs stand on its own page."""
    if shown_report_of(round_) is None:
        return []
    report = InspectionReport.objects.visible_to(user).filter(round=round_).first()
    if report is None or not may(user, Permission.REPORT_VIEW, report):
        return []
    noun = noun_of(InspectionReport)
    steps = [verb for verb in noun.verbs if verb.is_step and noun.page_model(verb) is InspectionReport]
    is_main = any(may_do(noun, verb, report, access=user.access) for verb in steps)
    kind = "primary" if is_main else "secondary"
    return [button(_("Open the report"), "inspections:report-detail", report, icon="file-earmark-text", kind=kind)]


def way_to_corrections(round_, user, today) -> list[Button]:
    is_over = round_.status in (RoundStatus.ARCHIVED, RoundStatus.CANCELLED)
    if round_.entered_on is None or is_over or not may(user, Permission.ROUND_CONDUCT, round_):
        return []
    return [button(_("Correct a date"), "inspections:round-corrections", round_, icon="pencil")]


def way_to_closing_check(round_, user, today) -> list[Button]:
    """While the round cannot be closed, the page that names what is open."""
    noun = noun_of(SubdistrictRound)
    close = noun.verb("close")
    if not may_do(noun, close, round_, access=user.access) or not open_ends(round_, today):
        return []
    return [button(_("Closing check"), noun.url_name(close), round_, icon="list-check")]


def way_to_next_finding(finding, user, today) -> list[Button]:
    """Whoever has just recorded one goes on to the next."""
    if not may_record(finding.round, user, today):
        return []
    another = button(_("Record another finding"), "inspections:finding-record", finding.round, icon="plus-lg")
    return [another]


def way_to_paper(report, user, today) -> list[Button]:
    """As it would be printed; once the committee has approved it, as it was issued."""
    if report.status == ReportStatus.APPROVED:
        issued = IssuedDocument.objects.visible_to(user).of(report).filter(kind="inspection_report").first()
        if issued is not None:
            return [Button(_("Issued report"), issued.get_absolute_url(), icon="file-earmark-pdf")]
    preview = button(_("Preview (PDF)"), "inspections:report-preview", report, icon="file-earmark-pdf")
    word = replace(preview, label=_("Preview (Word)"), url=f"{preview.url}?as=word", icon="file-earmark-word")
    return [preview, word]
