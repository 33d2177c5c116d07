"""What waits for a person, read from the state tables: a row for each thing that this person can move on now."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission as P
from accounts.queries.principals import term_answered_by
from accounts.roles import Role
from core.access import access_of
from inspections.models import FactCorrection, Finding, InspectionReport, SubdistrictRound
from inspections.models.correction import CorrectionStatus
from inspections.models.round import RoundStatus
from planning.models import AnnualPlan, InspectionTeam, PlanEntry, PlanExtract
from planning.year_closing import year_gaps
from records.models import IssuedDocument
from records.models.document import DocumentStatus
from records.series import is_signed_elsewhere
from rectification.models import ReceiptCorrection, RectificationCase, RectificationItem

# Days ahead within which an approved entry asks for its notice.
NOTICE_WINDOW_DAYS = 30


@dataclass(frozen=True)
class Task:
    """One thing to do. `url` leads to the thing, where the verb stands."""

    verb: object
    label: str
    url: str
    count: int = 1


@dataclass(frozen=True)
class Source:
    """Tasks of one kind, for people who hold `permission` somewhere. `find(user, today)` yields rows already scoped;
    `in_scope` is asked again for each row, since a right may hold in some scopes only."""

    verb: object
    permission: P
    find: Callable
    label: Callable = str
    url: Callable = lambda thing: thing.get_absolute_url()
    count: Callable = lambda thing: 1


def _rounds_with(user, **relation):
    return (
        SubdistrictRound.objects.visible_to(user)
        .filter(**relation)
        .select_related("subdistrict", "entry__cycle")
        .distinct()
    )


def _rounds_with_drafts(user, today):
    # Who stands in for the leader leads the round, but sees none of its leads.
    seen = Finding.objects.visible_to(user).drafts()
    return (
        SubdistrictRound.objects.visible_to(user)
        .annotate(waiting=Count("findings", filter=Q(findings__in=seen)))
        .filter(waiting__gt=0)
        .select_related("subdistrict", "entry__cycle")
    )


def _cases_with(user, items):
    return (
        RectificationCase.objects.visible_to(user)
        .annotate(waiting=Count("items", filter=Q(items__in=items)))
        .filter(waiting__gt=0)
        .select_related("round__subdistrict", "round__entry__cycle")
    )


def _list_of(status):
    """The items of a case in this group of its list: those that were counted, and no others."""
    return lambda case: f"{case.get_absolute_url()}?status={status}#items"


def _entries_to_notify(user, today):
    if not AnnualPlan.objects.visible_to(user).exists():
        return PlanEntry.objects.none()
    latest = today + timedelta(days=NOTICE_WINDOW_DAYS)
    return (
        PlanEntry.objects.filter(plan__status="approved", team__status="approved", from_on__lte=latest)
        .exclude(scope__in=SubdistrictRound.objects.exclude(status=RoundStatus.CANCELLED).values("scope"))
        .select_related("subdistrict", "plan")
    )


def _papers_to_receive(user, today):
    """Papers addressed to the person's unit that wait for its receipt; the oldest first. What is signed for with its
    matter waits there."""
    found = (
        IssuedDocument.objects.visible_to(user)
        .filter(status=DocumentStatus.ISSUED, addressee__users=user, received_on=None)
        .order_by("numbered_at")
        .defer("data")
    )
    return [document for document in found if not is_signed_elsewhere(document.kind)]


def _years_without_plan(user, today):
    """This year while nobody has begun its plan: what a new office starts with."""
    return [] if AnnualPlan.objects.standing().filter(year=today.year).exists() else [today.year]


def _years_to_close(user, today):
    """Plans of years past of which nothing is open any more; what is left open is closed from the plan's page."""
    past = AnnualPlan.objects.visible_to(user).filter(status="approved", year__lt=today.year)
    return [plan for plan in past.exclude(published_on=None) if not year_gaps(plan, today)]


def _corrections_to_decide(user, today):
    """Dates of rounds that another wants corrected."""
    found = FactCorrection.objects.visible_to(user).filter(status=CorrectionStatus.PROPOSED)
    return found.exclude(proposed_by=user).select_related("round__subdistrict", "round__entry__cycle")


def _deliveries_to_decide(user, today):
    """Dates of deliveries that another wants corrected: for the office, and for who answers for the subdistrict where
    the office proposed it (ADR 13)."""
    found = ReceiptCorrection.objects.visible_to(user).filter(status=CorrectionStatus.PROPOSED)
    if user.role != Role.OFFICE:
        if user.unit is None or term_answered_by(user.unit, user, today) is None:
            return found.none()
        found = found.filter(case__unit=user.unit_id, proposed_by__role=Role.OFFICE)
    return found.exclude(proposed_by=user).select_related("case__round__subdistrict", "case__round__entry__cycle")


def _label_of_correction(correction) -> str:
    return str(_("%(thing)s: %(change)s") % {"thing": correction.thing, "change": correction})


