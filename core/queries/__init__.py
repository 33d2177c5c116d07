from core.queries.light import LightQuerySet
from core.queries.scoped import ScopedQuerySet, scoped

__all__ = ["LightQuerySet", "ScopedQuerySet", "scoped"]
