"""The product's settings with what only tests need: fast hashing, files in a temporary folder, a database file."""

import os
import tempfile
from pathlib import Path


def _own_folder(worker: str) -> str:
    """A folder of this process and of those it starts: a worker's files are no other worker's to find or to empty."""
    given = os.environ.get("XUNCHA_VAR") or str(Path(tempfile.gettempdir()) / f"xuncha-test-{os.getpid()}")
    return given if not worker or given.endswith(f"-{worker}") else f"{given}-{worker}"


# Workers inherit the folder of the process that started them.
os.environ["XUNCHA_VAR"] = _own_folder(os.environ.get("PYTEST_XDIST_WORKER", ""))
os.environ.setdefault("XUNCHA_SECRET_KEY", "tests-only")
if url := os.environ.get("XUNCHA_TEST_DATABASE_URL"):
    os.environ["DATABASE_URL"] = url
if url := os.environ.get("XUNCHA_TEST_REDIS_URL"):
    os.environ["REDIS_URL"] = url

from config.settings import *  # noqa: E402, F403, TID251  the one place that stands on them
from config.settings import DATABASES, INSTALLED_APPS, LOGGING, STORAGES, VAR  # noqa: E402, TID251

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
INSTALLED_APPS = [*INSTALLED_APPS, "tests.thing.apps.ThingConfig"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Two connections to an in-memory database are two databases; the races we test need one.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / "test.sqlite3")}
    VAR.mkdir(parents=True, exist_ok=True)
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Tests are refused by the thousand, and some of them look for a line: the product's bound is tried by itself.
REFUSAL_LINES = LOGGING["filters"]["refusals"]["lines"]
LOGGING["filters"]["refusals"]["lines"] = 1_000_000
WHITENOISE_AUTOREFRESH = True
