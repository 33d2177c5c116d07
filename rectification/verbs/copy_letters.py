from django.utils.translation import gettext_lazy as _

from core.forms import DayForm, ReasonForm
from core.verbs import Noun, Verb, Work
from inspections.models import SubdistrictRound
from records.previews import numbered_papers
from records.queries.numbers import number_fields
from rectification.actions import copy_letters
from rectification.forms.copy_letters import PaperReceiptForm, SendCopiesForm
from rectification.models import CopyLetter
from rectification.presenters import copy_letters as presenter
from rectification.queries.copy_letters import addressed_to, rounds_to_copy, unreceived_of, with_all
from rectification.views.copy_letters import CopySendView


def _is_addressee(copy, user, today) -> bool:
    return user.unit_id == copy.body_id


COPY = Noun(
    model=CopyLetter,
    name="copy",
    path="copies",
    home="rectification:copy-list",
    fetch=with_all,
    named=(*number_fields("letter"), "body__short_name"),
    crumbs=presenter.crumbs,
    verbs=(
        Verb(
            name="send",
            label=_("Send the copies"),
            action=copy_letters.send,
            form=SendCopiesForm,
            view=CopySendView,
            on=SubdistrictRound,
            preview=numbered_papers,
            effect=_("Each body gets a numbered letter with the score sheet, and is asked for its receipt."),
            done=_("The copies are on their way; their PDFs are being made."),
            clause="三(三)6",
            icon="files",
            offered=presenter.are_wanted,
            blocked=presenter.why_not_copied,
            points=presenter.points_of_copies,
            work=Work(order=830, find=rounds_to_copy),
        ),
        Verb(
            name="receive",
            label=_("Confirm receipt of the copy"),
            action=copy_letters.receive,
            form=DayForm,
            done=_("Receipt is confirmed."),
            clause="三(三)6",
            icon="check2-square",
            is_step=True,
            offered=_is_addressee,
            work=Work(order=835, find=addressed_to),
        ),
        Verb(
            name="record_receipt",
            label=_("Record a receipt on paper"),
            action=copy_letters.record_receipt,
            form=PaperReceiptForm,
            done=_("The receipt is recorded."),
            clause="三(三)6",
            icon="file-earmark-check",
            work=Work(order=836, find=unreceived_of, words=_("Receipt of the copy is missing")),
        ),
        Verb(
            name="withdraw",
            label=_("Withdraw the copy"),
            action=copy_letters.withdraw,
            form=ReasonForm,
            effect=_("Sent in error, or its result changed. The number stays used; another copy has to be sent."),
            done=_("The copy is withdrawn; the body is told."),
            icon="arrow-counterclockwise",
            tone="danger",
        ),
    ),
)
