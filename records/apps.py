from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    name = "records"
    verbose_name = _("Records")

    def ready(self):
        from accounts.moves import register_table
        from accounts.navigation import Entry, register_entry
        from accounts.permissions import Permission
        from accounts.trail import set_reader, set_recorder
        from records import checks  # noqa: F401
        from records.actions.events import record_event
        from records.engines import install_triggers
        from records.models import IssuedDocument
        from records.presenters import timeline

        set_recorder(record_event)
        set_reader(timeline)
        register_table(IssuedDocument.MOVES)
        register_entry(
            Entry(_("Documents"), "records:document-list", "file-earmark-text", Permission.DOCUMENT_VIEW, 70)
        )
        register_entry(Entry(_("Event log"), "records:event-list", "journal-text", Permission.LOG_READ, 95))
        post_migrate.connect(install_triggers, sender=self, dispatch_uid="records-triggers")
