from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from core.verbs import Noun, Verb
from inspections.actions import enterprises
from inspections.forms.enterprises import EnterpriseForm
from inspections.models import Enterprise
from inspections.presenters.enterprises import enterprise_crumbs
from inspections.queries.enterprises import with_names

ENTERPRISE = Noun(
    model=Enterprise,
    name="enterprise",
    path="enterprises",
    home="inspections:enterprise-list",
    fetch=with_names,
    crumbs=enterprise_crumbs,
    verbs=(
        Verb(
            name="edit",
            label=_("Edit the enterprise"),
            action=enterprises.edit,
            form=EnterpriseForm,
            done=_("The enterprise is saved."),
            clause="一(二)1",
            icon="pencil",
            permission=Permission.ENTERPRISE_EDIT,
        ),
    ),
)
