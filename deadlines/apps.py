from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeadlinesConfig(AppConfig):
    name = "deadlines"

    def ready(self):
        from records.verbs import register_verbs

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
