"""A draw by lot, made once and kept (R54, R68). The seed comes from the machine: whoever draws chooses how many, and
never which."""

import secrets
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Scope, User
from core.actions.moves import begin
from core.refusals import IllegalMove
from records.drawing import METHOD, digest_of, drawn_of
from records.models import Draw


@transaction.atomic
def draw(
    *,
    subject: Any,
    scope: Scope,
    keys: Collection[str],
    by: User,
    on: date,
    at: datetime,
    always: Collection[str] = (),
    number: int | None = None,
    share: int | None = None,
    basis: str = "",
    seed: str = "",
) -> Draw:
    """Draw for `subject` from the candidates `keys`: all of `always`, and of the others `number`, or `share` percent
    rounded up. The caller has checked the right to. `seed` is given only where a draw is repeated (demo, tests).

    The event keeps the seed and a hash of the candidates, so that the sealed log vouches for the draw.
    Raises IllegalMove where nothing would be drawn.
    """
    if (number is None) == (share is None):
        raise IllegalMove(_("Say how many are to be drawn: either a number or a share."))
    kept = sorted(set(keys))
    seed = seed or secrets.token_hex(8)
    drawn = drawn_of(seed, kept, always=always, number=number, share=share)
    if not drawn:
        raise IllegalMove(_("Nothing would be drawn: there is no candidate, or the number is 0."))
    made = Draw(
        scope=scope, subject_kind=str(subject._meta.model_name), subject_id=str(subject.pk), basis=basis,
        method=METHOD, seed=seed, keys=kept, always=sorted(set(always)), number=number, share=share, drawn=drawn,
        drawn_on=on, drawn_by=by, drawn_at=at,
    )  # fmt: skip
    told = {"seed": seed, "candidates": len(kept), "drawn": len(drawn), "candidates_sha256": digest_of(kept)}
    return begin(made, "draw.make", by=by, on=on, at=at, new=told)
