"""The verbs of this app, a file for each noun."""

from rectification.verbs.announcements import ANNOUNCEMENT
from rectification.verbs.assessments import ASSESSMENT
from rectification.verbs.cases import CASE
from rectification.verbs.chases import CHASE, CHASE_CALL
from rectification.verbs.classifications import CLASSIFICATION
from rectification.verbs.copy_letters import COPY
from rectification.verbs.corrections import RECEIPT_CORRECTION
from rectification.verbs.duty_entries import DUTY
from rectification.verbs.extensions import EXTENSION
from rectification.verbs.follow_ups import FOLLOW_UP
from rectification.verbs.hand_offs import HAND_OFF
from rectification.verbs.items import ITEM
from rectification.verbs.listings import LISTING
from rectification.verbs.objections import OBJECTION
from rectification.verbs.rectification_plans import RECTIFICATION_PLAN
from rectification.verbs.samples import SAMPLED_ITEM

NOUNS = (
    CASE, ITEM, RECEIPT_CORRECTION, CLASSIFICATION, HAND_OFF, DUTY, CHASE, CHASE_CALL, EXTENSION, OBJECTION, LISTING,
    RECTIFICATION_PLAN, ASSESSMENT, COPY, ANNOUNCEMENT, FOLLOW_UP, SAMPLED_ITEM,
)  # fmt: skip
