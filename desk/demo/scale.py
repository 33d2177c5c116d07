"""The demo multiplied for load tests: copies by set-based inserts, the one named place outside actions that may."""


def multiply(factor: int) -> None:
    """Nothing to do for a factor of 1."""
