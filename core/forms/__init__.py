from core.forms.versioned import ConfirmForm, DayForm, ReasonForm, VersionedForm, show_present

__all__ = ["ConfirmForm", "DayForm", "ReasonForm", "VersionedForm", "show_present"]
