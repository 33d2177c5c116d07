from deadlines.models.calendar import CalendarDay, CalendarYear
from deadlines.models.deadline import Deadline, NominalDay, Signal
from deadlines.models.job_run import JobRun
from deadlines.models.reminder import Reminder, ReminderState

__all__ = [
    "CalendarDay",
    "CalendarYear",
    "Deadline",
    "JobRun",
    "NominalDay",
    "Reminder",
    "ReminderState",
    "Signal",
]
