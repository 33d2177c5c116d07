from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlanningConfig(AppConfig):
    name = "planning"

    def ready(self):
        from accounts.moves import register_table
        from planning.models import AnnualPlan, InspectionTeam
        from records.series import OFFICE, register_series
        from records.verbs import register_verbs

        register_table(AnnualPlan.MOVES)
        register_table(InspectionTeam.MOVES)
        register_series("annual_plan", OFFICE)
        register_verbs(
            {
                "pack.load": _("Regulation loaded"),
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
