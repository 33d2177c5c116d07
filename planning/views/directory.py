from django.db.models import Prefetch

from accounts.models import TermOfOffice, Unit
from accounts.permissions import Permission
from core.views.base import ScopedListView
from planning.filters import UnitFilter


class UnitListView(ScopedListView):
    """Every body of the regulation, with the principals in post today (R5)."""

    model = Unit
    rule = Permission.DIRECTORY_VIEW
    filterset_class = UnitFilter
    template_name = "planning/unit/list.html"
    paginate_by = 50

    def get_base_queryset(self):
        in_post = TermOfOffice.objects.in_post(self.today).order_by("-post")
        return Unit.objects.filter(is_active=True).prefetch_related(
            Prefetch("terms", queryset=in_post, to_attr="principals")
        )
