from planning.models.cycle import InspectionCycle
from planning.models.entry import PlanEntry
from planning.models.extract import PlanExtract
from planning.models.membership import Membership
from planning.models.person import Person
from planning.models.plan import AnnualPlan
from planning.models.ruleset import InspectionMethod, InspectionTopic, Ruleset
from planning.models.team import InspectionTeam

__all__ = [
    "AnnualPlan",
    "InspectionCycle",
    "InspectionMethod",
    "InspectionTeam",
    "InspectionTopic",
    "Membership",
    "Person",
    "PlanEntry",
    "PlanExtract",
    "Ruleset",
]
