import json

from django.core.serializers.json import DjangoJSONEncoder


def frozen(data, **options):
    """A copy in plain JSON values: dates become ISO strings, lazy words become words of the active language."""
    return json.loads(json.dumps(data, cls=DjangoJSONEncoder), **options)
