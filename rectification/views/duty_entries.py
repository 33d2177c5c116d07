from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.permissions import Permission
from core.buttons import buttons_of, verb_button
from core.shapes import Crumb
from core.views.base import ScopedListView
from rectification.models import DutyEntry
from rectification.verbs.duty_entries import DUTY


class DutyListView(ScopedListView):
    """职责分工: whose duty an industry, a kind or a topic is; kept by the office."""

    rule = Permission.DUTY_TABLE_EDIT
    model = DutyEntry
    template_name = "rectification/duty/list.html"
    paginate_by = None

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("receiver").order_by("-basis", "value", "ended_on")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        user, today = self.request.user, self.today
        entries = list(context["object_list"])
        return context | {
            "active": [(entry, buttons_of(entry, user=user, today=today)) for entry in entries if not entry.ended_on],
            "ended": [entry for entry in entries if entry.ended_on],
            "actions": [verb_button(DUTY, DUTY.verb("add"), None, user=user, today=today)],
            "crumbs": [Crumb(_("Hand-offs"), reverse("rectification:hand-off-list"))],
        }
