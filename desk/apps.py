from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "desk"

    def ready(self):
        from accounts.permissions import Permission
        from core.navigation import Entry, Group, register_entry

        register_entry(Entry(_("My work"), "desk:my-work", "check2-square", Permission.OWN_DESK, 10, Group.WAITING))
        register_entry(
            Entry(
                _("Compliance with the regulation"),
                "desk:compliance-now",
                "list-check",
                Permission.COMPLIANCE_VIEW,
                45,
                Group.PLAN,
            )
        )
