from accounts.permissions import Permission
from core.models import AuditEvent
from core.views.base import ScopedListView
from records.filters import EventFilter
from records.presenters.log import log_rows


class EventListView(ScopedListView):
    """The audit administrator's log (DESIGN §4): who, which verb, what kind, id, when, from where; never a text.

    Not narrowed by scope: who reads the log sees all of it, and business data in none of it.
    """

    model = AuditEvent
    rule = Permission.LOG_READ
    filterset_class = EventFilter
    template_name = "records/event/list.html"
    paginate_by = 50

    def get_base_queryset(self):
        # values(): whatever a template may try, the texts of an event are not there.
        return AuditEvent.objects.values("id", "actor_name", "verb", "target_kind", "target_id", "at", "address")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["rows"] = log_rows(context["object_list"])
        return context
