"""How a record becomes lines of the log."""

import copy
import logging
import threading
from collections import Counter

logger = logging.getLogger(__name__)


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


class RefusalRate(logging.Filter):
    """Lets so many `lines` a minute of each kind of refusal through, then counts, and says at the end of the minute
    how many it kept back: whoever sends refused requests without end must not fill the disk, nor hide other lines.

    A kind is a status below 500; what is broken is always written. Counted by each process for itself.
    """

    def __init__(self, lines: int) -> None:
        super().__init__()
        self.lines = lines
        self._lock = threading.Lock()
        self._minute = 0.0
        self._seen: Counter[int] = Counter()
        self._kept_back: Counter[int] = Counter()

    def filter(self, record: logging.LogRecord) -> bool:
        status = getattr(record, "status_code", 500)
        if status >= 500:
            return True
        minute, second = divmod(record.created, 60)
        with self._lock:
            if minute != self._minute:
                self._minute, self._seen = minute, Counter()
            self._seen[status] += 1
            if self._seen[status] <= self.lines:
                return True
            if not self._kept_back:
                self._tell_after(60 - second)
            self._kept_back[status] += 1
        return False

    def _tell_after(self, seconds: float) -> None:
        timer = threading.Timer(seconds, self.tell)
        timer.daemon = True
        timer.start()

    def tell(self) -> None:
        """Write what was kept back since the last time; nothing where that is nothing."""
        with self._lock:
            kept_back, self._kept_back = self._kept_back, Counter()
        for status, count in sorted(kept_back.items()):
            logger.warning("%s more requests were refused with %s within a minute", count, status)
