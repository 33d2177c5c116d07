"""Why an action refuses; the message is for the person, in the person's language."""

from core.shapes import Words


class Refusal(Exception):  # noqa: N818  a word of the office, and the base of the three below
    def __init__(self, reason: Words) -> None:
        self.reason = reason
        super().__init__(str(reason))


class IllegalMove(Refusal):
    """The thing is not in a state, or lacks something, for this verb."""


class NotAllowed(Refusal):
    """This person may not do this to this thing."""


class StaleCopy(Refusal):
    """Somebody stored the thing after this copy was read."""
