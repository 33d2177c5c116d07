from django.core.checks import Error, Tags, register
from django.db import connections

from records.engines import engine
from records.engines.tables import APPEND_ONLY


@register(Tags.database)
def append_only_triggers(app_configs, databases=None, **kwargs):
    """The log's triggers are there, once its tables are."""
    errors = []
    for using in databases or []:
        with connections[using].cursor() as cursor:
            tables = set(connections[using].introspection.table_names(cursor))
            if set(APPEND_ONLY) <= tables and (names := engine(using).missing(cursor)):
                errors.append(
                    Error(f"Append-only triggers are missing: {', '.join(names)}. Run migrate.", id="xuncha.E005")
                )
    return errors
