"""The verbs of a finding that may be used on many at once. Leads have numbers of their own and go one by one."""

from collections import Counter

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.tables import Column, table_of
from core.verbs import Bulk, ThingsInside
from inspections.actions import bulk
from inspections.due_notes import due_notes
from inspections.filters import FindingFilter
from inspections.forms.bulk import ConfirmManyForm, SetManyForm
from inspections.models import Finding, SubdistrictRound
from inspections.models.finding import FindingKind
from inspections.presenters.findings import may_record

_COLUMNS = (
    Column(_("No."), lambda finding, today: finding.number, "num"),
    Column(_("Problem"), lambda finding, today: finding.text, is_title=True),
    Column(_("Inspected body or enterprise"), lambda finding, today: finding.subject_name),
    Column(_("Kind"), lambda finding, today: finding.get_kind_display(), "tight"),
    Column(_("Topic"), lambda finding, today: finding.topic_number, "tight"),
    Column(_("Handling"), lambda finding, today: finding.get_handling_display(), "tight"),
    Column(_("To be fixed by"), lambda finding, today: finding.due_on or finding.due_text, "tight"),
)


def _in(user, rounds) -> QuerySet:
    found = Finding.objects.visible_to(user).filter(round__in=rounds).ordinary()
    return found.select_related("unit", "enterprise").order_by("number")


def _drafts(user, rounds, today) -> QuerySet:
    return _in(user, rounds).drafts()


def _listed(round_, data, user, today) -> QuerySet:
    return FindingFilter(data, queryset=_in(user, [round_.pk]), today=today, ruleset=round_.ruleset_id).qs


def _shows(round_, findings, user, today) -> dict:
    """All that will be frozen, and what is to be known of it before it is."""
    return {
        "table": table_of(str(_("Findings")), _COLUMNS, findings, today),
        "notes": [*_without_criterion(findings), *due_notes(findings, round_.ruleset), *_alike(findings)],
    }


def _without_criterion(findings) -> list[str]:
    """Those that cannot be confirmed before somebody says which criterion they meet."""
    lacking = [one for one in findings if one.kind == FindingKind.MAJOR_HAZARD and not one.criterion]
    if not lacking:
        return []
    numbers = _(", ").join(str(one.number) for one in lacking)
    return [
        str(_("Major hazards without a criterion cannot be confirmed; open each and enter it: %(numbers)s."))
        % {"numbers": numbers}
    ]


def _alike(findings) -> list[str]:
    """The same words about the same body: perhaps one was recorded twice."""
    alike = [count for count in Counter((one.subject_name, one.text) for one in findings).values() if count > 1]
    if not alike:
        return []
    words = ngettext(
        "%(count)s chosen finding says the same of the same body as another one.",
        "%(count)s chosen findings say the same of the same body as others.",
        sum(alike) - len(alike),
    )
    return [words % {"count": sum(alike) - len(alike)}]


def _list_of(round_) -> str:
    return reverse("inspections:finding-list", args=[round_.pk])


_SHARED = {
    "container": SubdistrictRound,
    "things": ThingsInside(_drafts, may_record),
    "listed": _listed,
    "shows": _shows,
    "back": _list_of,
    "template": "inspections/finding/bulk.html",
}

CONFIRM = Bulk(label=_("Confirm those chosen"), form=ConfirmManyForm, action=bulk.confirm_filling, **_SHARED)
SET = Bulk(label=_("Set topic or handling"), form=SetManyForm, action=bulk.set_facts, **_SHARED)
