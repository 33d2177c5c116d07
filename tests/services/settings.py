"""What processes started by these tests run with: the test's own database, and mails as files it can count."""

from tests.settings import *  # noqa: F403
from tests.settings import VAR

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"
