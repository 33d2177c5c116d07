from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import TermOfOffice, Unit
from accounts.models.unit import UnitKind
from accounts.permissions import Permission
from core.cells import Lines, Soft
from core.day_words import day_in_list
from core.lists import DescribedListView
from core.shapes import Badge
from core.tables import Column
from planning.filters import UnitFilter


def _principals(unit, today):
    if unit.principals:
        return Lines([_principal(term) for term in unit.principals])
    return Badge(_("nobody entered"), "warn") if unit.kind == UnitKind.SUBDISTRICT else None


def _principal(term):
    since = _("since %(day)s") % {"day": day_in_list(term.from_on)}
    return (term.get_post_display(), term.full_name, Soft(since))


def _member(unit, today):
    return _("yes") if unit.is_member_unit else None


class UnitListView(DescribedListView):
    """Every body of the regulation, with the principals in post today (R5)."""

    model = Unit
    rule = Permission.DIRECTORY_VIEW
    filterset_class = UnitFilter
    heading = gettext_lazy("Units and principals")
    lead = gettext_lazy("Party secretary and office director answer alike; shown is who is in post today.")
    columns = (
        Column(gettext_lazy("Unit"), lambda unit, today: unit.name),
        Column(gettext_lazy("Kind"), lambda unit, today: unit.get_kind_display(), "tight"),
        Column(gettext_lazy("Principals in post"), _principals),
        Column(gettext_lazy("Telephone"), lambda unit, today: unit.phone),
        Column(gettext_lazy("Address"), lambda unit, today: unit.address, is_desk_only=True),
        Column(gettext_lazy("Member unit"), _member, "tight", is_desk_only=True),
    )
    paginate_by = 50

    def get_base_queryset(self):
        in_post = TermOfOffice.objects.in_post(self.today).order_by("-post")
        return Unit.objects.filter(is_active=True).prefetch_related(
            Prefetch("terms", queryset=in_post, to_attr="principals")
        )
