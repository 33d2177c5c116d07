"""The verbs of this app, a file for each noun."""

from planning.verbs.entries import ENTRY
from planning.verbs.extracts import EXTRACT
from planning.verbs.people import PERSON
from planning.verbs.plans import PLAN
from planning.verbs.rulesets import RULESET
from planning.verbs.teams import TEAM

NOUNS = (PLAN, ENTRY, EXTRACT, TEAM, PERSON, RULESET)
