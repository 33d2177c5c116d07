"""Relations that hold for facts of every kind."""

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusals import IllegalMove, NotAllowed


def require_past(on, *, at, not_before=None) -> None:
    """A fact's day lies neither in the future nor before what it follows. Raises IllegalMove."""
    if on > timezone.localdate(at):
        raise IllegalMove(_("The day %(on)s lies in the future. Enter the day it really happened.") % {"on": on})
    if not_before is not None and on < not_before:
        raise IllegalMove(
            _("The day %(on)s lies before %(first)s, when the step before it happened. Check the date.")
            % {"on": on, "first": not_before}
        )


def require_other_person(by, other, message) -> None:
    """The proposer never approves, the rectifier never accepts (DESIGN §4). Raises NotAllowed."""
    if other is not None and by.pk == getattr(other, "pk", other):
        raise NotAllowed(message)
