"""Enterprises as far as a person knows of them: the register itself would tell of findings he may not see."""

from django.db.models import QuerySet

from accounts.models import User
from inspections.models import Enterprise, Finding


def enterprises_known_to(user: User, subdistrict_id: int) -> QuerySet[Enterprise]:
    """Enterprises of the subdistrict that stand in a finding this person sees and that was not withdrawn.

    A name that occurs in a lead or in another team's round alone is none of them (DESIGN §2, §4); neither is one whose
    finding was taken back, since the name may have been the mistake.
    """
    seen = Finding.objects.visible_to(user).filter(enterprise__subdistrict=subdistrict_id).standing()
    return Enterprise.objects.filter(pk__in=seen.order_by().values("enterprise"))
