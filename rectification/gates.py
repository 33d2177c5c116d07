"""What rectification asks before a round may close (四(二)二, R84)."""

from django.urls import reverse
from django.utils.translation import gettext as _

from inspections.closing import Gap
from inspections.models.correction import CorrectionStatus
from rectification.models import RectificationCase
from rectification.models.case import CaseStatus

_NAMED = 20


def case_gate(round_, today) -> list[Gap]:
    """The feedback is issued and its rectification accepted."""
    case = RectificationCase.objects.filter(round_id=round_.pk).first()
    if case is None:
        return [Gap(_("the feedback is not issued"), reverse("rectification:case-issue-feedback", args=[round_.pk]))]
    if case.status != CaseStatus.ACCEPTED:
        words = _("the rectification is not accepted (now: %(status)s)") % {"status": case.get_status_display()}
        return [Gap(words, case.get_absolute_url())]
    return []


def receipt_correction_gate(round_, today) -> list[Gap]:
    """No correction of the day of receipt or of the meeting waits for the other side."""
    case = RectificationCase.objects.filter(round_id=round_.pk).first()
    if case is None or not case.corrections.filter(status=CorrectionStatus.PROPOSED).exists():
        return []
    words = _("a correction of the day of receipt or of the feedback meeting awaits confirmation")
    return [Gap(words, reverse("rectification:case-corrections", args=[case.pk]))]


def items_gate(round_, today) -> list[Gap]:
    """Every item is closed, or its finding withdrawn; an item reopened after the acceptance counts again."""
    case = RectificationCase.objects.filter(round_id=round_.pk).first()
    if case is None:
        return []
    numbers = list(case.items.not_closed().order_by("number").values_list("number", flat=True))
    if not numbers:
        return []
    named = _(", ").join(str(number) for number in numbers[:_NAMED]) + ("…" if len(numbers) > _NAMED else "")
    words = _("%(count)s items are not closed: %(numbers)s") % {"count": len(numbers), "numbers": named}
    return [Gap(words, f"{case.get_absolute_url()}?status=not_closed")]
