import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.choices import UnitChoice
from accounts.models import Delegation, Message, Unit, User
from accounts.models.delegation import DelegationStage
from accounts.models.unit import UnitKind
from accounts.queries.units import unit_named
from accounts.roles import Role
from core.filters import ListFilter, WordsFilter
from core.searching import spelled, whose
from core.typed_words import parts_of

_STATES = [("true", _("Active")), ("false", _("Deactivated"))]


class UnitFilter(ListFilter):
    q = WordsFilter(label=_("Name or code"), method="search")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=UnitKind.choices, empty_label=_("All kinds"))
    is_active = django_filters.ChoiceFilter(
        label=_("State"), choices=_STATES, empty_label=_("All states"), method="by_state"
    )

    class Meta:
        model = Unit
        fields = ["q", "kind", "is_active"]

    def search(self, queryset, name, value):
        return queryset.filter(unit_named("pk", value) | Q(org_code__icontains=value))

    def by_state(self, queryset, name, value):
        return queryset.filter(is_active=value == "true")


class UserFilter(ListFilter):
    q = WordsFilter(label=_("Account, name or post"), method="search")
    role = django_filters.ChoiceFilter(
        label=_("Role of the account"), choices=Role.choices, empty_label=_("All roles")
    )
    unit = UnitChoice(label=_("Unit"), things=lambda user: Unit.objects.all(), empty_label=_("All units"))
    is_active = django_filters.ChoiceFilter(
        label=_("State"), choices=_STATES, empty_label=_("All states"), method="by_state"
    )

    class Meta:
        model = User
        fields = ["q", "role", "unit", "is_active"]

    def search(self, queryset, name, value):
        for part in parts_of(value):
            queryset = queryset.filter(spelled(User, part))
        return queryset

    def by_state(self, queryset, name, value):
        return queryset.filter(is_active=value == "true")


class DelegationFilter(ListFilter):
    """`today` comes from the view: where a delegation stands follows from the days."""

    q = WordsFilter(label=_("Name or round"), method="search")
    stage = django_filters.ChoiceFilter(
        label=_("State"), choices=DelegationStage.choices, empty_label=_("All states"), method="by_stage"
    )

    class Meta:
        model = Delegation
        fields = ["q", "stage"]

    def __init__(self, *args, today, **kwargs):
        self.today = today
        super().__init__(*args, **kwargs)

    def search(self, queryset, name, value):
        people = User.objects.filter(spelled(User, value), full_name__icontains=value)
        return queryset.filter(whose("giver", people) | whose("taker", people) | Q(scope__label__icontains=value))

    def by_stage(self, queryset, name, value):
        return queryset.at_stage(value, self.today)


class MessageFilter(ListFilter):
    q = WordsFilter(label=_("Words of the subject"), method="search")
    unread = django_filters.ChoiceFilter(
        label=_("State"), choices=[("1", _("Unread"))], empty_label=_("All"), method="by_state"
    )

    class Meta:
        model = Message
        fields = ["q", "unread"]

    def search(self, queryset, name, value):
        return queryset.filter(subject__icontains=value)

    def by_state(self, queryset, name, value):
        return queryset.filter(read_at=None)
