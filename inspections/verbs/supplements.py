"""What comes after a round was archived."""

from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from core.verbs import Noun, Verb
from inspections.actions import supplements
from inspections.forms.supplements import SupplementForm
from inspections.models import SubdistrictRound, Supplement
from inspections.models.round import RoundStatus

SUPPLEMENT = Noun(
    model=Supplement,
    name="supplement",
    path="supplements",
    home="inspections:round-list",
    verbs=(
        Verb(
            name="add",
            label=_("Add a supplement volume"),
            on=SubdistrictRound,
            permission=Permission.ROUND_CLOSE,
            is_birth=True,
            action=supplements.add,
            form=SupplementForm,
            effect=_(
                "What came after the archiving is kept in a numbered volume of its own; the archived round stays."
            ),
            done=_("The supplement volume is added."),
            clause="四(二)二",
            icon="folder-check",
            offered=lambda round_, user, today: round_.status == RoundStatus.ARCHIVED,
        ),
    ),
)
