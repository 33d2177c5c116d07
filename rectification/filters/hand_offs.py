import django_filters
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.choices import UnitChoice
from accounts.queries.units import unit_named
from core.choices import ThingFilter
from core.filters import ListFilter, WordsFilter
from inspections.models import SubdistrictRound
from inspections.queries.names import with_name
from rectification.models import HandOff
from rectification.models.hand_off import OWED, HandOffStatus
from rectification.queries.duties import receivers
from rectification.searches import hand_offs_with

UNFINISHED, FOLLOWED_UP, OWED_ALL = "unfinished", "followed_up", "owed"


def _rounds(user):
    rounds = SubdistrictRound.objects.visible_to(user)
    handed = rounds.filter(Exists(HandOff.objects.filter(round=OuterRef("pk"))))
    return with_name(handed)


def _named(rounds, words):
    """A round's name begins with that of its subdistrict."""
    return rounds.filter(unit_named("subdistrict", words.split()[0]))


class HandOffFilter(ListFilter):
    """`today` comes from the view. Receivers are told neither of the rounds nor of one another."""

    q = WordsFilter(label=_("Problem, body or number"), method="search")
    status = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[
            *HandOffStatus.choices,
            (OWED_ALL, _("With the receiver")),
            (UNFINISHED, _("Without a result")),
            (FOLLOWED_UP, _("In long follow-up")),
        ],
        empty_label=_("All"),
        method="by_status",
    )
    receiver = UnitChoice(
        label=pgettext_lazy("of a hand-off", "Receiver"), things=lambda user: receivers(), empty_label=_("All")
    )
    round = ThingFilter(label=_("Round"), things=_rounds, named=_named, empty_label=_("All"))
    overdue = django_filters.ChoiceFilter(
        label=_("Date"), choices=[("1", _("Overdue"))], empty_label=_("All"), method="by_overdue"
    )

    class Meta:
        model = HandOff
        fields = ["q", "status", "receiver", "round", "overdue"]

    def __init__(self, *args, today, is_inner, **kwargs):
        self.today = today
        super().__init__(*args, **kwargs)
        if not is_inner:
            del self.filters["receiver"], self.filters["round"]

    def search(self, queryset, name, value):
        return hand_offs_with(queryset, value)

    def by_status(self, queryset, name, value):
        if value == UNFINISHED:
            return queryset.unfinished()
        if value == FOLLOWED_UP:
            return queryset.filter(followed_up_on__isnull=False)
        return queryset.filter(status__in=OWED) if value == OWED_ALL else queryset.filter(status=value)

    def by_overdue(self, queryset, name, value):
        return queryset.overdue(self.today)
