from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.forms import DayForm
from core.verbs import Noun, Verb, Work
from planning.actions import plans
from planning.forms.common import ReasonForm, ReturnForm
from planning.forms.plans import CloseYearForm, PlanDraftForm, PlanTextsForm, ReviseForm
from planning.models import AnnualPlan
from planning.presenters.crumbs import plan_crumbs
from planning.problems import MEND_FIRST, blocking, warnings
from planning.queries.plans import problems_told_of, with_decision
from planning.queries.waiting import plans_to_publish, years_to_close, years_without_plan
from planning.views.plans import CloseYearView
from planning.year_closing import may_be_closed, needed, year_gaps
from records.forms import DecisionForm
from records.previews import numbered_papers


def _what_blocks(plan, user, today):
    return MEND_FIRST if blocking(problems_told_of(plan)) else ""


def _what_is_doubtful(plan, user, today) -> list[str]:
    return [one.words for one in warnings(problems_told_of(plan))]


def _is_unpublished(plan, user, today) -> bool:
    return plan.published_on is None


def _is_unseen(plan, user, today) -> bool:
    return not plan.was_before_the_committee


def _is_over(plan, user, today) -> bool:
    return may_be_closed(plan, today)


def _what_is_needed(plan, user, today) -> str:
    """What no reason stands for (R72)."""
    return str(_("; ")).join(gap.words for gap in needed(year_gaps(plan, today)))


PLAN = Noun(
    model=AnnualPlan,
    name="plan",
    path="plans",
    home="planning:plan-list",
    fetch=with_decision,
    named=("title",),
    crumbs=plan_crumbs,
    verbs=(
        Verb(
            name="draft",
            label=_("Draft the annual plan"),
            action=plans.draft,
            form=PlanDraftForm,
            done=_("The draft is saved. Add the subdistricts with their dates next."),
            clause="三(三)1",
            icon="plus-lg",
            is_step=True,
            work=Work(order=100, find=years_without_plan, url=lambda year: reverse("planning:plan-draft")),
        ),
        Verb(
            name="approve",
            label=_("Approve the plan"),
            action=plans.approve,
            form=DecisionForm,
            effect=_("An approved plan is locked; a change is a new edition with its reason."),
            done=_("The plan is approved."),
            clause="二(一)",
            icon="check-lg",
            is_step=True,
            points=_what_is_doubtful,
            work=Work(order=110),
        ),
        Verb(
            name="submit",
            label=_("Submit the plan to the committee"),
            action=plans.submit,
            form=DayForm,
            effect=_("The plan is locked until the committee has decided."),
            done=_("The plan is submitted; the committee has been told."),
            clause="三(三)1",
            icon="send",
            is_step=True,
            blocked=_what_blocks,
            points=_what_is_doubtful,
            work=Work(order=120),
        ),
        Verb(
            name="publish",
            label=_("Publish the plan"),
            action=plans.publish,
            form=DayForm,
            effect=_(
                "The plan gets its document number, and each subdistrict its own extract to confirm. This cannot be "
                "undone."
            ),
            done=_("The plan is published; the subdistricts have been told."),
            preview=numbered_papers,
            clause="三(三)1",
            icon="megaphone",
            is_step=True,
            offered=_is_unpublished,
            work=Work(order=130, find=plans_to_publish),
        ),
        Verb(
            name="close_year",
            label=_("Close the year"),
            action=plans.close_year,
            form=CloseYearForm,
            view=CloseYearView,
            effect=_(
                "The plan is closed for good; rounds that still run go on. What is left open stands with its reason."
            ),
            done=_("The year is closed."),
            clause="一(二)1",
            icon="archive",
            is_step=True,
            offered=_is_over,
            blocked=_what_is_needed,
            work=Work(order=140, find=years_to_close),
        ),
        Verb(
            name="edit",
            label=_("Edit the texts of the plan"),
            action=plans.edit,
            form=PlanTextsForm,
            done=_("The plan is saved."),
            icon="pencil",
        ),
        Verb(
            name="return",
            label=_("Return the plan"),
            action=plans.return_,
            form=ReturnForm,
            effect=_("The office mends the plan and submits it again."),
            done=_("The plan is returned to the office."),
            icon="reply",
            tone="danger",
        ),
        Verb(
            name="revise",
            label=_("Revise the plan"),
            action=plans.revise,
            form=ReviseForm,
            effect=_(
                "A new edition begins as a copy with all entries. The present one rules until the committee approves "
                "it."
            ),
            done=_("A new edition is drafted. Change it, then submit it to the committee."),
            icon="pencil-square",
        ),
        Verb(
            name="discard",
            label=_("Discard the draft"),
            action=plans.discard,
            form=ReasonForm,
            effect=_(
                "The draft and its entries count nowhere any more; it stays readable with the reason, and a new one "
                "may begin."
            ),
            done=_("The draft is discarded."),
            icon="slash-circle",
            tone="danger",
            offered=_is_unseen,
        ),
        # The approval of the next edition brings it about.
        Verb(name="supersede", label=_("Replace by the new edition")),
        # Done on an entry (verbs/entries.py), and allowed by the state of its plan.
        Verb(name="assign_team", label=_("Assign a team")),
    ),
)
