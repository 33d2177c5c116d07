"""What pages read along of a decided thing."""

_PARTS = ("decided_by__unit", "recorded_by", "scan")


def of_decision() -> tuple[str, ...]:
    """Names for select_related: who decided, who put it down, the scan."""
    return tuple(f"decision__{part}" for part in _PARTS)
