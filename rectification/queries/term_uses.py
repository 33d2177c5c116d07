"""What a principal did in his term for the rectification (三(三)4–5)."""

from collections.abc import Iterator
from datetime import date
from typing import cast

from django.utils.translation import gettext as _

from accounts.models import TermOfOffice
from accounts.term_uses import TermUse
from rectification.models import RectificationCase, Submission


def uses_of_term(term: TermOfOffice) -> Iterator[TermUse]:
    """Receipts signed and meetings attended in the term, and reports that its holder himself put his word to."""
    # A case that names the term names the day with it.
    for on in RectificationCase.objects.filter(received_term=term).values_list("received_on", flat=True):
        yield TermUse(cast(date, on), _("signed for the feedback"))
    for on in RectificationCase.objects.filter(meeting_term=term).values_list("meeting_on", flat=True):
        yield TermUse(cast(date, on), _("was present at the feedback meeting"))
    if term.user_id is None:
        return
    filed = Submission.objects.filter(
        committed_by=term.user_id, case__unit=term.unit_id, submitted_on__gte=term.from_on
    )
    if term.to_on is not None:
        filed = filed.filter(submitted_on__lte=term.to_on)
    for on in filed.values_list("submitted_on", flat=True):
        yield TermUse(on, _("filed the rectification report"))
