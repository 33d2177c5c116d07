"""Papers made by a process kept for it (core/kept.py); what befalls that is said in the words of whoever asked."""

from typing import Any

from django.utils.translation import gettext as _

from core.bounded import Busy, OverBounds, Unfit, WorkFailed
from core.kept import KeptChild
from records.rendering.errors import CannotRender, ProcessFailed


def made_by(child: KeptChild, **piece: Any) -> bytes:
    """What the child makes of the piece. Raises CannotRender where it refuses, has no time or came to its bounds,
    ProcessFailed where it came to an end."""
    try:
        return child.ask(**piece)
    except Unfit as unfit:
        raise CannotRender(_(unfit.words) % unfit.facts) from unfit
    except OverBounds as over:
        raise CannotRender(_("The document takes more time or memory than one may (%s).") % over) from over
    except Busy as busy:
        raise CannotRender(_("The machine is too busy to make a document just now (%s).") % busy) from busy
    except WorkFailed as failure:
        raise ProcessFailed(_("The document could not be set: %s") % failure) from failure
