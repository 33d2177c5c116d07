"""How the days of a list that cannot be meant are asked about: the row with what it says, and what can be answered."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.cells import Soft
from core.day_words import day_in_words
from core.tables import Column
from inspections.forms.import_taking import CHOSEN, TYPED
from inspections.importing import KEEP, NO_DAY, PROPOSED, Question


def question_columns(answered) -> list[Column]:
    """`answered` is what was sent before, by the names of the controls."""
    return [
        Column(_("Row"), lambda one, today: one.row, "num"),
        Column(_("Problem"), lambda one, today: (one.text[:80], Soft(one.subject_name)), is_title=True),
        Column(_("In the list"), lambda one, today: (one.words[:40], Soft(one.column)), is_named=True),
        Column(_("What is odd"), lambda one, today: one.reason),
        Column(_("What is meant"), lambda one, today: _controls(one, answered)),
    ]


def _controls(one: Question, answered):
    chosen, typed = answered.get(CHOSEN + one.key, ""), answered.get(TYPED + one.key, "")
    options = format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((code, SafeString(" selected") if code == chosen else "", words) for code, words in _choices(one)),
    )
    row = {"row": one.row}
    return format_html(
        '<div class="x-answer"><select name="{}" form="bulk" class="form-select" aria-label="{}">'
        '<option value="">{}</option>{}</select>'
        '<input type="date" name="{}" form="bulk" class="form-control" aria-label="{}" value="{}"></div>',
        CHOSEN + one.key,
        _("Row %(row)s: what is meant") % row,
        _("choose, or type the day"),
        options,
        TYPED + one.key,
        _("Row %(row)s: the day that is meant") % row,
        typed,
    )


def _choices(one: Question) -> list[tuple[str, str]]:
    choices = []
    if one.proposal:
        choices.append((PROPOSED, _("%(day)s is meant") % {"day": day_in_words(one.proposal)}))
    if one.written:
        choices.append((KEEP, _("%(day)s, as written") % {"day": day_in_words(one.written)}))
    if one.may_be_none:
        choices.append((NO_DAY, _("no day; the words stay")))
    return choices