SOURCES: tuple[Source, ...] = (
    Source(
        _("Draft the annual plan"), P.PLAN_DRAFT, _years_without_plan,
        url=lambda year: reverse("planning:plan-draft"),
    ),
    Source(
        _("Approve the plan"), P.PLAN_DECIDE,
        lambda user, today: AnnualPlan.objects.visible_to(user).filter(status="submitted"),
    ),
    Source(
        _("Finish and submit the plan"), P.PLAN_DRAFT,
        lambda user, today: AnnualPlan.objects.visible_to(user).filter(status="draft"),
    ),
    Source(
        _("Publish the plan"), P.PLAN_PUBLISH,
        lambda user, today: AnnualPlan.objects.visible_to(user).filter(status="approved", published_on=None),
    ),
    Source(_("Close the year"), P.PLAN_PUBLISH, _years_to_close),
    Source(
        _("Confirm receipt of the plan"), P.EXTRACT_RECEIVE,
        lambda user, today: PlanExtract.objects.visible_to(user).filter(received_on=None)
        .exclude(plan__status="superseded").select_related("plan", "unit"),
    ),
    Source(_("Confirm receipt of the document"), P.EXTRACT_RECEIVE, _papers_to_receive),
    Source(
        _("Approve the team"), P.TEAM_DECIDE,
        lambda user, today: InspectionTeam.objects.visible_to(user).filter(status="proposed"),
    ),
    Source(
        _("Approve the substitute"), P.TEAM_DECIDE,
        lambda user, today: InspectionTeam.objects.visible_to(user).filter(
            status="approved", memberships__from_on=None, memberships__to_on=None
        ).distinct(),
    ),
    Source(
        _("Complete and propose the team"), P.TEAM_PROPOSE,
        lambda user, today: InspectionTeam.objects.visible_to(user).filter(status="draft"),
    ),
    Source(
        _("Notify the subdistrict"), P.ROUND_NOTIFY, _entries_to_notify,
        url=lambda entry: reverse("inspections:round-notify", args=[entry.pk]),
    ),
    Source(
        _("Enter the subdistrict"), P.ROUND_CONDUCT,
        lambda user, today: _rounds_with(user, status=RoundStatus.NOTIFIED),
    ),
    Source(
        _("Confirm or refuse the corrected date"), P.ROUND_CONDUCT, _corrections_to_decide,
        label=_label_of_correction,
    ),
    Source(
        _("Confirm or refuse the corrected day of receipt"), P.RECEIPT_CORRECT, _deliveries_to_decide,
        label=_label_of_correction,
    ),
    Source(
        _("Record findings on site"), P.FINDING_RECORD,
        lambda user, today: _rounds_with(user, status=RoundStatus.ON_SITE),
    ),
    Source(
        _("Confirm findings"), P.FINDING_CONFIRM, _rounds_with_drafts, count=lambda thing: thing.waiting,
        url=lambda round_: reverse("inspections:finding-list", args=[round_.pk]) + "?status=draft",
    ),
    Source(
        _("Draft the report"), P.REPORT_SUBMIT,
        lambda user, today: _rounds_with(user, status=RoundStatus.ENDED, report=None),
    ),
    Source(
        _("Finish and submit the report"), P.REPORT_SUBMIT,
        lambda user, today: InspectionReport.objects.visible_to(user).filter(status__in=["drafting", "returned"])
        .select_related("round__subdistrict", "round__entry__cycle"),
    ),
    Source(
        _("Decide on the report"), P.REPORT_DECIDE,
        lambda user, today: InspectionReport.objects.visible_to(user).filter(status="submitted")
        .select_related("round__subdistrict", "round__entry__cycle"),
    ),
    Source(
        _("Issue the feedback"), P.FEEDBACK_ISSUE,
        lambda user, today: _rounds_with(user, report__status="approved", case=None),
    ),
    Source(
        _("Sign for the feedback"), P.FEEDBACK_RECEIVE,
        lambda user, today: RectificationCase.objects.visible_to(user).filter(status="awaiting_receipt")
        .select_related("round__subdistrict", "round__entry__cycle"),
    ),
    Source(
        _("Report on items"), P.ITEM_REPORT,
        lambda user, today: _cases_with(user, RectificationItem.objects.unfinished()),
        count=lambda thing: thing.waiting, url=_list_of("unfinished"),
    ),
    Source(
        _("Submit the rectification report"), P.CASE_SUBMIT,
        lambda user, today: RectificationCase.objects.visible_to(user).filter(status__in=["rectifying", "returned"])
        .select_related("round__subdistrict", "round__entry__cycle"),
    ),
    Source(
        _("Verify items"), P.ITEM_VERIFY,
        lambda user, today: _cases_with(user, RectificationItem.objects.unchecked()),
        count=lambda thing: thing.waiting, url=_list_of("unchecked"),
    ),
    Source(
        _("Give an opinion on items"), P.ITEM_GIVE_OPINION,
        lambda user, today: _cases_with(user, RectificationItem.objects.without_opinion()),
        count=lambda thing: thing.waiting, url=_list_of("no_opinion"),
    ),
    Source(
        _("Review the rectification"), P.CASE_REVIEW,
        lambda user, today: RectificationCase.objects.visible_to(user).filter(status="submitted")
        .select_related("round__subdistrict", "round__entry__cycle"),
    ),
    Source(
        _("Close the round"), P.ROUND_CLOSE,
        lambda user, today: _rounds_with(user, status=RoundStatus.ENDED, case__status="accepted"),
    ),
    Source(
        _("Archive the round"), P.ROUND_CLOSE, lambda user, today: _rounds_with(user, status=RoundStatus.CLOSED),
    ),
)  # fmt: skip


def waiting_for(user, *, today) -> list[Task]:
    """Everything this person can move on, in the order of the process. One query a source he has a right for."""
    return list(_tasks(user, today))


def _tasks(user, today) -> Iterable[Task]:
    access = access_of(user)
    for source in SOURCES:
        if not access.permits_somewhere(source.permission):
            continue
        for thing in source.find(user, today):
            scope_ids = getattr(thing, "scope_ids", ())
            if access.permits(source.permission, scope_ids):
                yield Task(source.verb, source.label(thing), source.url(thing), source.count(thing))
