"""The verbs of this app, a file for each noun."""

from rectification.verbs.classifications import CLASSIFICATION
from rectification.verbs.duty_entries import DUTY
from rectification.verbs.hand_offs import HAND_OFF
from rectification.verbs.items import ITEM

NOUNS = (ITEM, CLASSIFICATION, HAND_OFF, DUTY)
