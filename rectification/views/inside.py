"""What the pages inside one case share."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from accounts.permissions import Permission
from rectification.models import RectificationCase

ITEMS_A_PAGE = 25


def case_queryset(cases):
    return cases.select_related(
        "unit",
        "round__entry__cycle",
        "round__ruleset",
        "round__team",
        "feedback",
        "deadline",
        "resubmission",
        "received_term",
        "meeting_term",
    )


def case_crumbs(case=None, item=None) -> list[dict]:
    crumbs = [{"label": _("Rectification"), "url": reverse("rectification:case-list")}]
    if case is not None:
        crumbs.append({"label": str(case), "url": case.get_absolute_url()})
    if item is not None:
        label = _("Item %(number)s") % {"number": item.number}
        crumbs.append({"label": label, "url": item.get_absolute_url()})
    return crumbs


def item_crumbs(item) -> list[dict]:
    return case_crumbs(item.case, item)


class InCaseMixin:
    """A page of one case: fetched through `visible_to`, with what it shows of it."""

    @cached_property
    def case(self) -> RectificationCase:
        found = case_queryset(RectificationCase.objects.visible_to(self.request.user))
        return get_object_or_404(found, pk=self.kwargs["pk"])


def bulk_verbs(case, tally, user, access) -> list[dict]:
    """What this person may do to many items of the case at once, as far as there are any for it."""
    is_rectifier = user.unit_id is not None and user.unit_id == case.unit_id
    has_unchecked = tally.reported > tally.failed
    offered = [
        ("report", _("Report those chosen"), Permission.ITEM_REPORT, tally.unfinished and not case.is_under_review),
        (
            "give_opinion",
            _("Give opinion on those chosen"),
            Permission.ITEM_GIVE_OPINION,
            tally.reported or tally.verified,
        ),
        ("verify", _("Verify those chosen"), Permission.ITEM_VERIFY, has_unchecked and not is_rectifier),
        ("close", _("Close those chosen"), Permission.CASE_REVIEW, tally.verified and not is_rectifier),
    ]
    return [
        {
            "verb": verb,
            "label": label,
            "url": reverse(f"rectification:case-bulk-{verb.replace('_', '-')}", args=[case.pk]),
        }
        for verb, label, permission, is_possible in offered
        if is_possible and access.permits(permission, case.scope_ids)
    ]
