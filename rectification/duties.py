"""The duties of a rectification, and why their clocks start."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from deadlines.kinds import DeadlineKind
from deadlines.people import committee, people_of_unit, principals_of_unit

# Shown by deadlines.explanation through gettext.
SIGNED = gettext_noop("Feedback signed for")
MEETING = gettext_noop("Feedback meeting held")
DEEMED = gettext_noop("Receipt deemed given")
ISSUED = gettext_noop("Feedback issued")
RETURNED = gettext_noop("Rectification returned")
REOPENED = gettext_noop("Item reopened")
SUBMITTED = gettext_noop("Rectification report submitted")


def unit_and_principals(deadline, today) -> list:
    """The principals in post that day, then everybody who acts for the unit; each once."""
    people = [*principals_of_unit(deadline, today), *people_of_unit(deadline, today)]
    return list({person.pk: person for person in people}.values())


RECTIFICATION = DeadlineKind(
    code="rectification", label=_("Rectification report"), responsible=unit_and_principals, clause="三(三)5"
)
# Silent in the regulation: days from the ruleset, so no clause is claimed.
RESUBMISSION = DeadlineKind(
    code="resubmission", label=_("Resubmission of what was returned"), responsible=unit_and_principals
)
ITEM = DeadlineKind(
    code="rectification_item", label=_("Rectification of one item"), responsible=unit_and_principals, crowds=True
)
REVIEW = DeadlineKind(code="rectification_review", label=_("Review of the rectification"), responsible=committee)
KINDS = (RECTIFICATION, RESUBMISSION, ITEM, REVIEW)
