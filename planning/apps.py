from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlanningConfig(AppConfig):
    name = "planning"

    def ready(self):
        from accounts.delegable import DelegableOffice, register_office
        from accounts.permissions import Permission
        from accounts.roles import ADMINISTRATORS, Role, ScopeKind
        from core.event_words import register_changes, register_verbs
        from core.navigation import Entry, register_entry
        from core.transitions import register_table
        from planning import leadership
        from planning.models import AnnualPlan, InspectionTeam
        from records.series import OFFICE, register_series

        register_table(AnnualPlan.TRANSITIONS)
        register_table(InspectionTeam.TRANSITIONS)
        register_series("annual_plan", OFFICE)
        register_office(
            ScopeKind.ROUND,
            DelegableOffice(
                title=_("Leader of the team"),
                clause="二(一)",
                is_held_by=leadership.is_leader,
                takers=leadership.may_stand_in,
                project=leadership.project_scope,
            ),
        )
        for entry in (
            Entry(_("Annual plans"), "planning:plan-list", "calendar-range", Permission.PLAN_VIEW, 20),
            Entry(_("Extracts of the plan"), "planning:extract-list", "calendar-check", Permission.EXTRACT_VIEW, 25),
            Entry(_("Inspection teams"), "planning:team-list", "people", Permission.TEAM_VIEW, 30),
            Entry(_("Register of people"), "planning:person-list", "person-lines-fill", Permission.TEAM_PROPOSE, 80),
            # The security administrator has pages of his own for the same units.
            Entry(
                _("Units and principals"),
                "planning:unit-list",
                "building",
                Permission.DIRECTORY_VIEW,
                82,
                hidden_from=frozenset({Role.SECURITY_ADMIN}),
            ),
            Entry(
                _("The regulation"),
                "planning:ruleset-list",
                "book",
                Permission.OWN_DESK,
                85,
                hidden_from=ADMINISTRATORS,
            ),
        ):
            register_entry(entry)
        register_verbs(
            {
                "ruleset.load": _("Regulation loaded"),
                "person.enter": _("Person entered"),
                "person.change": _("Person changed"),
                "entry.add": _("Entry added"),
                "entry.change": _("Entry changed"),
                "entry.remove": _("Entry taken out"),
                "entry.assign_team": _("Team assigned"),
                "extract.publish": _("Extract of the plan sent"),
                "extract.receive": _("Receipt of the extract confirmed"),
            }
        )
        register_changes({"person": _("Person")})
