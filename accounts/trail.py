"""Where accounts leaves its events. `records` keeps them and stands above, so it fills this slot in ready()."""

_recorder = None


def set_recorder(recorder) -> None:
    global _recorder
    _recorder = recorder


def record_event(verb: str, **facts):
    """Write one audit event; see records.actions.events.record_event for the facts."""
    return _recorder(verb, **facts)
