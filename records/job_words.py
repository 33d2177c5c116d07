"""What the page of a background job says of a file that is made of a list."""

from django.utils.translation import gettext_lazy as _

from records.jobs import JobWords

EXPORT = JobWords(
    heading=_("File"),
    counted=_("Rows written"),
    waiting=_("You may leave this page. A message tells when the file is ready."),
    ending=_("You may leave this page. A message tells when the file is ready."),
    done="",
    way_on="",
    way_back=_("Back to the list"),
)
