from core.forms.bulk import BulkForm
from core.forms.fields import DayField, YearField
from core.forms.house import HouseForm
from core.forms.versioned import ConfirmForm, DayForm, ReasonForm, VersionedForm, show_present

__all__ = [
    "BulkForm", "ConfirmForm", "DayField", "DayForm", "HouseForm", "ReasonForm", "VersionedForm", "YearField",
    "show_present",
]  # fmt: skip
