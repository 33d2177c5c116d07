"""The product as a server takes it: with all that any page needs loaded before the first of them."""

import gc
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.template.loader import get_template
from django.urls import get_resolver
from django.utils.translation import override

from core.late import load_late_modules


def ready_application() -> WSGIHandler:
    """Workers are forked from a process that called this, and share what it holds; each new one begins at once."""
    application = get_wsgi_application()
    _load_pages()
    # What is loaded by now stays; looking through it for cycles again and again costs a tenth of every page.
    gc.collect()
    gc.freeze()
    return application


def _load_pages() -> None:
    """Else the first person meets addresses, views and templates not read yet, and all others wait for their locks."""
    addresses = get_resolver()
    addresses.url_patterns  # noqa: B018  reading it imports every view
    for status in (400, 403, 404, 500):
        addresses.resolve_error_handler(status)
    load_late_modules()
    for name in _our_templates():
        get_template(name)
    for code, name in settings.LANGUAGES:
        with override(code):
            # To say a word in a language reads its catalogue.
            str(name)


def _our_templates() -> Iterator[str]:
    for folder in map(Path, settings.TEMPLATES[0]["DIRS"]):
        for path in folder.rglob("*.html"):
            yield path.relative_to(folder).as_posix()
