from planning.models.cycle import InspectionCycle
from planning.models.entry import PlanEntry
from planning.models.extract import PlanExtract
from planning.models.membership import Membership
from planning.models.person import Person
from planning.models.plan import AnnualPlan
from planning.models.rule_pack import ContentItem, InspectionMethod, RulePack
from planning.models.team import InspectionTeam

__all__ = [
    "AnnualPlan",
    "ContentItem",
    "InspectionCycle",
    "InspectionMethod",
    "InspectionTeam",
    "Membership",
    "Person",
    "PlanEntry",
    "PlanExtract",
    "RulePack",
]
