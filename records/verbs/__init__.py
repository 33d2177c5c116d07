from records.verbs.documents import DOCUMENT
from records.verbs.jobs import JOB

NOUNS = (DOCUMENT, JOB)
