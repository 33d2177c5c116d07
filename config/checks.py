"""System checks for what the design relies on; each says in one line what is wrong and how to mend it."""

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register

from config.private_files import open_to_others


@register()
def office_time_zone(app_configs, **kwargs):
    """Deadlines end at 24:00 Asia/Shanghai (DESIGN §3.1): another zone would shift every one of them."""
    zones = {settings.TIME_ZONE, settings.CELERY_TIMEZONE}
    if zones == {"Asia/Shanghai"} and settings.USE_TZ:
        return []
    return [Error("TIME_ZONE and CELERY_TIMEZONE must be Asia/Shanghai, with USE_TZ on.", id="xuncha.E001")]


@register(Tags.database)
def immediate_transactions(app_configs, databases=None, **kwargs):
    """On SQLite select_for_update locks nothing; only immediate transactions keep two writers apart."""
    database = settings.DATABASES["default"]
    if not database["ENGINE"].endswith("sqlite3"):
        return []
    if database.get("OPTIONS", {}).get("transaction_mode") == "IMMEDIATE":
        return []
    return [Error("SQLite must run with transaction_mode IMMEDIATE.", id="xuncha.E002")]


@register(Tags.database)
def private_files(app_configs, databases=None, **kwargs):
    """Every local user could read leads and password hashes."""
    database = settings.DATABASES["default"]
    if not database["ENGINE"].endswith("sqlite3"):
        return []
    paths = open_to_others(settings.VAR, str(database["NAME"]))
    return [
        Warning(f"{path} can be read by others on this machine. Run: chmod go= {path}", id="xuncha.W009")
        for path in paths
    ]


@register()
def deny_by_default(app_configs, **kwargs):
    if "accounts.middleware.DenyByDefaultMiddleware" in settings.MIDDLEWARE:
        return []
    return [Error("accounts.middleware.DenyByDefaultMiddleware must be in MIDDLEWARE.", id="xuncha.E003")]


@register()
def late_acknowledgement(app_configs, **kwargs):
    """A task lost with its worker would be a reminder never sent."""
    if settings.CELERY_TASK_ACKS_LATE and settings.CELERY_TASK_REJECT_ON_WORKER_LOST:
        return []
    return [Error("CELERY_TASK_ACKS_LATE and CELERY_TASK_REJECT_ON_WORKER_LOST must be on.", id="xuncha.E004")]
