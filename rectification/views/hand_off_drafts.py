from uuid import UUID

from core.views.verbs import VerbView
from rectification.forms.hand_offs import begun_with


class HandOffDraftView(VerbView):
    """A new draft; `?finding=<id>` opens it from one finding."""

    def get_initial(self):
        return super().get_initial() | begun_with(self.thing, self.request.user, list(self.chosen()))

    def chosen(self):
        for word in self.request.GET.getlist("finding"):
            try:
                yield UUID(word)
            except ValueError:
                continue
