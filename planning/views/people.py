from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.permissions import Permission
from core.buttons import button
from core.presenters import timeline
from core.views.base import ScopedListView, ThingDetailView
from core.views.verbs import ActionView
from planning.actions import people
from planning.filters import PersonFilter
from planning.forms.people import PersonForm
from planning.models import Person

FACTS = ("full_name", "member_type", "unit", "post", "rank", "is_in_post", "specialty", "phone", "user")


class PersonListView(ScopedListView):
    model = Person
    rule = Permission.TEAM_PROPOSE
    filterset_class = PersonFilter
    template_name = "planning/person/list.html"

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("unit", "user")

    def get_context_data(self, **kwargs):
        actions = [button(_("Enter a person"), "planning:person-enter", kind="primary", icon="person-plus")]
        return super().get_context_data(actions=actions, **kwargs)


class PersonDetailView(ThingDetailView):
    model = Person
    rule = Permission.TEAM_PROPOSE
    template_name = "planning/person/detail.html"

    def get_queryset(self):
        return super().get_queryset().select_related("unit", "user")

    def get_context_data(self, **kwargs):
        person = self.object
        rows = [
            (_("Kind of member"), person.get_member_type_display()),
            (_("Unit"), person.unit),
            (_("Post"), person.post),
            (_("Rank"), person.get_rank_display()),
            (_("In post"), _("yes") if person.is_in_post else _("no")),
            (_("Field of expertise"), person.specialty),
            (_("Telephone"), person.phone),
            (_("Account"), person.user.username if person.user else None),
        ]
        return super().get_context_data(
            crumbs=[{"label": _("Register of people"), "url": reverse("planning:person-list")}],
            facts=[{"label": label, "value": value} for label, value in rows],
            actions=[button(_("Change"), "planning:person-change", person, icon="pencil")],
            memberships=person.memberships.select_related("team__cycle").order_by(
                "-team__cycle__year", "-team__cycle__number"
            ),
            events=timeline([person], self.request.user),
            **kwargs,
        )


class PersonEnterView(ActionView):
    action = staticmethod(people.enter_person)
    rule = Permission.TEAM_PROPOSE
    form_class = PersonForm
    title = gettext_lazy("Enter a person")
    submit_label = gettext_lazy("Save")
    success_message = gettext_lazy("The person is entered.")

    @property
    def cancel_url(self):
        return reverse("planning:person-list")


class PersonChangeView(ActionView):
    model = Person
    action = staticmethod(people.change_person)
    argument = "person"
    rule = Permission.TEAM_PROPOSE
    form_class = PersonForm
    title = gettext_lazy("Change the person")
    submit_label = gettext_lazy("Save")
    explanation = gettext_lazy("Teams in which the person serves keep their composition.")
    success_message = gettext_lazy("The person is saved.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"person": self.thing}

    def get_initial(self):
        return {name: getattr(self.thing, name) for name in ("version", *FACTS)}
