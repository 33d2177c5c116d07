from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from core.about import is_there
from core.verbs import Noun, Verb, Work
from inspections.models import SubdistrictRound
from inspections.policies import is_recordable
from planning.policies import leads
from rectification.actions import follow_ups
from rectification.forms.follow_ups import ComeBackForm, DrawFollowUpsForm, HoldForm, LookAgainForm, PassOverForm
from rectification.models import FollowUpCheck
from rectification.policies.follow_ups import DRAWABLE
from rectification.presenters import follow_ups as presenter
from rectification.queries.follow_ups import EARLIER, to_look_at, with_all


def _may_be_drawn(round_, user, today) -> bool:
    """While there is something to look at again."""
    if round_.status not in DRAWABLE or not (user.role == Role.OFFICE or leads(round_.team, user, today)):
        return False
    return is_there(EARLIER, round_)


def _may_be_recorded(check, user, today) -> bool:
    return is_recordable(check.round, by=user, day=today)


def _points(check, user, today) -> list[str]:
    return presenter.points_of(check)


FOLLOW_UP = Noun(
    model=FollowUpCheck,
    name="follow_up",
    path="follow-ups",
    home="rectification:follow-up-list",
    fetch=with_all,
    crumbs=presenter.crumbs,
    verbs=(
        Verb(
            name="draw",
            label=_("Draw for a follow-up check"),
            action=follow_ups.draw,
            form=DrawFollowUpsForm,
            on=SubdistrictRound,
            effect=_(
                "The machine draws by lot; seed and candidates are kept, so that the same draw can be made again and "
                "shown. What is drawn has to be looked at before the team reports."
            ),
            done=_("The draw is made and kept."),
            icon="shuffle",
            offered=_may_be_drawn,
        ),
        Verb(
            name="hold",
            label=_("Looked at: still fixed"),
            action=follow_ups.hold,
            form=HoldForm,
            done=_("It is recorded as still fixed."),
            icon="check2-circle",
            is_step=True,
            offered=_may_be_recorded,
            points=_points,
            work=Work(
                order=315, find=to_look_at, words=_("Look again at what was drawn"), count=lambda one: one.waiting
            ),
        ),
        Verb(
            name="come_back",
            label=_("Looked at: it came back"),
            action=follow_ups.come_back,
            form=ComeBackForm,
            effect=_(
                "A finding of this round is made of it, which names the earlier one; the leader confirms it. The "
                "earlier round is not changed."
            ),
            done=_("It is recorded, and stands among the findings as a draft."),
            icon="arrow-counterclockwise",
            tone="danger",
            offered=_may_be_recorded,
            points=_points,
        ),
        Verb(
            name="pass_over",
            label=_("Could not be checked"),
            action=follow_ups.pass_over,
            form=PassOverForm,
            effect=_("The report says how many could not be checked, and why."),
            done=_("It is recorded why it could not be checked."),
            icon="slash-circle",
            offered=_may_be_recorded,
            points=_points,
        ),
        Verb(
            name="look_again",
            label=_("Look again"),
            action=follow_ups.look_again,
            form=LookAgainForm,
            effect=_("What was recorded is taken back; it waits again. It stays in the timeline."),
            done=_("It waits to be looked at again."),
            icon="arrow-repeat",
            offered=_may_be_recorded,
            points=_points,
        ),
    ),
)
