from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from core.verbs import Noun, Verb
from inspections.actions import criteria
from inspections.forms.criteria import CriterionAddForm, CriterionEndForm, CriterionReviseForm
from inspections.models import HazardCriterion


def _has_no_end(criterion, user, today) -> bool:
    return criterion.until_on is None


CRITERION = Noun(
    model=HazardCriterion,
    name="criterion",
    path="criteria",
    home="inspections:criterion-list",
    verbs=(
        # On the command line: manage.py load_criteria.
        Verb(name="load", label=_("Load the list of criteria"), permission=Permission.CRITERION_EDIT),
        Verb(
            name="add",
            label=_("Add a criterion"),
            action=criteria.add,
            form=CriterionAddForm,
            permission=Permission.CRITERION_EDIT,
            is_birth=True,
            done=_("The list of criteria is completed."),
            clause="三(三)4",
            icon="plus-lg",
            is_step=True,
        ),
        Verb(
            name="revise",
            label=_("Enter another edition"),
            action=criteria.revise,
            form=CriterionReviseForm,
            permission=Permission.CRITERION_EDIT,
            makes=True,
            effect=_("The line before ends the day before; findings judged by it keep it."),
            done=_("The other edition is entered."),
            clause="三(三)4",
            icon="layers",
            offered=_has_no_end,
        ),
        Verb(
            name="end",
            label=_("End this criterion"),
            action=criteria.end,
            form=CriterionEndForm,
            permission=Permission.CRITERION_EDIT,
            effect=_("It can no longer be chosen for what is found afterwards, and stays readable."),
            done=_("The criterion has its end."),
            icon="x-circle",
            tone="danger",
            offered=_has_no_end,
        ),
    ),
)
