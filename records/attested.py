"""Which event says what bytes a row stands for. The event is under mark and seal, the row is not (ADR 20).

Each app names its own in AppConfig.ready(); verify_evidence and whoever hands out a file ask here.
"""

from dataclasses import dataclass

from django.db.models import Model

from core.slots import Slot


@dataclass(frozen=True)
class Attested:
    """The blob in `field` of a row of `model` is the one whose hash stands under `key` in the row's event `verb`.

    `same`: further facts of the event, each with the row's field that must still hold it.
    """

    model: type[Model]
    field: str
    verb: str
    key: str = "sha256"
    same: tuple[tuple[str, str], ...] = ()


ATTESTED: Slot[Attested] = Slot()


def attested_of(model: type[Model], field: str) -> Attested:
    """Raises StopIteration for a file that nobody named: it may not be handed out."""
    return next(each for each in ATTESTED if each.model is model and each.field == field)
