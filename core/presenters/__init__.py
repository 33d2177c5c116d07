"""Things as pages show them."""

from core.presenters.badges import badge_of
from core.presenters.timeline import Change, TimelineEntry, timeline

__all__ = ["Change", "TimelineEntry", "badge_of", "timeline"]
