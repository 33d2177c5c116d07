"""What rectification asks before a round may close (四(二)二, R84)."""

from django.urls import reverse
from django.utils.translation import gettext as _

from inspections.closing import Gap
from inspections.models.correction import CorrectionStatus
from rectification.filters import CHECK_FAILED, UNCHECKED, UNFINISHED
from rectification.models import RectificationCase
from rectification.models.case import CaseStatus
from rectification.models.item import ItemStatus

_NAMED = 20


def case_gate(round_, today) -> list[Gap]:
    """The feedback is issued and its rectification accepted."""
    case = RectificationCase.objects.filter(round_id=round_.pk).first()
    if case is None:
        path = reverse("rectification:case-issue-feedback", args=[round_.pk])
        return [Gap(_("the feedback is not issued"), path, _("Committee office"))]
    if case.status != CaseStatus.ACCEPTED:
        words = _("the rectification is not accepted (now: %(status)s)") % {"status": case.get_status_display()}
        is_decided_on = case.status == CaseStatus.SUBMITTED
        return [Gap(words, case.get_absolute_url(), _("Safety committee") if is_decided_on else case.unit.short_name)]
    return []


def receipt_correction_gate(round_, today) -> list[Gap]:
    """No correction of the day of receipt or of the meeting waits for the other side."""
    case = RectificationCase.objects.filter(round_id=round_.pk).first()
    if case is None or not case.corrections.filter(status=CorrectionStatus.PROPOSED).exists():
        return []
    words = _("a correction of the day of receipt or of the feedback meeting awaits confirmation")
    path = reverse("rectification:case-corrections", args=[case.pk])
    return [Gap(words, path, _("Somebody else than who proposed it"))]


def items_gate(round_, today) -> list[Gap]:
    """Every item is closed, or its finding withdrawn; an item reopened after the acceptance counts again. Apart by who
    has to act on them."""
    case = RectificationCase.objects.filter(round_id=round_.pk).first()
    if case is None:
        return []
    live = case.items.live()
    left = (
        (live.unfinished(), UNFINISHED, case.unit.short_name),
        (live.unchecked(), UNCHECKED, _("Inspection team, committee office")),
        (live.check_failed(), CHECK_FAILED, _("Safety committee")),
        (live.filter(status=ItemStatus.VERIFIED), ItemStatus.VERIFIED, _("Safety committee")),
    )
    return [
        Gap(_not_closed(numbers), f"{case.get_absolute_url()}?status={status}", who)
        for items, status, who in left
        if (numbers := list(items.order_by("number").values_list("number", flat=True)))
    ]


def _not_closed(numbers: list[int]) -> str:
    named = _(", ").join(str(number) for number in numbers[:_NAMED]) + ("…" if len(numbers) > _NAMED else "")
    return _("%(count)s items are not closed: %(numbers)s") % {"count": len(numbers), "numbers": named}
