"""From which delivery the two months of a case run (三(三)5, DESIGN §3.3). Reads what it is handed."""

from datetime import date

from deadlines.arithmetic import Period, PeriodUnit
from deadlines.reckoning import reckon_from_table
from rectification import duties


def earliest_delivery(case, **changed) -> tuple[date, str]:
    """The day from which the period counts, and the source word of what happened on it: the meeting with a principal
    present, the signature, or the deemed receipt. `changed` gives other days than those recorded, by field."""
    days = [
        (changed.get("received_on", case.received_on), duties.SIGNED),
        (changed.get("meeting_on", case.meeting_on), duties.MEETING),
        (case.deemed_on, duties.DEEMED),
    ]
    # Of two on one day the first named here counts: what somebody did goes before what is deemed.
    return min(((day, reason) for day, reason in days if day is not None), key=lambda one: one[0])


def deemed_receipt(issued_on, ruleset) -> date:
    """The day on which receipt counts as given: working days of the ruleset after the issue (ADR 6)."""
    if not ruleset.deemed_receipt_workdays:
        return issued_on
    period = Period(ruleset.deemed_receipt_workdays, PeriodUnit.WORKING_DAYS)
    return reckon_from_table(issued_on, period, roll=False).nominal_on


def due_after(correction) -> date:
    """When the report is due once the correction is confirmed."""
    deadline = correction.case.deadline
    start_on, _reason = earliest_delivery(correction.case, **{correction.field: correction.new_on})
    return reckon_from_table(start_on, Period.parse(deadline.period), roll=deadline.rolls).due_on


def usual_resubmission(case, *, on: date) -> date:
    """When what is returned on `on` is due where the committee names no day: after the ruleset's days, and not before
    the two months end (ADR 10)."""
    ruleset = case.round.ruleset
    period = Period(ruleset.resubmission_days, PeriodUnit.DAYS)
    return max(reckon_from_table(on, period, roll=ruleset.rolls_to_workday).due_on, case.deadline.due_on)
