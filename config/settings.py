"""One settings file, driven by the environment; README.md has the table of variables."""

from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config.secret import secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

VAR = Path(env.str("XUNCHA_VAR", default=str(BASE_DIR / "var"))).resolve()
IS_EMBEDDED = not env.str("DATABASE_URL", default="")
# What proves the log and must not lie in the database: where the chain of seals ends, and what was committed (ADR 20).
PROOF_DIR = Path(env.str("XUNCHA_PROOF_DIR", default=str(VAR / "proof"))).resolve()
# A folder on another machine or a write-once store, which gets the end of the chain once a day.
HEAD_COPY_DIR = env.str("XUNCHA_HEAD_COPY_DIR", default="")

DEBUG = env.bool("XUNCHA_DEBUG", default=False)
SECRET_KEY = secret_key(env, var=VAR, embedded=IS_EMBEDDED)
ALLOWED_HOSTS = env.list("XUNCHA_ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
PUBLIC_URL = env.str("XUNCHA_PUBLIC_URL", default=f"http://127.0.0.1:{env.int('PORT', default=8000)}")
# What is printed for others to type or scan: an address that was given, since this machine's own leads nowhere else.
PRINTED_URL = env.str("XUNCHA_PUBLIC_URL", default="")
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
IS_HTTPS = PUBLIC_URL.startswith("https://")
DISTRICT_NAME = env.str("XUNCHA_DISTRICT_NAME", default="枣庄高新区")
# Begins every 机关代字: 枣高安委办〔2026〕3号.
DISTRICT_SHORT_NAME = env.str("XUNCHA_DISTRICT_SHORT_NAME", default="枣高")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "guardian",
    "simple_history",
    "django_filters",
    "django_htmx",
    "csp",
    "config.apps.ConfigConfig",
    "core.apps.CoreConfig",
    "accounts.apps.AccountsConfig",
    "records.apps.RecordsConfig",
    "deadlines.apps.DeadlinesConfig",
    "planning.apps.PlanningConfig",
    "inspections.apps.InspectionsConfig",
    "rectification.apps.RectificationConfig",
    "desk.apps.DeskConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "config.upload_limit.UploadLimitMiddleware",
    "config.upload_answers.UploadAnswerMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "accounts.middleware.DenyByDefaultMiddleware",
    "config.lock_wait.LockWaitMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context.navigation",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- Data ---------------------------------------------------------------------------------------

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR / 'xuncha.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # A deferred transaction that reads first and writes later fails at once when another wrote
        # in between; an immediate one waits its turn, which is what select_for_update means elsewhere.
        "transaction_mode": "IMMEDIATE",
        # Seconds that tasks and commands wait for that turn; pages wait less (config/lock_wait.py).
        "timeout": 30,
        # FULL: what was committed is there after a power cut, as what lies outside the database says (ADR 20).
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # Statements of pages read a few rows by their indexes: to compile one, or to start workers for it, takes longer
    # than it does, and comes of what the planner believes a statement to cost beyond its LIMIT.
    # Pages join what a row names in the order in which it is written: to look for a better order of twenty tables took
    # 50 ms, to read them 0.5; with four at a time 8.
    # A page of a table read by its index costs hardly more than the next one: the planner believes in four times as
    # much, as of a disk, and then reads the index of a word that a tenth of all rows bear to find it in the fifty of
    # one subdistrict.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault(
        "options",
        "-c jit=off -c max_parallel_workers_per_gather=0 -c join_collapse_limit=4 -c from_collapse_limit=4"
        " -c random_page_cost=1.1",
    )
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MAX_UPLOAD_BYTES = env.int("XUNCHA_MAX_UPLOAD_MB", default=50) * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "config.upload_folder.UploadFolderHandler",
]

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": VAR / "files"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if bucket := env.str("XUNCHA_S3_BUCKET", default=""):
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": env.str("XUNCHA_S3_ENDPOINT", default="") or None,
            "access_key": env.str("XUNCHA_S3_ACCESS_KEY", default="") or None,
            "secret_key": env.str("XUNCHA_S3_SECRET_KEY", default="") or None,
            "default_acl": "private",
            "querystring_auth": True,
        },
    }

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR / "static"
# A folder of font files the office owns (方正小标宋, 仿宋_GB2312 …), read when documents are made.
FONT_DIR = env.str("XUNCHA_FONT_DIR", default="")

# --- People -------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.WithUnitBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "accounts.password_rules.LengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "accounts.password_rules.CharacterClassesValidator"},
]
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "accounts:sign-in"
# Guardian's anonymous user and model-level grants are not used: only grants on Scope count.
ANONYMOUS_USER_NAME = None
GUARDIAN_RAISE_403 = False
GUARDIAN_MONKEY_PATCH_USER = False

