from accounts.verbs.brakes import BRAKE
from accounts.verbs.delegations import DELEGATION
from accounts.verbs.terms import TERM
from accounts.verbs.units import UNIT
from accounts.verbs.users import USER

NOUNS = (UNIT, TERM, USER, DELEGATION, BRAKE)
