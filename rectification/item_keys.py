"""The name under which an item takes part in a draw: the feedback it was issued with and its number there. Neither
ever changes, and both sides read them on paper."""


def key_of(item) -> str:
    """Reads `case.feedback`."""
    return f"{item.case.feedback.full_number}第{item.number}项"
