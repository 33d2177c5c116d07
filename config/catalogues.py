"""The Chinese catalogues, one for each app under locale/: what is in the sources, what is translated."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

from records.typesetting.text import full_width

LOCALE = "zh_Hans"
# gettext_lazy and its kin are imported as `_` or by name; Django's templates are turned into these calls.
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
_PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[a-z%]|\{\w*\}")
# What an app's catalogue covers beside the app's own folder; the frame of all pages belongs to core.
SHARED_WITH_CORE = ("base.html", "_components", "_layouts", "_partials", "errors", "django")


@dataclass(frozen=True)
class Problem:
    app: str
    kind: str
    msgid: str

    def __str__(self):
        return f"{self.app}: {self.kind}: {self.msgid}"


def path_of(app: str) -> Path:
    return settings.BASE_DIR / "locale" / app / LOCALE / "LC_MESSAGES" / "django.po"


def apps() -> list[str]:
    return sorted(path.name for path in (settings.BASE_DIR / "locale").iterdir() if path.is_dir())


def _sources(app: str) -> list[Path]:
    base = settings.BASE_DIR
    templates = [base / "templates" / app]
    python = [base / app]
    if app == "core":
        templates += [base / "templates" / name for name in SHARED_WITH_CORE]
    found = [path for folder in python for path in folder.rglob("*.py") if "migrations" not in path.parts]
    for folder in templates:
        found += [folder] if folder.is_file() else [*folder.rglob("*.html"), *folder.rglob("*.txt")]
    return sorted(found)


def _python_source(path: Path) -> BytesIO:
    """The file as Python that Babel can read; a template's lines lose their indentation, which means nothing there."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        text = "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).split("\n"))
    return BytesIO(text.encode())


def extracted(app: str) -> Catalog:
    """Every message of the app's sources, with where it stands."""
    catalog = Catalog(
        locale=LOCALE,
        domain="django",
        header_comment=f"# Chinese of {app}. Kept by manage.py messages.",
        # Fixed, so that an unchanged catalogue is written the same byte for byte.
        creation_date=datetime(2026, 11, 23, tzinfo=UTC),
        revision_date=datetime(2026, 11, 23, tzinfo=UTC),
        project="Xuncha",
        version="1",
        msgid_bugs_address=" ",
        last_translator=" ",
        language_team=LOCALE,
        fuzzy=False,
    )
    for path in _sources(app):
        where = path.relative_to(settings.BASE_DIR).as_posix()
        for line, message, comments, context in extract(
            "python", _python_source(path), keywords=KEYWORDS, comment_tags=["Translators:"]
        ):
            catalog.add(message, locations=[(where, line)], auto_comments=comments, context=context)
    return catalog


def translated(app: str) -> Catalog:
    if not path_of(app).exists():
        return Catalog(locale=LOCALE, domain="django")
    with path_of(app).open("rb") as file:
        return read_po(file, locale=LOCALE, domain="django")


def _is_translated(message) -> bool:
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return all(strings) and not message.fuzzy


def _in_full_width(text: str) -> str:
    """The translation with Chinese punctuation: many editors leave ASCII marks beside Han. Placeholders stay."""
    placeholders = _PLACEHOLDER.findall(text)
    # A private-use character is neither Han nor Latin to the rule, so a placeholder decides nothing.
    bare = full_width(_PLACEHOLDER.sub("\ue000", text))
    for placeholder in placeholders:
        bare = bare.replace("\ue000", placeholder, 1)
    return bare


def _mended(string):
    return tuple(map(_in_full_width, string)) if isinstance(string, tuple | list) else _in_full_width(string)


def problems(app: str) -> list[Problem]:
    """Messages without a translation, marked fuzzy, with half-width marks, or no longer in the sources."""
    known = {(message.id, message.context): message for message in translated(app) if message.id}
    wanted = {(message.id, message.context) for message in extracted(app) if message.id}
    missing = [Problem(app, "not translated", str(key[0])) for key in wanted - known.keys()]
    empty = [
        Problem(app, "not translated", str(key[0]))
        for key, message in known.items()
        if key in wanted and not _is_translated(message)
    ]
    narrow = [
        Problem(app, "ASCII punctuation beside Han", str(key[0]))
        for key, message in known.items()
        if key in wanted and _mended(message.string) != message.string
    ]
    unused = [Problem(app, "no longer used", str(key[0])) for key in known.keys() - wanted]
    return sorted([*missing, *empty, *narrow, *unused], key=str)


def conflicts() -> list[Problem]:
    """Messages that two catalogues translate differently: Django merges them, and the first in the alphabet would win
    on every page. The cure is a context (pgettext) or another English word."""
    known: dict[tuple, dict[str, str]] = {}
    for app in apps():
        for message in translated(app):
            if message.id:
                known.setdefault((message.id, message.context), {})[app] = message.string
    return [
        Problem(", ".join(sorted(by_app)), "translated in two ways", str(key[0]))
        for key, by_app in known.items()
        if len(set(by_app.values())) > 1
    ]


def known_everywhere() -> dict:
    """Every finished translation by message and context: one that moves to another app takes its words along."""
    found = (message for app in apps() for message in translated(app))
    return {
        (message.id, message.context): message.string for message in found if message.id and _is_translated(message)
    }


def update(app: str, known: dict) -> None:
    """Write the catalogue anew from the sources with the translations that are known (`known_everywhere`), their
    punctuation mended; gone messages go."""
    fresh = extracted(app)
    for message in fresh:
        if message.id and (old := known.get((message.id, message.context))) is not None:
            message.string = _mended(old)
    path_of(app).parent.mkdir(parents=True, exist_ok=True)
    with path_of(app).open("wb") as file:
        write_po(file, fresh, sort_by_file=True, omit_header=False, include_lineno=False, width=119)


def compile_catalogue(app: str) -> None:
    with path_of(app).with_suffix(".mo").open("wb") as file:
        write_mo(file, translated(app))
