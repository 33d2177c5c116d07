class CannotRender(Exception):  # noqa: N818  says what happened, as the refusals do
    """A document cannot be made now; `reason` says in one line what is missing and how to mend it.

    Raised instead of ever handing out a PDF with empty boxes in the place of characters.
    """

    def __init__(self, reason):
        self.reason = reason
        super().__init__(str(reason))


class ProcessFailed(CannotRender):
    """The process that makes documents came to an end of its own; the reason is for the log."""


class BadDocumentData(ValueError):  # noqa: N818
    """The frozen data do not have the shape their document kind asks for; the message names the key."""
