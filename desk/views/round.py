from django.db.models import Count, Q
from django.utils.functional import cached_property

from accounts.models import Delegation
from accounts.permissions import Permission
from core.presenters import timeline
from core.transitions import may_move
from core.views.base import ThingDetailView
from deadlines.models import Deadline
from deadlines.presenters import present_all
from desk.round_progress import next_step, stages
from desk.round_verbs import offered
from inspections.closing import gaps
from inspections.models import FactCorrection, InspectionReport, SubdistrictRound
from inspections.models.correction import CorrectionStatus
from inspections.models.round import RoundStatus
from inspections.presenters import counts, links_for, what_is_missing
from inspections.queries.coverage import coverage_of, methods_used
from records.models import IssuedDocument
from rectification.models import ReceiptCorrection, RectificationCase, RectificationItem

EVENTS_SHOWN = 30


class RoundDetailView(ThingDetailView):
    """The round's workspace: one page that answers what stage, who, by when, and what is missing."""

    rule = Permission.ROUND_VIEW
    model = SubdistrictRound
    template_name = "desk/round/detail.html"

    def get_queryset(self):
        return super().get_queryset().select_related("subdistrict", "team", "ruleset", "entry__cycle", "scope")

    @cached_property
    def report(self):
        return InspectionReport.objects.visible_to(self.request.user).filter(round=self.object).first()

    @cached_property
    def case(self):
        return RectificationCase.objects.visible_to(self.request.user).filter(round=self.object).first()

    @cached_property
    def deadlines(self):
        """The round's deadlines and those issued out of it, as this person may see them."""
        scope = self.object.scope_id
        found = Deadline.objects.visible_to(self.request.user).filter(Q(scope_id=scope) | Q(round_scope_id=scope))
        # Items have dates of their own; they stand in the rectification, not here.
        found = found.exclude(subject_kind=RectificationItem._meta.model_name)
        return present_all(found.order_by("due_on"), self.today, self.request.user)

    @cached_property
    def gaps(self):
        """What keeps the round from closing."""
        return gaps(self.object, self.today)

    def waiting_corrections(self) -> list[dict]:
        """Dates of the round and of its rectification that wait for a second person."""
        user, waits = self.request.user, {"status": CorrectionStatus.PROPOSED}
        found = [
            *FactCorrection.objects.visible_to(user).filter(round=self.object, **waits),
            *ReceiptCorrection.objects.visible_to(user).filter(case__round=self.object, **waits),
        ]
        return [{"text": str(one), "url": one.get_absolute_url()} for one in found]

    def step(self):
        step = next_step(self.object, self.report, self.case)
        if step is None:
            return None
        running = next(
            (due for due in self.deadlines if due.deadline.kind == step.duty and not due.deadline.met_on), None
        )
        missing = links_for(self.request.user, self.object, what_is_missing(self.object, self.today))
        if step.verb == "close":
            missing = [{"text": gap.label, "url": gap.path} for gap in self.gaps]
        return {
            "what": step.what,
            "who": step.who,
            "deadline": running,
            "signal": running.signal if running else "normal",
            "clause": step.clause,
            "missing": missing,
        }

    def get_context_data(self, **kwargs):
        round = self.object
        user = self.request.user
        first = self.case.submissions.order_by("number").first() if self.case else None
        things = [thing for thing in (round, self.report, self.case) if thing]
        return super().get_context_data(
            round=round,
            report=self.report,
            case=self.case,
            is_on_site=round.status == RoundStatus.ON_SITE,
            stages=stages(round, self.report, self.case, first.submitted_on if first else None),
            next_step=self.step(),
            waiting_corrections=self.waiting_corrections(),
            actions=offered(
                round,
                self.report,
                self.case,
                gaps=self.gaps if may_move(round, "close", access=self.access) else [],
                access=self.access,
            ),
            counts=counts(round, user),
            items=self.case.items.aggregate(total=Count("pk"), closed=Count("pk", filter=Q(status="closed")))
            if self.case
            else None,
            coverage=coverage_of(round),
            methods=methods_used(round),
            may_leave_out=may_move(round, "note", access=self.access),
            notes=round.notes.select_related("recorded_by")[:5],
            # A candidate dropped before approval keeps a row without a start; he never served.
            stand_ins=Delegation.objects.in_force(self.today).filter(scope=round.scope_id).select_related("taker"),
            members=round.team.memberships.exclude(from_on=None)
            .select_related("person__unit")
            .order_by("role", "person__full_name"),
            documents=IssuedDocument.objects.visible_to(user).filter(
                Q(scope_id=round.scope_id) | Q(round_scope_id=round.scope_id)
            ),
            deadlines=self.deadlines,
            events=timeline(things, user)[:EVENTS_SHOWN],
            **kwargs,
        )
