from django.utils.translation import gettext_lazy as _

from core.verbs import Noun, Verb, Work
from inspections.actions import corrections
from inspections.forms.corrections import CorrectStayForm, RefuseCorrectionForm, RemarkForm
from inspections.models import FactCorrection, SubdistrictRound
from inspections.presenters.corrections import name_of, reason_of
from inspections.presenters.rounds import round_crumbs
from inspections.queries.corrections import to_decide, with_round
from records.previews import numbered_papers


def _stands_on_its_list(round_, user, today) -> bool:
    """A round's page leads to the list of its corrections; the button stands there."""
    return False


def _is_second(correction, user, today) -> bool:
    """Nobody decides on his own proposal (ADR 12)."""
    return correction.proposed_by_id != user.pk


def _reason(correction, user, today) -> list[str]:
    return [reason_of(correction)]


def _crumbs(correction) -> list:
    return round_crumbs(correction.round)


CORRECTION = Noun(
    model=FactCorrection,
    name="correction",
    path="corrections",
    home="inspections:round-list",
    fetch=with_round,
    crumbs=_crumbs,
    verbs=(
        Verb(
            name="propose",
            label=_("Propose correction"),
            on=SubdistrictRound,
            action=corrections.correct_fact,
            form=CorrectStayForm,
            effect=_("Nothing changes until a second person confirms. Both days stay in the timeline."),
            done=_("The correction is proposed and waits for a second person."),
            icon="pencil",
            offered=_stands_on_its_list,
        ),
        Verb(
            name="confirm",
            label=_("Confirm correction"),
            action=corrections.confirm,
            form=RemarkForm,
            effect=_("The day changes and the deadline it started is counted anew."),
            done=_("The day is corrected and the deadline is counted anew."),
            preview=numbered_papers,
            icon="check2-circle",
            is_step=True,
            offered=_is_second,
            points=_reason,
            work=Work(order=310, words=_("Decide on the corrected date"), find=to_decide, label=name_of),
        ),
        Verb(
            name="refuse",
            label=_("Refuse correction"),
            action=corrections.refuse,
            form=RefuseCorrectionForm,
            done=_("The recorded day stands."),
            icon="x-circle",
            tone="danger",
            offered=_is_second,
            points=_reason,
        ),
    ),
)
