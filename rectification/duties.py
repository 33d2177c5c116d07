"""The duties of a rectification, and why their clocks start."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts.models import User
from accounts.roles import ACTS_FOR_UNIT
from deadlines.kinds import DeadlineKind
from deadlines.people import committee, unit_and_principals

# Shown by deadlines.explanation through gettext.
SIGNED = gettext_noop("Feedback signed for")
MEETING = gettext_noop("Feedback meeting held")
DEEMED = gettext_noop("Receipt deemed given")
ISSUED = gettext_noop("Feedback issued")
RETURNED = gettext_noop("Rectification returned")
REOPENED = gettext_noop("Item reopened")
SUBMITTED = gettext_noop("Rectification report submitted")
HANDED_OVER = gettext_noop("Hand-off sent")
HANDED_ON = gettext_noop("Hand-off sent to another body")
SENT_BACK = gettext_noop("Result sent back")
FOLLOWED_UP = gettext_noop("Long follow-up decided")
ASKED = gettext_noop("Progress reported")
OBJECTED = gettext_noop("Objection filed")
LISTED = gettext_noop("Listed by the committee")
NOT_ACCEPTED = gettext_noop("Acceptance refused by the committee")
COPIED = gettext_noop("Copy sent")
PLAN_ASKED = gettext_noop("Plan of rectification asked for")
PLAN_SENT_BACK = gettext_noop("Plan of rectification sent back")


def officers(deadline, today) -> list:
    """Who acts for the body that received the hand-off; its inspectors are released from it."""
    return list(User.objects.filter(unit=deadline.responsible_unit, role__in=ACTS_FOR_UNIT, is_active=True))


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
HAND_OFF_REPLY = DeadlineKind(code="hand_off_reply", label=_("Reply on a hand-off"), responsible=officers)
HAND_OFF_FOLLOW_UP = DeadlineKind(code="hand_off_follow_up", label=_("Word on a long follow-up"), responsible=officers)
OBJECTION_ANSWER = DeadlineKind(code="objection_answer", label=_("Answer to an objection"), responsible=committee)
# The day is the committee's own: the regulation names none.
LISTING = DeadlineKind(
    code="listing", label=_("Removal of a listed hazard"), responsible=unit_and_principals, major=True
)
# The days are the ruleset's; that there are two copies is 三(三)6.
COPY_RECEIPT = DeadlineKind(code="copy_receipt", label=_("Receipt of a copy"), responsible=officers)
# Not in the text: asked for by the office, where it sees fit.
PLAN = DeadlineKind(code="rectification_plan", label=_("Plan of rectification"), responsible=unit_and_principals)
KINDS = (
    RECTIFICATION, RESUBMISSION, ITEM, REVIEW, HAND_OFF_REPLY, HAND_OFF_FOLLOW_UP, OBJECTION_ANSWER, LISTING,
    COPY_RECEIPT, PLAN,
)  # fmt: skip
