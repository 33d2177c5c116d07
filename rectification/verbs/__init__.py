"""The verbs of this app, a file for each noun."""

from rectification.verbs.cases import CASE
from rectification.verbs.corrections import RECEIPT_CORRECTION
from rectification.verbs.items import ITEM

NOUNS = (CASE, ITEM, RECEIPT_CORRECTION)
