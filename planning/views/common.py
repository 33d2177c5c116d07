from core.views.verbs import ActionView
from planning.forms.common import ConfirmForm, DayForm
from records.forms import DecisionForm


class VerbView(ActionView):
    """One verb of a thing, with the version its reader saw; today is the day unless told otherwise."""

    form_class = ConfirmForm

    def facts(self, form):
        return {"on": self.today} | super().facts(form)


class DayView(VerbView):
    form_class = DayForm


class DecisionView(VerbView):
    """Approve or return; `needs_note` where the verb must say why."""

    form_class = DecisionForm
    needs_note = False

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"needs_note": self.needs_note}
