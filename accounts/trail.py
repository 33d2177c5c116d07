"""Where accounts leaves its events. `records` keeps them and stands above, so it fills this slot in ready()."""

_recorder = None
_reader = None


def set_recorder(recorder) -> None:
    global _recorder
    _recorder = recorder


def set_reader(reader) -> None:
    global _reader
    _reader = reader


def timeline_of(things, user) -> list:
    """What happened to these things, for the side of a page; see records.presenters.timeline."""
    return _reader(things, user)


def record_event(verb: str, **facts):
    """Write one audit event; see records.actions.events.record_event for the facts."""
    return _recorder(verb, **facts)


def record_refusal(request, *, at):
    """Leave a trace of a refusal (R15): a forged request is a fact the audit administrator must find."""
    return record_event(
        "access.refused",
        target=request.user,
        by=request.user,
        on=None,
        at=at,
        new={"path": request.path, "method": request.method},
    )
