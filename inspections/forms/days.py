def bound_picker(field, first_on=None, last_on=None) -> None:
    """Let the browser's calendar offer the days from `first_on` to `last_on`; whether another may be typed is a matter
    of the action."""
    for name, day in (("min", first_on), ("max", last_on)):
        if day is not None:
            field.widget.attrs[name] = day.isoformat()
