from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.day_words import day_in_words
from core.verbs import Noun, Verb, Work
from inspections.forms.corrections import RefuseCorrectionForm, RemarkForm
from inspections.models.round import RoundStatus
from records.previews import numbered_papers
from rectification.actions import corrections
from rectification.deliveries import due_after
from rectification.forms.corrections import CorrectDeliveryForm
from rectification.models import ReceiptCorrection, RectificationCase
from rectification.presenters.crumbs import correction_crumbs
from rectification.queries.cases import corrections_to_decide, of_case


def _is_delivered(case, user, today) -> bool:
    return bool(case.received_on or case.meeting_on) and case.round.status != RoundStatus.ARCHIVED


def _is_of_another(correction, user, today) -> bool:
    return correction.proposed_by_id != user.pk


def _reason(correction, user, today) -> list[str]:
    return [gettext("Reason: %(reason)s") % {"reason": correction.reason}]


def _reason_and_date(correction, user, today) -> list[str]:
    due = gettext("The rectification report is then due on %(new)s; until now on %(old)s.") % {
        "new": day_in_words(due_after(correction)),
        "old": day_in_words(correction.case.deadline.due_on),
    }
    return [*_reason(correction, user, today), due]


def _label(correction) -> str:
    return gettext("%(thing)s: %(change)s") % {"thing": correction.thing, "change": correction}


RECEIPT_CORRECTION = Noun(
    model=ReceiptCorrection,
    name="receipt_correction",
    path="rectification/corrections",
    home="rectification:case-list",
    fetch=of_case,
    crumbs=correction_crumbs,
    verbs=(
        Verb(
            name="propose",
            label=_("Propose correction"),
            action=corrections.correct_fact,
            form=CorrectDeliveryForm,
            on=RectificationCase,
            effect=_(
                "Nothing changes until the other side confirms: the committee office, or a principal of the "
                "subdistrict. Both days stay in the timeline."
            ),
            done=_("The correction is proposed and waits for a second person."),
            icon="pencil",
            offered=_is_delivered,
        ),
        Verb(
            name="confirm",
            label=_("Confirm correction"),
            action=corrections.confirm,
            form=RemarkForm,
            effect=_("The day changes and the deadline it started is counted anew."),
            done=_("The day is corrected and the deadline is counted anew."),
            preview=numbered_papers,
            icon="check-lg",
            is_step=True,
            offered=_is_of_another,
            points=_reason_and_date,
            work=Work(
                order=315, words=_("Decide on the corrected day of receipt"), find=corrections_to_decide, label=_label
            ),
        ),
        Verb(
            name="refuse",
            label=_("Refuse correction"),
            action=corrections.refuse,
            form=RefuseCorrectionForm,
            done=_("The recorded day stands."),
            icon="x-circle",
            tone="danger",
            offered=_is_of_another,
            points=_reason,
        ),
    ),
)
