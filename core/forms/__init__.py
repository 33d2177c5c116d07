from core.forms.bulk import BulkForm
from core.forms.versioned import ConfirmForm, DayForm, ReasonForm, VersionedForm, show_present

__all__ = ["BulkForm", "ConfirmForm", "DayForm", "ReasonForm", "VersionedForm", "show_present"]
