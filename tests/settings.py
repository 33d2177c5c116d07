"""The product's settings with what only tests need: fast hashing, files in a temporary folder, a database file."""

import os
import tempfile
from pathlib import Path

TEST_VAR = Path(tempfile.gettempdir()) / f"xuncha-test-{os.getpid()}"
os.environ.setdefault("XUNCHA_VAR", str(TEST_VAR))
os.environ.setdefault("XUNCHA_SECRET_KEY", "tests-only")
if url := os.environ.get("XUNCHA_TEST_DATABASE_URL"):
    os.environ["DATABASE_URL"] = url
if url := os.environ.get("XUNCHA_TEST_REDIS_URL"):
    os.environ["REDIS_URL"] = url

from config.settings import *  # noqa: E402, F403, TID251  the one place that stands on them
from config.settings import DATABASES, STORAGES, VAR  # noqa: E402, TID251

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Two connections to an in-memory database are two databases; the races we test need one.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / "test.sqlite3")}
    VAR.mkdir(parents=True, exist_ok=True)
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WHITENOISE_AUTOREFRESH = True
