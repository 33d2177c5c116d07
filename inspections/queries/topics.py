from typing import Any

from planning.models import InspectionTopic


def topic_labels(ruleset_ids: Any) -> dict[tuple[Any, int], str]:
    """Number and short name of each content of these rulesets (ids, or a subquery of them), by ruleset and number, in
    one query."""
    items = InspectionTopic.objects.filter(ruleset_id__in=ruleset_ids)
    return {(item.ruleset_id, item.number): f"{item.number}. {item.short}" for item in items}
