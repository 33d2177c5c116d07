"""What the name of a round is made of (SubdistrictRound.__str__), so that a list that tells it need not read all of
the round and of what it belongs to."""

from django.db.models import QuerySet

NAME_FIELDS = (
    "entered_on", "planned_from_on", "subdistrict__short_name",
    "entry__cycle__year", "entry__cycle__number", "entry__cycle__is_ad_hoc",
)  # fmt: skip
NAME_TABLES = ("subdistrict", "entry__cycle")


def name_tables(path: str) -> list[str]:
    """For `select_related()` of things that lead to their round by `path`."""
    return [f"{path}__{table}" for table in NAME_TABLES]


def name_fields(path: str) -> list[str]:
    """For `only()` of the same."""
    return [f"{path}__{field}" for field in NAME_FIELDS]


def with_name(rounds: QuerySet) -> QuerySet:
    """Rounds of which nothing but the name is told."""
    return rounds.select_related(*NAME_TABLES).only(*NAME_FIELDS)
