from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from core.verbs import Noun, Verb
from inspections.actions import import_mappings, imports
from inspections.forms.import_mapping import MapListForm
from inspections.forms.import_taking import TakeInForm
from inspections.forms.imports import UploadListForm
from inspections.models import ImportDraft, SubdistrictRound
from inspections.models.round import RoundStatus
from inspections.views.imports import MapListView, TakeInView, UploadListView


def _is_on_site(round_, user, today) -> bool:
    return round_.status == RoundStatus.ON_SITE


# An uploaded list has no page of its own: that on which it is looked through is the one on which it is taken in.
IMPORT_LIST = Noun(
    model=ImportDraft,
    name="import_list",
    path="imports",
    verbs=(
        Verb(
            name="upload",
            label=_("Import a list"),
            on=SubdistrictRound,
            is_birth=True,
            permission=Permission.FINDING_RECORD,
            action=imports.keep_draft,
            form=UploadListForm,
            view=UploadListView,
            icon="upload",
            offered=_is_on_site,
        ),
        Verb(
            name="take_in",
            label=_("Import all"),
            permission=Permission.FINDING_RECORD,
            action=imports.take_in,
            form=TakeInForm,
            view=TakeInView,
        ),
        Verb(
            name="map",
            label=_("Say which column is what"),
            permission=Permission.FINDING_RECORD,
            action=import_mappings.map_list,
            form=MapListForm,
            done=_("The list was read anew. Look at what was read, then import it."),
            view=MapListView,
        ),
    ),
)
