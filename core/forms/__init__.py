from core.forms.bulk import BulkForm
from core.forms.house import HouseForm
from core.forms.versioned import ConfirmForm, DayForm, ReasonForm, VersionedForm, show_present

__all__ = ["BulkForm", "ConfirmForm", "DayForm", "HouseForm", "ReasonForm", "VersionedForm", "show_present"]
