from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self):
        from accounts.navigation import Entry, register_entry
        from accounts.permissions import Permission

        register_entry(Entry(_("Units"), "accounts:unit-list", "buildings", Permission.ACCOUNT_MANAGE, 85))
        register_entry(Entry(_("Accounts"), "accounts:user-list", "person-gear", Permission.ACCOUNT_MANAGE, 86))
