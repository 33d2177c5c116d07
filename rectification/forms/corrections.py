from datetime import date

from inspections.forms.corrections import CorrectForm
from rectification.models.correction import CorrectableDelivery


class CorrectDeliveryForm(CorrectForm):
    """Which day of the delivery was recorded wrongly; only what is recorded can be."""

    @staticmethod
    def arguments(case, *, user, today) -> dict:
        return {"facts": _recorded(case)}

    @staticmethod
    def beginning(case, *, user, today) -> dict:
        recorded = _recorded(case)
        field, _label, day = recorded[-1] if recorded else ("", "", None)
        return {"field": field, "old": day}


def _recorded(case) -> list[tuple[str, object, date]]:
    days = [(fact.value, fact.label, getattr(case, fact.value)) for fact in CorrectableDelivery]
    return [fact for fact in days if fact[2] is not None]
