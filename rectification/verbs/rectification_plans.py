from operator import attrgetter

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.verbs import Bulk, Noun, Verb, Work
from inspections.queries.names import name_fields
from records.previews import numbered_papers
from rectification.actions import bulk
from rectification.actions import rectification_plans as plans
from rectification.forms.rectification_plans import (
    AcceptPlanForm,
    AskPlanForm,
    CallPlanOffForm,
    FilePlanForm,
    FillForm,
    FillManyForm,
    SendPlanBackForm,
)
from rectification.models import RectificationCase, RectificationPlan, Remedy
from rectification.policies.rectification_plans import why_not_asked
from rectification.presenters import rectification_plans as presenter
from rectification.queries import rectification_plans as queries


def _may_be_asked(case, user, today) -> bool:
    return not why_not_asked(case)


def _fillable(plan, user, today) -> QuerySet[Remedy]:
    found = queries.with_item(plan.remedies.live())
    return found if plan.is_owed else found.none()


def _listed(plan, data, user, today) -> QuerySet[Remedy]:
    return _fillable(plan, user, today)


def _shows(plan, remedies, user, today) -> dict:
    return {"table": presenter.remedies_table(remedies, today)}


FILL_MANY = Bulk(
    container=RectificationPlan,
    label=_("Fill in those chosen"),
    things=_fillable,
    form=FillManyForm,
    action=bulk.fill,
    listed=_listed,
    shows=_shows,
    template="rectification/case/bulk.html",
)

RECTIFICATION_PLAN = Noun(
    model=RectificationPlan,
    name="rectification_plan",
    path="rectification-plans",
    home="rectification:case-list",
    fetch=queries.with_all,
    named=tuple(name_fields("case__round")),
    crumbs=presenter.crumbs,
    verbs=(
        Verb(
            name="ask",
            label=_("Ask for a plan of rectification"),
            action=plans.ask,
            form=AskPlanForm,
            on=RectificationCase,
            effect=_("The subdistrict is told, and its day runs. The two months of 三(三)5 stay as they are."),
            done=_("The plan is asked for; the subdistrict has been told."),
            who=_("Committee office"),
            icon="clipboard-plus",
            offered=_may_be_asked,
        ),
        Verb(
            name="fill",
            label=_("Fill in the remedy"),
            action=plans.fill,
            form=FillForm,
            on=Remedy,
            holder=attrgetter("plan_of"),
            done=_("The remedy is stored."),
            icon="pencil-square",
            points=presenter.points_of_remedy,
            bulk=FILL_MANY,
        ),
        Verb(
            name="file",
            label=_("File the plan of rectification"),
            action=plans.file,
            form=FilePlanForm,
            effect=_("The plan gets its number and is with the office for review."),
            done=_("The plan is with the office."),
            preview=numbered_papers,
            icon="send",
            is_step=True,
            blocked=presenter.why_not_fileable,
            points=presenter.points,
            work=Work(order=525, find=queries.to_file),
        ),
        Verb(
            name="accept",
            label=_("Accept the plan"),
            action=plans.accept,
            form=AcceptPlanForm,
            done=_("The plan is accepted; the subdistrict has been told."),
            who=_("Committee office"),
            icon="check-lg",
            is_step=True,
            work=Work(order=526, words=_("Review a plan of rectification"), find=queries.to_review),
        ),
        Verb(
            name="send_back",
            label=_("Send the plan back"),
            action=plans.send_back,
            form=SendPlanBackForm,
            effect=_("A new day runs for the subdistrict."),
            done=_("The plan is sent back; the subdistrict has been told."),
            icon="reply",
            tone="danger",
        ),
        Verb(
            name="call_off",
            label=_("Call the plan off"),
            action=plans.call_off,
            form=CallPlanOffForm,
            effect=_("Its day falls away; what was written stays to be read."),
            done=_("The plan is called off; the subdistrict has been told."),
            icon="x-circle",
            tone="danger",
        ),
    ),
)
