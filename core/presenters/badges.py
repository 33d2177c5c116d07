from core.shapes import Badge


def badge_of(thing) -> Badge:
    """The badge of a thing's state, in the tone that its state table gives."""
    return Badge(thing.get_status_display(), type(thing).TRANSITIONS.tones.get(thing.status, ""))
