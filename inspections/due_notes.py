"""What is said of findings whose own date to be fixed by cannot count: the months of the feedback do (三(三)5)."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inspections.models.finding import RECTIFIED_KINDS, Handling


def due_notes(findings, ruleset) -> list[str]:
    """Sentences about findings, known by their numbers; none where every date is in order."""
    return _notes([(one.number, one) for one in findings], ruleset, listed)


def due_notes_of_rows(rows, ruleset) -> list[str]:
    """The same about rows of a list, known by their rows in the file; each has its `found_on`."""
    return _notes([(row.row, row) for row in rows], ruleset, _rows_listed)


def _notes(numbered, ruleset, words_of) -> list[str]:
    early, undated = [], []
    for number, one in numbered:
        if one.due_on is not None and one.due_on < one.found_on:
            early.append(number)
        elif one.handling == Handling.FIX_BY_DATE and one.due_on is None and one.kind in RECTIFIED_KINDS:
            undated.append(number)
    months = {"months": ruleset.rectification_months}
    notes = []
    if early:
        notes.append(_early(len(early)) % (months | {"count": len(early), "numbers": words_of(early)}))
    if undated:
        notes.append(_undated(len(undated)) % (months | {"count": len(undated), "numbers": words_of(undated)}))
    return notes


def listed(numbers, limit=30) -> str:
    """Numbers of findings: the first of many, and how many there are."""
    if len(numbers) <= limit:
        return _("No. %(numbers)s") % {"numbers": _joined(numbers)}
    return _("No. %(numbers)s and others, %(count)s in all") % {
        "numbers": _joined(numbers[:limit]),
        "count": len(numbers),
    }


def _rows_listed(numbers, limit=30) -> str:
    rows = list(dict.fromkeys(numbers))  # several findings may come from one row
    if len(rows) <= limit:
        return _("rows %(numbers)s") % {"numbers": _joined(rows)}
    return _("rows %(numbers)s and others, %(count)s in all") % {"numbers": _joined(rows[:limit]), "count": len(rows)}


def _joined(numbers) -> str:
    return _(", ").join(str(number) for number in numbers)


def _early(count) -> str:
    return ngettext(
        "%(count)s finding was to be fixed by a day before it was found (%(numbers)s). The date stays as the list "
        "says it; what counts are the %(months)s months after the feedback.",
        "%(count)s findings were to be fixed by a day before they were found (%(numbers)s). The dates stay as the "
        "list says them; what counts are the %(months)s months after the feedback.",
        count,
    )


def _undated(count) -> str:
    return ngettext(
        "%(count)s finding is to be fixed by a date and names none (%(numbers)s): the %(months)s months after the "
        "feedback count.",
        "%(count)s findings are to be fixed by a date and name none (%(numbers)s): the %(months)s months after the "
        "feedback count.",
        count,
    )
