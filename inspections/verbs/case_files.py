from django.utils.translation import gettext_lazy as _

from core.forms import ReasonForm
from core.verbs import Noun, Verb, Work
from inspections.actions import case_files
from inspections.forms.case_files import CaseFileReceiptForm, HandOverCaseFileForm, MakeCaseFileForm
from inspections.models import CaseFile, SubdistrictRound
from inspections.presenters.case_files import crumbs, points_of_making
from inspections.queries.case_files import (
    FINISHED,
    awaiting_receipt,
    lacks_any,
    not_handed_over,
    rounds_to_file,
    with_all,
)
from inspections.queries.names import name_fields
from records.previews import numbered_papers

CASE_FILE = Noun(
    model=CaseFile,
    name="case_file",
    path="case-files",
    home="inspections:case-file-list",
    fetch=with_all,
    named=(*name_fields("round"), "supplement__number", "supplement__title"),
    crumbs=crumbs,
    verbs=(
        Verb(
            name="make",
            label=_("Make the case file"),
            on=SubdistrictRound,
            action=case_files.ask,
            form=MakeCaseFileForm,
            effect=_("Made in the background as one ZIP and one PDF/A, and kept with their hashes."),
            done=_("The case file is being made; this page shows how far it is."),
            clause="四(二)二",
            icon="archive",
            is_step=True,
            offered=lambda round_, user, today: round_.status in FINISHED and lacks_any(round_),
            points=points_of_making,
            work=Work(order=920, find=rounds_to_file),
        ),
        Verb(
            name="hand_over",
            label=_("Hand the case file over"),
            action=case_files.hand_over,
            form=HandOverCaseFileForm,
            preview=numbered_papers,
            effect=_("A numbered transfer list names the volume and its hashes; the archive signs on it."),
            done=_("The case file is handed over; its transfer list is being made."),
            clause="四(二)二",
            icon="box-seam",
            is_step=True,
            work=Work(order=930, find=not_handed_over),
        ),
        Verb(
            name="record_receipt",
            label=_("Record the archive's receipt"),
            action=case_files.record_receipt,
            form=CaseFileReceiptForm,
            done=_("The receipt is recorded."),
            clause="四(二)二",
            icon="file-earmark-check",
            is_step=True,
            work=Work(order=940, find=awaiting_receipt),
        ),
        Verb(
            name="withdraw",
            label=_("Withdraw the case file"),
            action=case_files.withdraw,
            form=ReasonForm,
            effect=_("It stays kept with its hashes; another may then be made of the same volume."),
            done=_("The case file is withdrawn."),
            icon="arrow-counterclockwise",
            tone="danger",
        ),
    ),
)
