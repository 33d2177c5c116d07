"""Verbs of a team that are done to one of its members, or to somebody who was one."""

from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from core.verbs import Verb, Work
from planning.actions import members
from planning.forms.common import ReasonForm, ReturnForm
from planning.forms.teams import DropForm, RoleForm, SubstituteForm
from planning.models import Membership
from planning.presenters.teams import substitute_points
from planning.queries.waiting import teams_with_substitutes
from planning.views.members import PickView
from records.forms import DecisionForm


def _belongs(membership, user, today) -> bool:
    return membership.to_on is None


def _serves(membership, user, today) -> bool:
    return membership.from_on is not None and membership.to_on is None


def _is_pending(membership, user, today) -> bool:
    return membership.is_pending_substitute


def _left_a_place(membership, user, today) -> bool:
    """He served, and nobody is named in his place who was not refused."""
    return membership.from_on is not None and membership.to_on is not None and membership.successor is None


def _who_would_serve(membership, user, today) -> list[str]:
    return substitute_points(membership)


_PART = {"on": Membership, "holder": attrgetter("team")}

MEMBER_VERBS = (
    Verb(
        name="change_role",
        label=_("Change the role of a member"),
        action=members.change_role,
        form=RoleForm,
        effect=_("A team has exactly one leader; who led before becomes a member."),
        done=_("The role is changed."),
        clause="二(一)",
        offered=_belongs,
        **_PART,
    ),
    Verb(
        name="drop_member",
        label=_("Take the candidate out"),
        action=members.drop_member,
        form=DropForm,
        done=_("The candidate is taken out."),
        tone="danger",
        offered=_belongs,
        **_PART,
    ),
    Verb(
        name="remove_member",
        label=_("Take the member out at once"),
        action=members.remove_member,
        form=ReasonForm,
        effect=_(
            "All access ends this moment; earlier records keep the name. The reason is read by office and committee "
            "only."
        ),
        done=_("The member is taken out; access has ended."),
        clause="二(三)",
        tone="danger",
        offered=_serves,
        **_PART,
    ),
    Verb(
        name="substitute",
        label=_("Propose a substitute"),
        action=members.substitute,
        form=SubstituteForm,
        view=PickView,
        effect=_("The substitute serves once the committee has approved him."),
        done=_("The substitute is proposed; the committee has been told."),
        clause="二(三)",
        offered=_left_a_place,
        **_PART,
    ),
    Verb(
        name="approve_substitute",
        label=_("Approve the substitute"),
        action=members.approve_substitute,
        form=DecisionForm,
        effect=_("The substitute serves from the day of the decision; access begins at once."),
        done=_("The substitute is approved."),
        clause="二(三)",
        offered=_is_pending,
        points=_who_would_serve,
        work=Work(order=180, find=teams_with_substitutes),
        **_PART,
    ),
    Verb(
        name="refuse_substitute",
        label=_("Refuse the substitute"),
        action=members.refuse_substitute,
        form=ReturnForm,
        done=_("The substitute is refused; the reason is kept in the file."),
        clause="二(三)",
        tone="danger",
        offered=_is_pending,
        points=_who_would_serve,
        **_PART,
    ),
)
