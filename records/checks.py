from django.core.checks import Error, Tags, Warning, register
from django.db import connections

from records.engines import engine
from records.engines.tables import APPEND_ONLY
from records.rendering import fonts


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


@register()
def document_fonts(app_configs, **kwargs):
    """No PDF is ever made of boxes (DESIGN §6). Warnings: whoever does not make documents may run without."""
    problems = [(problem, "xuncha.W006") for problem in fonts.missing_fonts()]
    problems += [(problem, "xuncha.W007") for problem in fonts.substituted_fonts()]
    return [Warning(problem, id=number) for problem, number in problems]


@register(Tags.compatibility, deploy=True)
def document_libraries(app_configs, **kwargs):
    """Asked at deployment only: it loads WeasyPrint, which every start would pay for."""
    return [Warning(problem, id="xuncha.W008") for problem in fonts.missing_libraries()]
