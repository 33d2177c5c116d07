"""Names of uploaded files: shown, printed and sent back in headers, so nothing in them may act."""

import re
import unicodedata
from pathlib import PurePosixPath

from core.texts import without_undrawable

MAX_NAME = 200

# Characters that Windows refuses, controls, and those that turn the direction of writing (a name ending in
# "gpj.exe" can be made to look like "exe.jpg").
_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]')


def ending_of(name: str) -> str:
    """The ending in lower case without its dot, or an empty string."""
    return PurePosixPath(name).suffix[1:].lower()


def clean_name(name: str) -> str:
    """The last part of the path, at most 200 characters, with the ending kept."""
    name = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    name = without_undrawable(" ".join(_UNSAFE.sub("_", name).split()), "_").lstrip(".")
    if len(name) > MAX_NAME:
        ending = PurePosixPath(name).suffix[:12]
        name = name[: MAX_NAME - len(ending)] + ending
    return name or "_"
