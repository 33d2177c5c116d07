"""When something closed may be drawn to be looked at again, and what a look has to say."""

from django.utils.translation import gettext as _

from core.refusals import IllegalMove
from inspections.models import SubdistrictRound
from inspections.models.round import RoundStatus

DRAWABLE = (RoundStatus.NOTIFIED, RoundStatus.ON_SITE)


def require_drawable(round_: SubdistrictRound) -> None:
    """Between the notice and the last day on site. Raises IllegalMove."""
    if round_.status not in DRAWABLE:
        raise IllegalMove(
            _(
                "What is looked at again is drawn before the team enters or while it is on site; this round is "
                "“%(now)s”."
            )
            % {"now": round_.get_status_display()}
        )


def require_words(words: str) -> str:
    if not words.strip():
        raise IllegalMove(_("Say what was seen, or why nothing could be."))
    return words.strip()
