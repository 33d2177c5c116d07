from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import resolve_access
from accounts.models import User
from accounts.permissions import Permission
from accounts.roles import Role
from core.day_words import day_in_words
from core.refusals import IllegalMove, NotAllowed
from deadlines.kinds import kind_of
from deadlines.models import Deadline


def is_answerable(user: User, deadline: Deadline, today: date) -> bool:
    """Who may speak for a duty: its unit, the people its kind names today, and the office on their behalf."""
    if not resolve_access(user).permits(Permission.DEADLINE_VIEW, deadline.scope_ids):
        return False
    if user.role == Role.OFFICE or (user.unit_id and user.unit_id == deadline.responsible_unit_id):
        return True
    return any(person.pk == user.pk for person in kind_of(deadline.kind).responsible(deadline, today))


def may_explain(user: User, deadline: Deadline) -> bool:
    """Whether a page offers it, by what is known without asking the database; the action asks again."""
    is_near = user.role == Role.OFFICE or deadline.responsible_unit_id is None
    return bool(deadline.days_late) and (is_near or user.unit_id == deadline.responsible_unit_id)


def require_answerable(user: User, deadline: Deadline, *, at: datetime) -> None:
    if not is_answerable(user, deadline, timezone.localdate(at)):
        raise NotAllowed(_("Only those who answer for this deadline, or the committee office, may explain it."))


def require_explained(deadline: Deadline | None, explanation: str, *, on: date) -> str:
    """The explanation, trimmed. Whoever meets a duty after its last day says why (DESIGN §3.6). Raises IllegalMove."""
    words = explanation.strip()
    if deadline is not None and on > deadline.due_on and not words:
        raise IllegalMove(
            _("This was due on %(due)s, %(days)s days ago. Say why it is late; the reason stands beside the days.")
            % {"due": day_in_words(deadline.due_on), "days": (on - deadline.due_on).days}
        )
    return words
