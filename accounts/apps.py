from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self):
        from accounts import principalship
        from accounts.delegable import DelegableOffice, register_office
        from accounts.models import Unit, User
        from accounts.permissions import Permission
        from accounts.queries.messages import unread_fact
        from accounts.roles import ScopeKind
        from core.event_words import register_verbs
        from core.navigation import Entry, Group, register_entry, register_frame_fact
        from core.scenes import ACCESS, DEMO, add_moments, add_scene
        from core.searching import register_searched
        from core.verbs import register_verb_rows

        register_frame_fact("unread_count", unread_fact)
        register_searched(User, "username", "full_name", "post")
        register_searched(Unit, "name", "short_name")
        register_searched(Unit.history.model, "name", "short_name")

        register_office(
            ScopeKind.UNIT,
            DelegableOffice(
                title=_("Principal of the subdistrict"),
                clause="三(三)4",
                is_held_by=principalship.is_principal,
                takers=principalship.may_stand_in,
                project=principalship.project_scope,
            ),
        )
        register_entry(
            Entry(
                _("Delegations"),
                "accounts:delegation-list",
                "person-check",
                Permission.DELEGATION_VIEW,
                83,
                Group.SYSTEM,
            )
        )
        for order, label, url_name, icon in (
            (85, _("Units"), "accounts:unit-list", "buildings"),
            (86, _("Accounts"), "accounts:user-list", "person-gear"),
            (87, _("Locks"), "accounts:brake-list", "lock"),
        ):
            register_entry(Entry(label, url_name, icon, Permission.ACCOUNT_MANAGE, order, Group.SYSTEM))
        register_verb_rows("accounts.verbs")
        register_verbs(
            {
                "brake.close": _("Locked after wrong passwords"),
                "grant.give": _("Grant given"),
                "grant.revoke": _("Grant taken back"),
                "user.change_password": _("Password changed"),
                "user.sign_in": _("Signed in"),
                "user.sign_in_failed": _("Sign-in failed"),
                "user.sign_out": _("Signed out"),
            }
        )
        add_moments("accounts.scenes.moments.MOMENTS")
        add_scene(DEMO, "accounts.scenes.demo.open_house", order=0)
        add_scene(ACCESS, "accounts.scenes.access.open_house", order=0)
        add_scene(ACCESS, "accounts.scenes.access.give_delegation", order=660)
        add_scene(ACCESS, "accounts.scenes.access.lock_account", order=670)
        add_scene(ACCESS, "accounts.scenes.access.tell_everybody", order=990)
