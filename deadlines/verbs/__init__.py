from deadlines.verbs.calendar import CALENDAR
from deadlines.verbs.deadlines import DEADLINE

NOUNS = (DEADLINE, CALENDAR)
