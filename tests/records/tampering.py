"""What somebody with the database does to the log, and what verify_audit says to it."""

from records import head
from records.engines import install_triggers
from records.queries.audit_log import verify_log
from tests.records.triggers import drop_triggers, execute


def found():
    """What verify_audit says: event or batch, and the problem."""
    return [(one.event or one.batch, one.problem) for one in verify_log().damage]


def tamper(*statements):
    """As somebody who puts the triggers back, so that nothing is left to see of it."""
    drop_triggers()
    for statement, *values in statements:
        execute(statement, *values)
    install_triggers(sender=None, using="default")
    assert (None, "triggers absent") not in found()


def lines() -> list[bytes]:
    """Of the head."""
    return head.path().read_bytes().splitlines(keepends=True)