SESSION_COOKIE_AGE = int(timedelta(hours=8).total_seconds())
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "core.views.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
# Where people type https, nothing is answered without it, and browsers remember that for a year.
# Empty means not set: compose hands on what nobody typed, too.
SECURE_SSL_REDIRECT = env.bool("XUNCHA_SSL_REDIRECT") if env.str("XUNCHA_SSL_REDIRECT", default="") else IS_HTTPS
SECURE_HSTS_SECONDS = int(env.str("XUNCHA_HSTS_SECONDS", default="") or IS_HTTPS * 365 * 24 * 60 * 60)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_SECONDS > 0
# Asked from inside the machine, past the proxy.
SECURE_REDIRECT_EXEMPT = [r"^healthz/$", r"^ready/$"]
X_FRAME_OPTIONS = "DENY"
# Photos and recordings come in as files; no page of ours asks a device for anything.
PERMISSIONS_POLICY = {
    feature: []
    for feature in (
        "accelerometer", "bluetooth", "camera", "display-capture", "geolocation", "gyroscope", "hid", "magnetometer",
        "microphone", "midi", "payment", "publickey-credentials-get", "screen-wake-lock", "serial", "usb",
        "xr-spatial-tracking",
    )
}  # fmt: skip
# How many proxies of ours stand in front: the client's address is taken that many steps from the right
# of X-Forwarded-For, because anything further left is what the client says of itself.
TRUSTED_PROXIES = env.int("XUNCHA_TRUSTED_PROXIES", default=0)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# --- Words and time -----------------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
LOCALE_PATHS = sorted(path for path in (BASE_DIR / "locale").iterdir() if path.is_dir())
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://" if DEBUG else "dummymail://")
vars().update(EMAIL_CONFIG)
# Seconds; a mail server that does not answer must not hold the outbox.
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("XUNCHA_FROM_EMAIL", default="xuncha@localhost")

# --- Work in the background ---------------------------------------------------------------------

CELERY_BROKER_URL = env.str("REDIS_URL", default="memory://localhost")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# Workers and the schedule wait for a broker that is away for as long as it takes …
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
# … while a person at a form does not: one try, a second at most (core/enqueue.py).
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {}
    if CELERY_BROKER_URL.startswith("memory:")
    else {"socket_connect_timeout": 1, "socket_timeout": 5, "max_retries": 0}
)
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE = {
    "sweep-deadlines": {
        "task": "deadlines.tasks.sweep_deadlines",
        "schedule": timedelta(minutes=15),
        "options": {"expires": 15 * 60},
    },
    "send-outbox": {
        "task": "core.tasks.send_outbox",
        "schedule": timedelta(minutes=1),
        "options": {"expires": 60},
    },
    "forget-keys": {
        "task": "core.tasks.forget_keys",
        "schedule": timedelta(days=1),
        "options": {"expires": 24 * 60 * 60},
    },
    "forget-brakes": {
        "task": "accounts.tasks.forget_brakes",
        "schedule": timedelta(days=1),
        "options": {"expires": 24 * 60 * 60},
    },
    "render-documents": {
        "task": "records.tasks.render_waiting_documents",
        "schedule": timedelta(minutes=1),
        "options": {"expires": 60},
    },
    "make-viewing-copies": {
        "task": "records.tasks.make_viewing_copies",
        "schedule": timedelta(minutes=1),
        "options": {"expires": 60},
    },
    "run-jobs": {
        "task": "records.tasks.run_waiting_jobs",
        "schedule": timedelta(minutes=1),
        "options": {"expires": 60},
    },
    "forget-jobs": {
        "task": "records.tasks.forget_jobs",
        "schedule": timedelta(days=1),
        "options": {"expires": 24 * 60 * 60},
    },
    "seal-events": {
        "task": "records.tasks.seal_events",
        "schedule": timedelta(minutes=5),
        "options": {"expires": 300},
    },
    "tell-head": {
        "task": "records.tasks.tell_head",
        "schedule": timedelta(days=1),
        "options": {"expires": 24 * 60 * 60},
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "config.log.LineFormatter", "format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "filters": {"refusals": {"()": "config.log.RefusalRate", "lines": 60}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["refusals"]}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        # Named, it loses the handlers Django gives it: in debug mode its lines would come twice, with traceback.
        "django": {"level": "INFO"},
        "celery": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
    },
}

SILENCED_SYSTEM_CHECKS = [
    # Guardian's backend would make has_perm() an answer; here only accounts.access answers.
    "guardian.W001",
    # The list that browsers bring along is for names of the public web, and nobody gets off it soon.
    "security.W021",
]
