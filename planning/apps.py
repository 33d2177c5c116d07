from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "planning"

    def ready(self):
        from accounts.moves import register_table
        from planning.models import AnnualPlan, InspectionTeam

        register_table(AnnualPlan.MOVES)
        register_table(InspectionTeam.MOVES)
