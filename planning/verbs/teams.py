from django.utils.translation import gettext_lazy as _

from core.forms import DayForm
from core.verbs import Noun, Verb, Work
from planning.actions import teams
from planning.forms.common import ReasonForm, ReturnForm
from planning.forms.teams import MemberForm, TeamDraftForm, TeamNameForm
from planning.models import InspectionTeam
from planning.presenters.crumbs import team_crumbs
from planning.problems import MEND_FIRST, blocking, warnings
from planning.queries.teams import problems_told_of, with_decision
from planning.verbs.members import MEMBER_VERBS
from planning.views.members import PickView
from planning.views.teams import TeamDraftView
from records.forms import DecisionForm


def _what_blocks(team, user, today):
    return MEND_FIRST if blocking(problems_told_of(team)) else ""


def _what_is_doubtful(team, user, today) -> list[str]:
    return [one.words for one in warnings(problems_told_of(team))]


TEAM = Noun(
    model=InspectionTeam,
    name="team",
    path="teams",
    home="planning:team-list",
    fetch=with_decision,
    named=("name",),
    crumbs=team_crumbs,
    verbs=(
        Verb(
            name="draft",
            label=_("Compose a team"),
            action=teams.draft,
            form=TeamDraftForm,
            view=TeamDraftView,
            # The page tells the numbers of the ruleset besides.
            effect=_("The people are added next."),
            done=_("The draft is saved. Add the members next."),
            clause="二(一)",
            icon="plus-lg",
            is_step=True,
        ),
        Verb(
            name="approve",
            label=_("Approve the team"),
            action=teams.approve,
            form=DecisionForm,
            effect=_("The members serve from the day of the decision; their access begins at once."),
            done=_("The team is approved; its members have been told."),
            clause="二(三)",
            icon="check-lg",
            is_step=True,
            points=_what_is_doubtful,
            work=Work(order=170),
        ),
        Verb(
            name="propose",
            label=_("Propose the team to the committee"),
            action=teams.propose,
            form=DayForm,
            effect=_("The composition is locked until the committee has decided."),
            done=_("The team is proposed; the committee has been told."),
            clause="二(三)",
            icon="send",
            is_step=True,
            blocked=_what_blocks,
            points=_what_is_doubtful,
            work=Work(order=190),
        ),
        Verb(
            name="add_member",
            label=_("Add a member"),
            action=teams.add_member,
            form=MemberForm,
            view=PickView,
            effect=_("Serving officials and staff of member units, and experts; the leader is of section level."),
            done=_("The member is added."),
            clause="二(一)",
            icon="person-plus",
        ),
        Verb(
            name="edit",
            label=_("Rename the team"),
            action=teams.edit,
            form=TeamNameForm,
            done=_("The team is saved."),
            icon="pencil",
        ),
        Verb(
            name="return",
            label=_("Return the team"),
            action=teams.return_,
            form=ReturnForm,
            effect=_("The reason stays with the team; the office composes it anew."),
            done=_("The team is returned to the office."),
            clause="二(三)",
            icon="reply",
            tone="danger",
        ),
        Verb(
            name="stand_down",
            label=_("Stand the team down"),
            action=teams.stand_down,
            form=ReasonForm,
            effect=_(
                "Everybody's service ends, and with it all access to the team's rounds. Reports and opinions still "
                "owed by the leader must be in before."
            ),
            done=_("The team is stood down."),
            icon="slash-circle",
            tone="danger",
        ),
        *MEMBER_VERBS,
    ),
)
