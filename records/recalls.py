"""Papers that no longer say what counts. The apps above know it of their own and register in ready()."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from core.shapes import Words
from core.slots import Slot
from records.models import IssuedDocument


@dataclass(frozen=True)
class Recall:
    """What happened to the paper, in a few words without a reason, and when, where that is known."""

    words: Words
    on: date | None = None


# Functions of a document: its Recall, or None where it stands, or is of another kind.
RECALLS: Slot[Callable[[IssuedDocument], Recall | None]] = Slot()


def recall_of(document: IssuedDocument) -> Recall | None:
    return next((found for tell in RECALLS if (found := tell(document))), None)
