from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from core.transitions import may_move
from core.verbs import Noun, Verb
from planning.actions import entries
from planning.forms.entries import AddEntryForm, AdHocForm, AssignTeamForm, ChangeEntryForm
from planning.models import AnnualPlan, PlanEntry
from planning.presenters.crumbs import entry_crumbs
from planning.queries.plans import with_plan
from planning.views.entries import EntryFormView


def _may_edit_plan(plan, user, today) -> bool:
    """The plan's state decides: an entry has none of its own."""
    return may_move(plan, "edit", access=user.access)


def _may_edit(entry, user, today) -> bool:
    return not entry.is_ad_hoc and _may_edit_plan(entry.plan, user, today)


def _may_assign(entry, user, today) -> bool:
    return not entry.is_ad_hoc and entry.team_id is None and may_move(entry.plan, "assign_team", access=user.access)


def _where_it_stands(entry) -> str:
    """The plan of its year, whose coverage tells of it; the list of plans shows no round outside them."""
    plan = AnnualPlan.objects.current(entry.from_on.year).first()
    return plan.get_absolute_url() if plan else reverse("planning:plan-list")


ENTRY = Noun(
    model=PlanEntry,
    name="entry",
    path="entries",
    home="planning:plan-list",
    fetch=with_plan,
    crumbs=entry_crumbs,
    verbs=(
        Verb(
            name="add",
            label=_("Add a subdistrict to the plan"),
            action=entries.add_entry,
            form=AddEntryForm,
            view=EntryFormView,
            done=_("The entry is added."),
            icon="plus-lg",
            on=AnnualPlan,
            is_birth=True,
            permission=Permission.PLAN_DRAFT,
            offered=_may_edit_plan,
        ),
        Verb(
            name="assign_team",
            label=_("Assign a team"),
            action=entries.assign_team,
            form=AssignTeamForm,
            effect=_("A team of the entry's own cycle; another team later takes a revision of the plan."),
            done=_("The team is assigned."),
            clause="二(一)",
            permission=Permission.PLAN_DRAFT,
            offered=_may_assign,
        ),
        Verb(
            name="change",
            label=_("Change the entry"),
            action=entries.change_entry,
            form=ChangeEntryForm,
            view=EntryFormView,
            done=_("The entry is saved."),
            permission=Permission.PLAN_DRAFT,
            offered=_may_edit,
        ),
        Verb(
            name="remove",
            label=_("Take the entry out of the plan"),
            action=entries.remove_entry,
            done=_("The entry is taken out."),
            tone="danger",
            permission=Permission.PLAN_DRAFT,
            offered=_may_edit,
        ),
        Verb(
            name="add_ad_hoc",
            label=_("Add a round outside the plan"),
            action=entries.add_ad_hoc_entry,
            form=AdHocForm,
            effect=_(
                "The committee may send a team at any time; reason and decision stand in the overview of the year."
            ),
            done=_("The round outside the plan is entered; notice can be given."),
            clause="一(二)1",
            icon="calendar-plus",
            is_birth=True,
            permission=Permission.PLAN_DRAFT,
            leads_to=_where_it_stands,
        ),
    ),
)
