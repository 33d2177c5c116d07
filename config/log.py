"""How a record becomes lines of the log."""

import copy
import logging


class LineFormatter(logging.Formatter):
    """Tells what is broken in full, and a refused request (below 500) in one line.

    Django hands the traceback along for both; a page that somebody may not see would fill the log with code that did
    what it should.
    """

    def format(self, record):
        if getattr(record, "status_code", 500) >= 500:
            return super().format(record)
        # A copy: the record goes to other handlers, too.
        record = copy.copy(record)
        record.exc_info = record.exc_text = record.stack_info = None
        # What a client sent may stand in the message, and must not pass for lines of ours.
        return "\\n".join(super().format(record).splitlines())
