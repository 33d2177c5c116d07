from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from core.lists import DescribedListView
from core.tables import Column
from core.views.base import ThingDetailView
from core.views.verbs import VerbView
from rectification.filters.results import CopyFilter
from rectification.models import CopyLetter
from rectification.presenters import copy_letters as presenter
from rectification.queries.copy_letters import with_all

ROUND = Column(_("Round"), lambda one, today: str(one.round), is_title=True)


class CopySendView(VerbView):
    """Both letters at once, so it leads back to the round."""

    def get_success_url(self):
        return f"{self.thing.get_absolute_url()}#results"


class CopyListView(DescribedListView):
    """Every copy, with those whose receipt is missing in a filter of their own (R71); of a body, its own."""

    rule = Permission.COPY_VIEW
    model = CopyLetter
    filterset_class = CopyFilter
    columns = (
        presenter.NUMBER, ROUND, presenter.BODY, presenter.SENT, presenter.RECEIPT_BY, presenter.RECEIVED,
        presenter.STATE,
    )  # fmt: skip
    heading = _("Copies")
    lead = _("Results of inspection that were copied to the two bodies, and their receipt.")
    lead_clause = "三(三)6"
    nothing = _("No copy is sent yet")
    why = _("Once an assessment is locked, its result is copied from the page of the round.")
    icon_name = "files"
    export_verb = "copy.export"

    def get_base_queryset(self):
        return with_all(super().get_base_queryset()).order_by("-sent_on", "id")

    def get_filter_arguments(self):
        return {"today": self.today, "is_inner": Permission.COPY_VIEW in self.access.everywhere}


class CopyDetailView(ThingDetailView):
    rule = Permission.COPY_VIEW
    model = CopyLetter
    template_name = "rectification/copy/detail.html"

    def get_context_data(self, **kwargs):
        copy = self.object
        is_inner = Permission.COPY_VIEW in self.access.everywhere
        receipt = reverse("records:evidence-view", args=[copy.receipt_id]) if copy.receipt_id else ""
        return super().get_context_data(
            next_step=presenter.step_of(copy, self.today),
            fact_title=_("Copy"),
            facts=presenter.facts_of(copy, is_inner=is_inner),
            paper=reverse("records:document-detail", args=[copy.letter_id]),
            receipt=receipt,
            **kwargs,
        )
