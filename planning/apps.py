from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlanningConfig(AppConfig):
    name = "planning"

    def ready(self):
        from accounts.actions.users import NAME_FOLLOWERS
        from accounts.delegable import DelegableOffice, register_office
        from accounts.permissions import Permission
        from accounts.roles import ADMINISTRATORS, Role, ScopeKind
        from core import home
        from core.event_words import register_changes, register_verbs
        from core.navigation import Entry, Group, register_entry
        from core.scenes import ACCESS, DEMO, add_moments, add_scene
        from core.searching import register_searched
        from core.transitions import register_table
        from core.verbs import register_verb_rows
        from planning import leadership
        from planning.actions.people import follow_account_name
        from planning.compliance import register_checks
        from planning.contributions import coverage_figure, year_part
        from planning.models import AnnualPlan, InspectionTeam, Person, Ruleset
        from planning.papers import annual_plan
        from records.rendering import register_document_kind
        from records.series import OFFICE, register_series

        register_checks()
        register_table(AnnualPlan.TRANSITIONS)
        register_table(InspectionTeam.TRANSITIONS)
        register_table(Ruleset.TRANSITIONS)
        register_verb_rows("planning.verbs")
        register_searched(InspectionTeam, "name")
        register_searched(Person, "full_name", "post", "specialty")
        NAME_FOLLOWERS.add(follow_account_name, order=100)
        register_document_kind(
            "annual_plan", title="年度巡查工作方案", schema=annual_plan.AnnualPlan, compose=annual_plan.compose
        )
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
            Entry(_("Annual plans"), "planning:plan-list", "calendar-range", Permission.PLAN_VIEW, 20, Group.PLAN),
            Entry(
                _("Extracts of the plan"),
                "planning:extract-list",
                "calendar-check",
                Permission.EXTRACT_VIEW,
                25,
                Group.PLAN,
            ),
            Entry(_("Inspection teams"), "planning:team-list", "people", Permission.TEAM_VIEW, 30, Group.PLAN),
            Entry(
                _("Register of people"),
                "planning:person-list",
                "person-lines-fill",
                Permission.TEAM_PROPOSE,
                32,
                Group.PLAN,
            ),
            # The security administrator has pages of his own for the same units.
            Entry(
                _("Units and principals"),
                "planning:unit-list",
                "building",
                Permission.DIRECTORY_VIEW,
                82,
                Group.SYSTEM,
                hidden_from=frozenset({Role.SECURITY_ADMIN}),
            ),
            Entry(
                _("The regulation"),
                "planning:ruleset-list",
                "book",
                Permission.OWN_DESK,
                75,
                Group.RECORDS,
                hidden_from=ADMINISTRATORS,
            ),
        ):
            register_entry(entry)
        home.FIGURES.add(coverage_figure, order=100)
        home.BROAD_PARTS.add(year_part, order=800)
        register_changes({"person": _("Person"), "effective_on": _("In force from"), "edition": _("Edition")})
        register_verbs({"person.rename": _("Renamed with the account")})
        add_scene(DEMO, "planning.scenes.demo.enter_people", order=90)
        add_scene(DEMO, "planning.scenes.demo.plan_years", order=100)
        add_scene(DEMO, "planning.scenes.demo.draft_edition", order=110)
        add_scene(ACCESS, "planning.scenes.access.plan_year", order=100)
        add_scene(ACCESS, "planning.scenes.access.change_leader", order=650)
        add_moments("planning.scenes.moments.MOMENTS")
