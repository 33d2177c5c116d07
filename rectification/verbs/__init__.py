"""The verbs of this app, a file for each noun."""

from rectification.verbs.items import ITEM

NOUNS = (ITEM,)
