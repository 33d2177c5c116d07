from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.permissions import Permission
from core.views.base import ThingDetailView
from core.views.verbs import ActionView
from inspections.actions import corrections
from inspections.forms.corrections import CorrectStayForm, RefuseCorrectionForm, RemarkForm
from inspections.models import FactCorrection, SubdistrictRound
from inspections.models.correction import CorrectableFact
from inspections.presenters import correction_rows
from inspections.views.rounds import RoundActionView, round_crumbs


class ProposeCorrection:
    """The form that proposes; `correctable` are the facts of the thing, `list_name` the page of its corrections."""

    title = gettext_lazy("Correct a wrong date")
    submit_label = gettext_lazy("Propose the correction")
    explanation = gettext_lazy("Nothing changes until a second person confirms. Both days stay in the timeline.")
    success_message = gettext_lazy("The correction is proposed and waits for a second person.")
    correctable = CorrectableFact
    list_name = ""

    @cached_property
    def recorded(self) -> list[tuple]:
        found = [(fact.value, fact.label, getattr(self.thing, fact.value)) for fact in self.correctable]
        return [fact for fact in found if fact[2] is not None]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"facts": self.recorded}

    def get_initial(self):
        field, _label, day = self.recorded[-1] if self.recorded else ("", "", None)
        return {"field": field, "old": day}

    def get_success_url(self):
        return reverse(self.list_name, args=[self.thing.pk])


class CorrectionList:
    """What was corrected of one thing; `room` names the pages that decide."""

    decides = Permission.ROUND_CONDUCT
    room = "inspections"
    list_crumbs = staticmethod(round_crumbs)

    def get_context_data(self, **kwargs):
        may_decide = self.may(self.decides, self.object)
        decider = self.request.user if may_decide else None
        return super().get_context_data(
            corrections=correction_rows(self.object.corrections, room=self.room, decider=decider),
            may_propose=may_decide,
            crumbs=self.list_crumbs(self.object),
            **kwargs,
        )


class DecideCorrection(ActionView):
    """Confirm or refuse what another has proposed."""

    argument = "correction"
    list_name = ""
    list_crumbs = staticmethod(round_crumbs)

    def get_success_url(self):
        return reverse(self.list_name, args=[self.thing.thing.pk])

    def points(self) -> list[str]:
        return [_("Reason: %(reason)s") % {"reason": self.thing.reason}]

    def get_context_data(self, **kwargs):
        crumbs = self.list_crumbs(self.thing.thing)
        return super().get_context_data(
            crumbs=crumbs, cancel_url=self.get_success_url(), points=self.points(), **kwargs
        )


class ConfirmCorrection(DecideCorrection):
    form_class = RemarkForm
    title = submit_label = gettext_lazy("Confirm the correction")
    explanation = gettext_lazy("The day changes and the deadline it started is counted anew.")
    success_message = gettext_lazy("The day is corrected and the deadline is counted anew.")


class RefuseCorrection(DecideCorrection):
    form_class = RefuseCorrectionForm
    title = submit_label = gettext_lazy("Refuse the correction")
    tone = "danger"
    success_message = gettext_lazy("The recorded day stands.")


class CorrectView(ProposeCorrection, RoundActionView):
    rule = Permission.ROUND_CONDUCT
    action = staticmethod(corrections.correct_fact)
    argument = "round"
    form_class = CorrectStayForm
    list_name = "inspections:round-corrections"


class CorrectionListView(CorrectionList, ThingDetailView):
    rule = Permission.ROUND_VIEW
    model = SubdistrictRound
    template_name = "inspections/round/corrections.html"


class _OfRound:
    rule = Permission.ROUND_CONDUCT
    model = FactCorrection
    list_name = "inspections:round-corrections"


class CorrectionConfirmView(_OfRound, ConfirmCorrection):
    action = staticmethod(corrections.confirm)


class CorrectionRefuseView(_OfRound, RefuseCorrection):
    action = staticmethod(corrections.refuse)
