from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class DeadlinesConfig(AppConfig):
    name = "deadlines"

    def ready(self):
        from accounts.permissions import Permission
        from core import home
        from core.event_words import register_changes, register_verbs
        from core.navigation import Entry, Group, register_entry, register_frame_fact
        from core.office_hours import register_working_day
        from core.readiness import PARTS, Part
        from core.scenes import ACCESS, add_scene
        from core.searching import register_searched
        from core.verbs import register_verb_rows
        from deadlines.contributions import lights_part, next_figure, overdue_figure
        from deadlines.models import Deadline
        from deadlines.queries.job_runs import sweep_late_fact, sweep_problem
        from deadlines.setup import lay_in_calendar
        from deadlines.working_days import is_working_day

        register_frame_fact("sweep_is_late", sweep_late_fact)
        register_searched(Deadline, "subject_label")
        home.FIGURES.add(next_figure, order=10)
        home.FIGURES.add(overdue_figure, order=700)
        home.PARTS.add(lights_part, order=700)
        PARTS.add(Part("sweep", sweep_problem), order=20)
        register_working_day(is_working_day)
        for entry in (
            Entry(
                _("Deadlines"), "deadlines:deadline-list", "clock", Permission.DEADLINE_VIEW, 60, Group.RECTIFICATION
            ),
            Entry(
                _("Working calendar"), "deadlines:calendar", "calendar3", Permission.CALENDAR_VIEW, 90, Group.SYSTEM
            ),
        ):
            register_entry(entry)
        post_migrate.connect(lay_in_calendar, sender=self, dispatch_uid="deadlines-calendar")

        register_verb_rows("deadlines.verbs")
        register_verbs(
            {
                "deadline.export": _("Deadlines exported"),
                "deadline.export_leads": _("Deadlines of leads exported"),
                "deadline.recompute": _("Deadline counted anew for the new calendar"),
                "deadline.remind": _("Reminder sent"),
            }
        )
        register_changes({"due_on": _("Due on")})
        add_scene(ACCESS, "deadlines.scenes.open_calendar", order=10)
