def stages_of(reached) -> list[dict]:
    """Stages of a bar from (label, is reached, day or None) in order; the first not reached is the present one."""
    rows, is_current_given = [], False
    for label, is_reached, day in reached:
        state = "done" if is_reached else "todo"
        if not is_reached and not is_current_given:
            state, is_current_given = "current", True
        rows.append({"label": label, "state": state, "on": day})
    return rows
