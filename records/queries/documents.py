from django.db.models import Q

from core.queries import scoped


class DocumentQuerySet(scoped("scope", "round_scope")):
    def waiting(self, at):
        """Numbered, not yet made, and not resting after a failure at this instant; the oldest first."""
        return self.filter(Q(try_again_at=None) | Q(try_again_at__lte=at), status="numbered").order_by("numbered_at")

    def of(self, *things):
        """Documents issued about these things, the oldest first."""
        return self.filter(subject_id__in=[str(thing.pk) for thing in things]).order_by("numbered_at")
