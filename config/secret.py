"""The signing key: given, read from a file, or, on a trial system only, made once and kept."""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key


def secret_key(env, *, var: Path, embedded: bool) -> str:
    """Return the signing key.

    Raises ImproperlyConfigured where a real database is set and no key is given: a key everybody
    knows would let anybody forge a session.
    """
    if key := env.str("XUNCHA_SECRET_KEY", default=""):
        return key
    if path := env.str("XUNCHA_SECRET_KEY_FILE", default=""):
        return Path(path).read_text().strip()
    if not embedded:
        raise ImproperlyConfigured(
            "Set XUNCHA_SECRET_KEY (or XUNCHA_SECRET_KEY_FILE): with DATABASE_URL there is no default secret."
        )
    kept = var / "secret_key"
    if not kept.exists():
        var.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(get_random_secret_key())
    return kept.read_text().strip()
