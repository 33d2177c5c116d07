"""Whether the log is being sealed, for whoever watches the machine (/ready/)."""

from datetime import datetime

from records import head
from records.queries.audit_chain import end_of_chain

# Three runs of the sealer; minutes.
LONGEST_REST = 15


def problem(at: datetime) -> str:
    """Cheap: the last line of the head, and one row; waits for a batch that is being sealed."""
    try:
        # Both of one moment: what is sealed between two readings would look like a head left behind.
        with head.held_still():
            line, end = head.last(), end_of_chain()
        if misfit := head.misfit(line, end):
            return misfit
    except head.HeadProblem as reason:
        return str(reason)
    last = head.last_run()
    minutes = int((at.timestamp() - last) // 60) if last else 0
    return f"not sealed for {minutes} minutes" if minutes > LONGEST_REST else ""
