"""Who may chase whom, and who may answer."""

from datetime import date

from django.utils.translation import gettext as _

from accounts.models import User
from core.day_words import day_in_words
from core.refusals import IllegalMove, NotAllowed
from deadlines.models import Deadline
from inspections.models import SubdistrictRound
from inspections.people import leader_users
from rectification.chase_ladder import ChaseLevel, is_above
from rectification.models import Chase
from rectification.queries.chases import Standing, may_be_chased


def require_overdue(deadline: Deadline, on: date) -> None:
    """Raises IllegalMove for a duty that is done, not yet overdue on the day, or not the office's to chase."""
    if not may_be_chased(deadline, on):
        raise IllegalMove(
            _("“%(matter)s” cannot be chased: it is done by now, not overdue on %(on)s, or not chased by the office.")
            % {"matter": deadline.subject_label, "on": day_in_words(on)}
        )


def require_not_chased_on(deadline: Deadline, standing: Standing, on: date) -> None:
    """One paper a day for one duty: a second officer learns of the first one's, and nothing is dated before it."""
    last = standing.last
    if last is not None and last.issued_on >= on:
        raise IllegalMove(
            _("“%(matter)s” was chased on %(on)s already, by %(number)s.")
            % {"matter": deadline.subject_label, "on": day_in_words(last.issued_on), "number": last.letter.full_number}
        )


def require_level(level: str, proposed: ChaseLevel, reason: str) -> None:
    """The office may go higher than the ladder with a reason, and never lower."""
    if is_above(proposed, level):
        raise IllegalMove(
            _("The ladder asks for “%(level)s” here; a lower level is not possible.") % {"level": proposed.label}
        )
    if is_above(level, proposed) and not reason.strip():
        raise IllegalMove(
            _("The ladder asks for “%(level)s” now. Say why a higher level is needed.") % {"level": proposed.label}
        )


def may_answer(chase: Chase, user: User, today: date) -> bool:
    """The people of the body addressed; of a team's note its leader of the day."""
    if chase.unit_id is not None:
        return chase.unit_id == user.unit_id
    round_ = SubdistrictRound.objects.filter(scope=chase.scope_id).first()
    return round_ is not None and any(person.pk == user.pk for person in leader_users(round_, today))


def require_addressee(chase: Chase, *, by: User, today: date) -> None:
    if not may_answer(chase, by, today):
        raise NotAllowed(_("Only the body to which it is addressed replies."))
