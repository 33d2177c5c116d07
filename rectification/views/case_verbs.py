"""The verbs of a case whose pages show more than a form."""

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.cells import Under
from core.tables import Column, table_of
from core.views.verbs import VerbView
from inspections.models.report import ReportStatus
from inspections.policies import report_of
from rectification.models import RectificationCase
from rectification.presenters import cases as presenter
from rectification.presenters.crumbs import case_crumbs
from rectification.queries.progress import progress_of
from rectification.snapshot import items_of


def _photos(line) -> tuple:
    words = ngettext("with %(count)s photo", "with %(count)s photos", len(line.photos))
    return (Under(words % {"count": len(line.photos)}),) if line.photos else ()


ISSUED = (
    Column(gettext_lazy("No."), lambda line, today: line.number, "num"),
    Column(
        gettext_lazy("Problem or hazard"),
        lambda line, today: (line.text, Under(line.subject_name), *_photos(line)),
        is_title=True,
    ),
    Column(gettext_lazy("Kind"), lambda line, today: line.kind_words),
    Column(gettext_lazy("Requirement"), lambda line, today: line.requirement),
    Column(gettext_lazy("To be fixed by"), lambda line, today: line.due),
)


class CaseIssueView(VerbView):
    """What the committee has approved goes out; shows what that is before it does."""

    template_name = "rectification/case/issue.html"

    def crumbs(self) -> list:
        return super().crumbs() or case_crumbs()

    def get_context_data(self, **kwargs):
        round_ = self.thing
        report = report_of(round_)
        snapshot = report.snapshot if report and report.status == ReportStatus.APPROVED else None
        lines = []
        if snapshot:
            findings = round_.findings.confirmed().ordinary()
            lines = items_of(
                snapshot,
                standing={str(finding.pk): finding for finding in findings},
                submitted_on=report.submitted_on,
            )
        case = RectificationCase.objects.filter(round=round_).first()
        return super().get_context_data(
            lines=lines,
            table=table_of(_("What will be issued"), ISSUED, lines, self.today),
            is_approved=snapshot is not None,
            case=case,
            **kwargs,
        )


class CaseReceiptView(VerbView):
    template_name = "rectification/case/receive.html"


class CaseSubmitView(VerbView):
    template_name = "rectification/case/submit.html"

    def get_context_data(self, **kwargs):
        case = self.thing
        number = case.submissions.count() + 1
        filing = case.items.live().filter(filing=number)
        items = filing.select_related("deadline", "finding").order_by("number")
        return super().get_context_data(
            case=case,
            due=presenter.due_of(case, self.today),
            days_late=case.days_late(self.today),
            number=number,
            tally=progress_of(filing, self.today).all,
            explained=[item for item in items if item.is_explained],
            unanswered=case.items.unanswered().order_by("number"),
            **kwargs,
        )


class CaseDecisionView(VerbView):
    """The committee on the whole, below where it stands."""

    template_name = "rectification/case/decide.html"

    def get_context_data(self, **kwargs):
        case = self.thing
        return super().get_context_data(
            case=case,
            tally=progress_of(case.items.all(), self.today).all,
            unfinished=case.items.unfinished().order_by("number"),
            submission=case.submissions.annotate(item_count=Count("lines")).order_by("number").last(),
            **kwargs,
        )
