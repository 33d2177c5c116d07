from typing import Any

from planning.models import InspectionTopic


def topic_labels(ruleset_ids: Any) -> dict[tuple[Any, int], str]:
    """Number and short name of each content of these rulesets (ids, or a subquery of them), by ruleset and number, in
    one query."""
    items = InspectionTopic.objects.filter(ruleset_id__in=ruleset_ids).values_list("ruleset_id", "number", "short")
    return {(ruleset, number): f"{number}. {short}" for ruleset, number, short in items}
