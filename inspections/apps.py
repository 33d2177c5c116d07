from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "inspections"

    def ready(self):
        from accounts.moves import register_table
        from inspections.models import Finding, InspectionReport, SubdistrictRound

        for model in (SubdistrictRound, Finding, InspectionReport):
            register_table(model.MOVES)
