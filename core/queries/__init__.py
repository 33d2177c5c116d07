from core.queries.scoped import ScopedQuerySet, scoped

__all__ = ["ScopedQuerySet", "scoped"]
