"""Whether a row belongs to one of the things that a subquery finds, looked up once for the statement.

`IN (SELECT …)` is a join to PostgreSQL, which it plans anew for every alternative and cannot do by an index once the
alternatives stand in an OR. As an array the keys are read first, and each alternative stands on its own index."""

from typing import Any

from django.db.models import Field, ForeignKey
from django.db.models.fields.related_lookups import RelatedIn
from django.db.models.lookups import In


class _ReadFirst(In):
    lookup_name = "among"

    def get_rhs_op(self, connection: Any, rhs: str) -> str:
        return f"= ANY(ARRAY{rhs})" if connection.vendor == "postgresql" else super().get_rhs_op(connection, rhs)


@Field.register_lookup
class AmongValues(_ReadFirst):
    """`in`, for a queryset with few rows; other engines read it as that."""


@ForeignKey.register_lookup
class Among(_ReadFirst, RelatedIn):
    """The same for the thing a row belongs to."""


@ForeignKey.register_lookup
class Outside(RelatedIn):
    """Belongs to something, and to none of the things that a subquery finds, which are few and looked up first. What
    belongs to nothing is never let through; SQL lets NULL pass where the subquery finds nothing."""

    lookup_name = "outside"

    def get_rhs_op(self, connection: Any, rhs: str) -> str:
        return f"<> ALL(ARRAY{rhs})" if connection.vendor == "postgresql" else f"NOT IN {rhs}"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        told, told_params = self.process_lhs(compiler, connection)
        found, params = super().as_sql(compiler, connection)
        return f"({told} IS NOT NULL AND {found})", (*told_params, *params)
