"""What stands between a thing and its next step: found by pure checks, told by page and action alike."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.clauses import before_stop, clause_words
from core.refusals import IllegalMove

# What a button says while something blocks its verb; what it is stands in the next step.
MEND_FIRST = gettext_lazy("Mend what is missing first")


@dataclass(frozen=True)
class Problem:
    """`blocks`: the system refuses (Block of requirements.md); otherwise it is a warning that stays in sight."""

    text: str
    clause: str = ""
    blocks: bool = True

    @property
    def words(self) -> str:
        if not self.clause:
            return self.text
        return before_stop(self.text, _(" (%(clause)s)") % {"clause": clause_words(self.clause)})


def blocking(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.blocks]


def warnings(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if not problem.blocks]


def refuse_where_blocked(problems: Iterable[Problem], message) -> None:
    """Raises IllegalMove that names every blocking problem; `message` says what is refused."""
    found = blocking(problems)
    said = str(message)
    for problem in found:
        said = _("%(what)s %(why)s") % {"what": said, "why": problem.words}
    if found:
        raise IllegalMove(said)
