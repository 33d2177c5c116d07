from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        from core import checks, readiness  # noqa: F401  checks are registered by being loaded
        from core.converters import register_converters
        from core.event_words import keep_from_timelines, register_changes, register_verbs
        from core.searching import install

        register_converters()
        register_verbs({"access.refused": _("Access refused"), "fact.correct": _("Fact corrected")})
        register_changes({"status": _("State"), "on": _("Day")})
        keep_from_timelines("access.refused")
        post_migrate.connect(install, sender=self, dispatch_uid="core-search")
        for order, name in enumerate(("database", "broker", "disk")):
            problem = getattr(readiness, f"{name}_problem")
            readiness.PARTS.add(readiness.Part(name, problem), order=order)
