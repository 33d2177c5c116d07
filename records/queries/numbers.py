"""What the number of a paper is made of (IssuedDocument.full_number), for pages that tell no more of it."""


def number_fields(path: str) -> list[str]:
    """For `only()` of things that lead to the paper by `path`."""
    return [f"{path}__{field}" for field in ("series", "year", "number")]
