"""Things as pages show them; other apps need `timeline`."""

from core.presenters.timeline import Change, TimelineEntry, timeline

__all__ = ["Change", "TimelineEntry", "timeline"]
