from accounts.permissions import Permission
from core.presenters import timeline
from core.progress import next_step_of, stages_of, with_progress
from core.sections import history_of
from core.shapes import Step
from core.views.base import ThingDetailView
from deadlines.presenters import present
from desk.round_board import deadlines_of
from inspections.models import SubdistrictRound
from inspections.models.round import RoundStatus

EVENTS_SHOWN = 30


class RoundDetailView(ThingDetailView):
    """The round's workspace: one page that answers what stage, who, by when, and what is missing. What is on it comes
    from the apps whose part of the way it is."""

    rule = Permission.ROUND_VIEW
    model = SubdistrictRound
    template_name = "desk/round/detail.html"

    def get_queryset(self):
        return with_progress(super().get_queryset().select_related("team", "ruleset", "entry__cycle", "scope"))

    def get_object(self, queryset=None):
        round_ = super().get_object(queryset)
        round_.report_read_along = getattr(round_, "report", None)
        return round_

    def step(self) -> Step | None:
        round_ = self.object
        step = next_step_of(round_, self.request.user)
        if step is None:
            return None
        deadlines = deadlines_of([round_], self.request.user, [step.duty] if step.duty else [])
        running = present(next(iter(deadlines), None), self.today)
        return Step(
            what=step.what,
            who=step.who,
            clause=step.clause,
            deadline=running,
            signal=running.signal if running else "normal",
            missing=step.missing(round_, self.today) if step.missing else (),
        )

    def get_context_data(self, **kwargs):
        round_, user = self.object, self.request.user
        return super().get_context_data(
            round=round_,
            stages=stages_of(round_, user, is_over=round_.status == RoundStatus.CANCELLED),
            next_step=self.step(),
            events=timeline(history_of(round_, user), user)[:EVENTS_SHOWN],
            **kwargs,
        )
