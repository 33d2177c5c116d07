"""What the page of a background job says of those that inspections asks for."""

from django.utils.translation import gettext_lazy as _

from records.jobs import JobWords

IMPORT = JobWords(
    heading=_("Import"),
    counted=_("Rows checked"),
    waiting=_(
        "You may leave this page. A message tells when the list is taken in. Until then nothing of it is stored."
    ),
    ending=_("Every row is checked. All are being stored now, in one step."),
    done=_("%(count)s findings are imported as drafts."),
    way_on=_("To the findings"),
    way_back=_("Back to the list"),
)
CASE_FILE = JobWords(
    heading=_("Case file"),
    counted=_("Files taken in"),
    waiting=_(
        "You may leave this page. A message tells when the case file is made. Until then nothing of it is kept."
    ),
    ending=_("Every file is taken in. The volume is being set and bound now, which may take some minutes."),
    done=_("The case file is made of %(count)s files and kept with its hashes."),
    way_on=_("To the case file"),
    way_back=_("Back to the round"),
)
