"""The verbs that may be used on many items or findings at once: on which, by what form, and what the page shows."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from core.access import access_of
from core.cells import Soft
from core.shapes import LeftOut
from core.tables import Column, table_of
from core.verbs import Bulk, ThingsInside
from inspections.filters import FindingFilter
from inspections.models import Finding, SubdistrictRound
from inspections.models.round import RoundStatus
from rectification.actions import bulk
from rectification.filters import CHECK_FAILED, ItemFilter
from rectification.forms.classifications import SortManyForm
from rectification.forms.items import BulkCloseForm, BulkOpinionForm, BulkReportForm, BulkVerifyForm
from rectification.models import RectificationCase
from rectification.models.item import UNFINISHED, ItemStatus
from rectification.presenters.item_table import item_table
from rectification.presenters.items import item_row, sees_inner
from rectification.queries import matters
from rectification.queries.duties import DutyTable
from rectification.queries.samples import drawn_of, not_drawn


def _listed(case, data, user, today) -> QuerySet:
    items = case.items.select_related("deadline")
    return ItemFilter(data, queryset=items, today=today, sees_inner=sees_inner(case, access_of(user))).qs


def _shows(case, items, user, today) -> dict:
    # Who closes many at once reads what the leader holds of each; the subdistrict does not.
    inner = sees_inner(case, access_of(user))
    rows = [item_row(item, today) for item in items]
    return {"rows": rows, "table": item_table(rows, today, shows_opinion=inner)}


def _ready(items) -> QuerySet:
    return items.select_related("deadline", "finding").order_by("number")


def _to_report(case, user, today) -> QuerySet:
    return case.items.none() if case.is_under_review else _ready(case.items.live().filter(status__in=UNFINISHED))


def _to_judge(case, user, today) -> QuerySet:
    return _ready(case.items.live().filter(status__in=[ItemStatus.REPORTED, ItemStatus.VERIFIED]))


def _to_verify(case, user, today) -> QuerySet:
    """What a check found not fixed, and what was drawn for a check on site, is looked at one by one, and never by
    whoever rectifies (R68)."""
    return case.items.none() if _rectifies(case, user) else _ready(not_drawn(case.items.unchecked()))


def _to_close(case, user, today) -> QuerySet:
    verified = case.items.live().filter(status=ItemStatus.VERIFIED)
    return case.items.none() if _rectifies(case, user) else _ready(verified)


def _rectifies(case, user) -> bool:
    return user.unit_id is not None and user.unit_id == case.unit_id


def _failed(case, numbers, user, today) -> list[LeftOut]:
    failed = list(
        case.items.check_failed().filter(number__in=numbers).order_by("number").values_list("number", flat=True)
    )
    if not failed:
        return []
    words = ngettext(
        "%(count)s chosen item failed its last check and is left out (item %(numbers)s): check it again on its own.",
        "%(count)s chosen items failed their last check and are left out (items %(numbers)s): check them again one by "
        "one.",
        len(failed),
    )
    said = words % {"count": len(failed), "numbers": gettext(", ").join(str(number) for number in failed)}
    return [LeftOut(failed, said, f"{case.get_absolute_url()}?status={CHECK_FAILED}#items")]


def _drawn(case, numbers, user, today) -> list[LeftOut]:
    drawn = list(drawn_of(case).filter(item__number__in=numbers).values_list("item__number", flat=True))
    if not drawn:
        return []
    words = gettext("Drawn for a check on site and left out: items %(numbers)s. Record each on its own.")
    said = words % {"numbers": gettext(", ").join(str(number) for number in drawn)}
    return [LeftOut(drawn, said, case.get_absolute_url())]


def _one_by_one(case, numbers, user, today) -> list[LeftOut]:
    return [*_failed(case, numbers, user, today), *_drawn(case, numbers, user, today)]


_SHARED = {
    "container": RectificationCase,
    "listed": _listed,
    "shows": _shows,
    "template": "rectification/case/bulk.html",
}

REPORT = Bulk(label=_("Report those chosen"), things=_to_report, form=BulkReportForm, **_SHARED)
GIVE_OPINION = Bulk(
    label=_("Give opinion on those chosen"), things=_to_judge, form=BulkOpinionForm, action=bulk.give_opinion,
    **_SHARED,
)  # fmt: skip
VERIFY = Bulk(
    label=_("Verify those chosen"), things=_to_verify, form=BulkVerifyForm, action=bulk.verify, left_out=_one_by_one,
    **_SHARED,
)  # fmt: skip
CLOSE = Bulk(label=_("Close those chosen"), things=_to_close, form=BulkCloseForm, **_SHARED)


# --- Sorting for hand-off (R60, R61) ---------------------------------------------------------------------------------


def _findings_of(user, rounds) -> QuerySet:
    """Leads have numbers of their own and go one by one."""
    found = Finding.objects.visible_to(user).filter(round__in=rounds).ordinary()
    return found.select_related("unit", "enterprise").order_by("number")


def _to_sort(user, rounds, today) -> QuerySet:
    return matters.must_be_sorted(_findings_of(user, rounds))


def _is_kept_open(round_, user, today) -> bool:
    return round_.status != RoundStatus.ARCHIVED


def _listed_findings(round_, data, user, today) -> QuerySet:
    return FindingFilter(data, queryset=_findings_of(user, [round_.pk]), today=today, ruleset=round_.ruleset_id).qs


def _shows_receivers(round_, findings, user, today) -> dict:
    """Where each will go; of whom the duty table is silent, nothing can be done here."""
    duties = DutyTable()
    silent = Soft(gettext("The duty table names nobody"))
    columns = (
        Column(_("No."), lambda finding, today: finding.number, "num"),
        Column(_("Problem"), lambda finding, today: finding.text, is_title=True),
        Column(_("Inspected body or enterprise"), lambda finding, today: finding.subject_name),
        Column(_("Kind"), lambda finding, today: finding.get_kind_display(), "tight"),
        Column(_("To be handed to"), lambda finding, today: getattr(duties.receiver_of(finding), "name", silent)),
    )
    return {"table": table_of(gettext("Findings"), columns, findings, today)}


SORT = Bulk(
    container=SubdistrictRound,
    label=_("Sort those chosen"),
    things=ThingsInside(_to_sort, _is_kept_open),
    form=SortManyForm,
    action=bulk.sort,
    listed=_listed_findings,
    shows=_shows_receivers,
    back=lambda round_: reverse("inspections:finding-list", args=[round_.pk]),
    template="rectification/case/bulk.html",
)
