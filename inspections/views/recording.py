"""Pages on which one thing after another is recorded on site."""

from core.views.verbs import VerbView
from inspections.forms.notes import AGAIN


class RecordView(VerbView):
    """Leads to what was recorded, or with the second button back to an empty form."""

    def get_success_url(self):
        return self.request.path if AGAIN in self.request.POST else super().get_success_url()
