from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.permissions import Permission
from core.lists import DescribedListView
from core.views.base import ThingDetailView
from inspections.asked_filters import InterviewFilter
from inspections.models import Interview, InterviewProposal
from inspections.presenters import interviews as presenter
from inspections.queries.interviews import with_all
from records.queries.evidence import evidence_of


class InterviewListView(DescribedListView):
    """Every interview in reach; of a subdistrict, its own."""

    rule = Permission.INTERVIEW_VIEW
    model = Interview
    filterset_class = InterviewFilter
    columns = (
        presenter.WHO,
        presenter.NUMBER,
        presenter.SUBDISTRICT,
        presenter.LEVEL,
        presenter.MEETING,
        presenter.REPLY,
        presenter.STATE,
    )
    heading = gettext_lazy("Interviews")
    lead = gettext_lazy("Leaders of subdistricts and enterprises who were called, with the opinion and the reply.")
    lead_clause = presenter.CLAUSE
    nothing = gettext_lazy("No interviews")
    why = gettext_lazy(
        "Nobody was called, or the filters let nothing through. They are called on the page of a round or a finding."
    )
    icon_name = "person-exclamation"
    export_verb = "interview.export"

    def get_base_queryset(self):
        return with_all(super().get_base_queryset()).order_by("-called_on", "pk")

    def get_filter_arguments(self):
        return {"today": self.today, "is_inner": Permission.INTERVIEW_VIEW in self.access.everywhere}

    def get_context_data(self, **kwargs):
        return super().get_context_data(actions=[], **kwargs)


class InterviewDetailView(ThingDetailView):
    rule = Permission.INTERVIEW_VIEW
    model = Interview
    template_name = "inspections/interview/detail.html"

    def get_context_data(self, **kwargs):
        interview, user = self.object, self.request.user
        return super().get_context_data(
            next_step=presenter.step_of(interview, self.today),
            fact_title=_("Interview"),
            facts=presenter.facts_of(
                interview, is_inner=self.access.permits(Permission.ROUND_VIEW, (interview.round.scope_id,))
            ),
            minutes=presenter.minutes_facts(interview),
            reply=presenter.reply_facts(interview),
            files=evidence_of([interview], user).get(str(interview.pk), []),
            **kwargs,
        )


class InterviewProposalDetailView(ThingDetailView):
    """提请约谈: read inside alone, by its scope."""

    rule = Permission.INTERVIEW_VIEW
    model = InterviewProposal

    def get_context_data(self, **kwargs):
        proposal = self.object
        return super().get_context_data(
            next_step=presenter.proposal_step(proposal),
            fact_title=_("Proposed interview"),
            facts=presenter.proposal_facts(proposal),
            **kwargs,
        )
