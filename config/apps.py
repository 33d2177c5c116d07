from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self):
        from config import checks  # noqa: F401  registers the system checks once apps are loaded
        from core.enqueue import register_application

        register_application("config.celery")
