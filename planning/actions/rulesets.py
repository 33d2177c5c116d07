from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.permissions import Permission
from core.actions.moves import begin
from core.transitions import check_permission
from planning import regulation
from planning.models import InspectionMethod, InspectionTopic, Ruleset
from planning.models.ruleset import RulesetStatus


@transaction.atomic
def load_regulation(*, by: User | None, at: datetime) -> Ruleset:
    """Put 枣高管办字〔2022〕7号 in force, word for word (R2); where it is loaded already, that ruleset comes back.

    `by` None stands for the house itself (the command). Raises NotAllowed for anybody who may not draft plans.
    """
    if by is not None:
        check_permission(Permission.PLAN_DRAFT, by=by)
    edition = {"document_number": regulation.DOCUMENT_NUMBER, "effective_on": regulation.EFFECTIVE_ON}
    if known := Ruleset.objects.filter(**edition).first():
        return known
    ruleset = Ruleset(
        status=RulesetStatus.IN_FORCE,
        title=regulation.TITLE,
        leader_ranks=[rank.value for rank in regulation.LEADER_RANKS],
        **edition,
        **regulation.NUMBERS,
    )
    begin(ruleset, "ruleset.load", by=by, on=regulation.EFFECTIVE_ON, at=at, new={"number": ruleset.document_number})
    InspectionTopic.objects.bulk_create(
        InspectionTopic(ruleset=ruleset, number=number, short=short, text=text)
        for number, short, text in regulation.TOPICS
    )
    InspectionMethod.objects.bulk_create(
        InspectionMethod(ruleset=ruleset, number=number, short=short, text=text)
        for number, short, text in regulation.METHODS
    )
    return ruleset
