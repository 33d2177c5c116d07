from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class DeadlinesConfig(AppConfig):
    name = "deadlines"

    def ready(self):
        from accounts.permissions import Permission
        from core.event_words import register_changes, register_verbs
        from core.navigation import Entry, register_entry, register_late_sweep
        from core.office_hours import register_working_day
        from deadlines.queries.job_runs import sweep_is_late
        from deadlines.setup import lay_in_calendar
        from deadlines.working_days import is_working_day

        register_late_sweep(sweep_is_late)
        register_working_day(is_working_day)
        register_entry(Entry(_("Deadlines"), "deadlines:deadline-list", "clock", Permission.DEADLINE_VIEW, 60))
        register_entry(Entry(_("Working calendar"), "deadlines:calendar", "calendar3", Permission.CALENDAR_VIEW, 90))
        post_migrate.connect(lay_in_calendar, sender=self, dispatch_uid="deadlines-calendar")

        register_verbs(
            {
                "deadline.open": _("Deadline started"),
                "deadline.pull_forward": _("Deadline pulled forward"),
                "deadline.restart": _("Deadline counted anew"),
                "deadline.extend": _("Deadline extended"),
                "deadline.meet": _("Deadline met"),
                "deadline.explain": _("Delay explained"),
                "deadline.void": _("Deadline voided"),
                "deadline.recompute": _("Deadline recomputed for the new calendar"),
                "deadline.remind": _("Reminder sent"),
                "calendar.import": _("Calendar of a year imported"),
                "calendar.edit_day": _("Day of the calendar changed"),
            }
        )
        register_changes({"due_on": _("Due on")})
