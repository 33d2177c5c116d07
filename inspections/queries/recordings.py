"""Sound and film of a round: 四(二)二 wants on-site checks recorded (R82)."""

from django.db.models import Q, QuerySet

from inspections.models import SubdistrictRound
from records.models import EvidenceLink

_RECORDED = Q(blob__content_type__startswith="audio/") | Q(blob__content_type__startswith="video/")


def recordings_of(round_: SubdistrictRound) -> QuerySet[EvidenceLink]:
    """Kept with the round itself, its findings or its notes; what belongs to a lead is no proof for all."""
    return EvidenceLink.objects.filter(_RECORDED, scope=round_.scope_id)
