from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RecordsConfig(AppConfig):
    name = "records"

    def ready(self):
        from accounts.trail import set_recorder
        from records import checks  # noqa: F401
        from records.actions.events import record_event
        from records.engines import install_triggers

        set_recorder(record_event)
        post_migrate.connect(install_triggers, sender=self, dispatch_uid="records-triggers")
