from records.verbs.documents import DOCUMENT

NOUNS = (DOCUMENT,)
