import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder


def frozen(data: Any, **options: Any) -> Any:
    """A copy in plain JSON values: dates become ISO strings, lazy words become words of the active language."""
    return json.loads(json.dumps(data, cls=DjangoJSONEncoder), **options)
