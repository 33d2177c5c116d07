from datetime import date

from core.shapes import Stage, Words


def stages_of(reached: list[tuple[Words, bool, date | None]]) -> list[Stage]:
    """Stages of a bar from (label, is reached, day or None) in order; the first not reached is the present one."""
    current = next((index for index, (_label, is_reached, _day) in enumerate(reached) if not is_reached), None)
    return [
        Stage(label, "done" if is_reached else "current" if index == current else "todo", day)
        for index, (label, is_reached, day) in enumerate(reached)
    ]
