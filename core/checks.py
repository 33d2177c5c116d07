from typing import Any

from django.core.checks import Error, Tags, register
from django.db import connections

from core.engines import engine
from core.searching import tables


@register(Tags.database)
def search_index(app_configs: Any, databases: Any = None, **kwargs: Any) -> list[Error]:
    """The index of searches is there, once its tables are."""
    errors = []
    for using in databases or []:
        connection = connections[using]
        with connection.cursor() as cursor:
            there = set(connection.introspection.table_names(cursor))
            absent = engine(connection.vendor).missing(cursor, [one for one in tables() if one.name in there])
        if absent:
            names = ", ".join(table.name for table in absent)
            errors.append(Error(f"The index of searches is missing for {names}. Run migrate.", id="xuncha.E006"))
    return errors
