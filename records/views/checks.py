"""What anybody may ask of a paper in his hand: whether it is genuine. A page is made of a `CheckedPaper`, whose few
fields are all that is told."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import override
from django.views.generic import TemplateView

from accounts.brakes import Braked
from accounts.middleware import client_address
from core.rules import PUBLIC
from records.actions.checking import paper_by_code
from records.models import IssuedDocument
from records.recalls import Recall, recall_of

MISSING, TOO_MANY = 404, 429


@dataclass(frozen=True)
class CheckedPaper:
    number: str
    on: date
    issuer: str
    sha256: str
    recall: Recall | None


def checked(document: IssuedDocument) -> CheckedPaper:
    return CheckedPaper(
        document.full_number, document.issued_on, document.data["issuer"], document.pdf.sha256, recall_of(document)
    )


class PaperCheckView(TemplateView):
    """By the address behind the QR code, or by a code that is typed. No code and a wrong one look alike but for the
    words that it is wrong."""

    rule = PUBLIC
    template_name = "records/check.html"

    def get(self, request, *args, code="", **kwargs):
        typed, paper, wait = code or request.GET.get("code", ""), None, None
        with override("zh-hans"):
            try:
                document = paper_by_code(typed=typed, address=client_address(request), at=timezone.now())
                paper = checked(document) if document else None
            except Braked as braked:
                wait = braked
            status = TOO_MANY if wait else MISSING if typed and not paper else 200
            context = self.get_context_data(paper=paper, is_wrong=status == MISSING, is_braked=wait is not None)
            response = self.render_to_response(context, status=status).render()
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        if wait:
            response.headers["Retry-After"] = str(wait.seconds)
        return response
