from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from core.verbs import Noun, Verb, Work
from planning.actions import extracts
from planning.models import PlanExtract
from planning.models.plan import PlanStatus
from planning.presenters.crumbs import extract_crumbs
from planning.queries.plans import with_receipt
from planning.queries.waiting import extracts_to_receive
from records.forms import ReceiptForm


def _is_open(extract, user, today) -> bool:
    """Nobody has signed for it, and no newer edition took its place."""
    return extract.received_on is None and extract.plan.status != PlanStatus.SUPERSEDED


EXTRACT = Noun(
    model=PlanExtract,
    name="extract",
    path="extracts",
    home="planning:extract-list",
    fetch=with_receipt,
    named=("plan__title", "unit__short_name"),
    crumbs=extract_crumbs,
    verbs=(
        Verb(name="publish", label=_("Send the extract of the plan")),
        Verb(
            name="receive",
            label=_("Confirm receipt of the extract"),
            action=extracts.receive,
            form=ReceiptForm,
            done=_("Receipt is confirmed. Thank you."),
            clause="三(三)1",
            icon="check2-square",
            is_step=True,
            permission=Permission.EXTRACT_RECEIVE,
            offered=_is_open,
            work=Work(order=150, find=extracts_to_receive),
        ),
    ),
)
