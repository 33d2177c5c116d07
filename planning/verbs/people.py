from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from core.verbs import Noun, Verb
from planning.actions import people
from planning.forms.people import PersonForm
from planning.models import Person
from planning.presenters.crumbs import person_crumbs
from planning.queries.teams import with_account

PERSON = Noun(
    model=Person,
    name="person",
    path="people",
    home="planning:person-list",
    fetch=with_account,
    crumbs=person_crumbs,
    verbs=(
        Verb(
            name="enter",
            label=_("Enter a person"),
            action=people.enter_person,
            form=PersonForm,
            done=_("The person is entered."),
            icon="person-plus",
            is_step=True,
            is_birth=True,
            permission=Permission.TEAM_PROPOSE,
        ),
        Verb(
            name="change",
            label=_("Change the person"),
            action=people.change_person,
            form=PersonForm,
            effect=_("Teams in which the person serves keep their composition."),
            done=_("The person is saved."),
            icon="pencil",
            permission=Permission.TEAM_PROPOSE,
        ),
    ),
)
