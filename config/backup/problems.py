"""Why something cannot be backed up or restored, in words for the person at the keyboard."""


class BackupProblem(Exception):  # noqa: N818
    """Nothing was written, or what was written is gone again."""


def in_one_line(reason: BaseException) -> str:
    """What the system or the database said."""
    return getattr(reason, "strerror", None) or " ".join(str(reason).split())
