from django.http import Http404
from django.views.generic.detail import BaseDetailView

from accounts.permissions import Permission
from core.actions.events import record_event
from core.exports import WRITERS, answer_with
from core.views.base import ThingMixin
from rectification import ledger
from rectification.filters import ItemFilter
from rectification.models import RectificationCase
from rectification.presenters.items import sees_inner
from rectification.queries.cases import with_parts


class CaseLedgerView(ThingMixin, BaseDetailView):
    """整改台账 of what the list's filters let through, every row, as CSV or Excel."""

    rule = Permission.CASE_VIEW
    model = RectificationCase

    def get_queryset(self):
        return with_parts(super().get_queryset())

    def get(self, request, *args, **kwargs):
        case = self.get_object()
        form = kwargs["form"]
        if form not in WRITERS:
            raise Http404
        inner = sees_inner(case, self.access)
        found = ItemFilter(request.GET, queryset=case.items.all(), today=self.today, sees_inner=inner).qs
        items = ledger.with_all(found, request.user)
        name = f"{case.unit.short_name}整改台账-{self.today}.{form}"
        record_event("ledger.export", target=case, by=request.user, on=None, at=self.now, new={"items": len(items)})
        return answer_with(ledger.sheet_of(case, items, self.today), form, name)
