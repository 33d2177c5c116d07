"""The lock files as pip reads them, line by line, and what the oldest pip we install with would not take."""

import re
from importlib.metadata import requires
from pathlib import Path

from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
# What is installed where tests run, and what a measurement installs besides.
TESTED = ("requirements.lock", "requirements-dev.lock")
LOCKS = (*TESTED, "requirements-bench.lock")

# Debian 12 and Python 3.11 make environments with pip 23.0 to 23.2: these are the words it knows in a condition.
WORDS = {
    "os_name", "sys_platform", "platform_machine", "platform_python_implementation", "platform_release",
    "platform_system", "platform_version", "python_version", "python_full_version", "implementation_name",
    "implementation_version",
}  # fmt: skip
LINE = re.compile(
    r"(?P<name>[a-z0-9][a-z0-9._-]*)(\[[a-z0-9._,-]+\])?==[a-z0-9.!+]+"
    r"(?: ; (?P<marker>[^#\\]+?))?"
    r"(?:\s+--hash=sha256:[0-9a-f]{64})+"
)


def lines_of(text) -> list[str]:
    """Lines as pip joins them, without comments."""
    joined = text.replace("\\\n", " ")
    return [line.strip() for line in joined.splitlines() if line.strip() and not line.strip().startswith("#")]


def unreadable(text) -> list[str]:
    """Lines that pip 23.0 refuses in hash mode, or that name an address: options, ranges, no hash, unknown words."""
    return [line for line in lines_of(text) if not _is_readable(line)]


def _is_readable(line) -> bool:
    match = LINE.fullmatch(line)
    if match is None:
        return False
    marker = match["marker"]
    if marker is None:
        return True
    Marker(marker)  # raises where it is no condition at all
    return set(re.findall(r"[a-z_]+", re.sub(r"'[^']*'", "", marker))) <= WORDS | {"and", "or", "in", "not"}


def unanswered(text, requires=requires) -> list[str]:
    """What the pinned packages ask for and no pin answers with its extras, as "asker: requirement".

    Pip before 23.3 knows "coverage[toml]" and "coverage" as two things: a pin of the one does not bind the other, and
    in hash mode the newest release it then finds is refused.
    """
    pins = {}
    for line in lines_of(text):
        pin = Requirement(line.split(" --hash", 1)[0])
        pins[canonicalize_name(pin.name)] = pin
    here = [pin for pin in pins.values() if pin.marker is None or pin.marker.evaluate()]
    asked = ((pin, Requirement(wish)) for pin in here for wish in requires(pin.name) or ())
    return [
        f"{pin.name}: {wish}"
        for pin, wish in asked
        if _applies(wish, pin.extras) and not _answers(pins.get(canonicalize_name(wish.name)), wish)
    ]


def _applies(wish, extras) -> bool:
    return wish.marker is None or any(wish.marker.evaluate({"extra": extra}) for extra in {"", *extras})


def _answers(pin, wish) -> bool:
    if pin is None or not wish.extras <= pin.extras:
        return False
    (version,) = (specifier.version for specifier in pin.specifier)
    return wish.specifier.contains(version, prereleases=True)
