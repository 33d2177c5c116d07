from core.forms.versioned import ReasonForm, VersionedForm, show_present

__all__ = ["ReasonForm", "VersionedForm", "show_present"]
