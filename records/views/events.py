from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from core.cells import Code
from core.lists import DescribedListView
from core.models import AuditEvent
from core.tables import Column
from records.filters import EventFilter
from records.presenters.log import log_rows


class EventListView(DescribedListView):
    """The audit administrator's log (DESIGN §4): who, which verb, what kind, id, when, from where; never a text.

    Not narrowed by scope: who reads the log sees all of it, and business data in none of it.
    """

    model = AuditEvent
    rule = Permission.LOG_READ
    filterset_class = EventFilter
    heading = _("Event log")
    lead = _("Who did what, when and from where. The log shows no texts and cannot be changed.")
    columns = (
        Column(_("Time"), lambda row, today: row.second, "date"),
        Column(_("Person"), lambda row, today: row.actor_name),
        Column(_("Verb"), lambda row, today: row.label),
        Column(_("Kind"), lambda row, today: row.kind),
        Column(_("Id"), lambda row, today: Code(row.target_id), is_desk_only=True),
        Column(_("Address"), lambda row, today: row.address, "tight", is_desk_only=True),
    )
    paginate_by = 50

    def get_base_queryset(self):
        # values(): whatever a template may try, the texts of an event are not there.
        return AuditEvent.objects.values("id", "actor_name", "verb", "target_kind", "target_id", "at", "address")

    def rows_of(self, things):
        return log_rows(things)
