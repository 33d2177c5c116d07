"""The fonts of official documents (GB/T 9704-2012): which are wanted, which are there, what they cannot draw.

Offices own the commercial faces (方正小标宋, 仿宋_GB2312 …), so every list starts with them and ends with an open one.
Only installed families reach the stylesheet: fontconfig would silently swap an absent name for something else.
"""

import os
import subprocess
import sys
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from xml.sax.saxutils import escape

from django.conf import settings
from django.utils.translation import gettext as _

from records.rendering.errors import CannotRender

LAST_RESORT = ("Noto Serif CJK SC", "Noto Sans CJK SC")
BASE_PACKAGES = "apt-get install -y fonts-noto-cjk fonts-arphic-ukai"
LIBRARY_PACKAGES = "apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig"


@dataclass(frozen=True)
class FontRole:
    """`proper` families draw the role as the standard means it; `substitutes` are readable, but of another style.

    The open substitutes of 小标宋 need bold to look like it; the office face is heavy by itself.
    """

    label: str
    proper: tuple[str, ...]
    substitutes: tuple[str, ...] = ()
    bold_from: tuple[str, ...] = ()


ROLES = {
    "fangsong": FontRole(
        "仿宋",
        (
            "仿宋_GB2312",
            "FangSong_GB2312",
            "方正仿宋_GBK",
            "FZFangSong-Z02",
            "方正仿宋_GB2312",
            "仿宋",
            "FangSong",
            "STFangsong",
            "华文仿宋",
            "朱雀仿宋",
            "Zhuque Fangsong (technical preview)",
            "FandolFang",
        ),
        ("Noto Serif CJK SC",),
    ),
    "xiaobiaosong": FontRole(
        "小标宋",
        ("方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "Noto Serif CJK SC"),
        ("FandolSong", "Noto Sans CJK SC"),
        bold_from=("Noto Serif CJK SC", "FandolSong", "Noto Sans CJK SC"),
    ),
    "heiti": FontRole(
        "黑体",
        (
            "黑体",
            "SimHei",
            "方正黑体_GBK",
            "方正黑体简体",
            "STHeiti",
            "Noto Sans CJK SC",
            "FandolHei",
            "WenQuanYi Zen Hei",
        ),
    ),
    "kaiti": FontRole(
        "楷体",
        (
            "楷体_GB2312",
            "KaiTi_GB2312",
            "方正楷体_GBK",
            "方正楷体_GB2312",
            "楷体",
            "KaiTi",
            "STKaiti",
            "FandolKai",
            "AR PL UKai CN",
            "AR PL KaitiM GB",
            "LXGW WenKai",
        ),
        ("Noto Serif CJK SC",),
    ),
    "songti": FontRole("宋体", ("宋体", "SimSun", "STSong", "方正书宋_GBK", "Noto Serif CJK SC", "FandolSong")),
}


def use_own_folder():
    """Let fontconfig, and so Pango, also read settings.FONT_DIR, the folder of font files the office owns."""
    folder = getattr(settings, "FONT_DIR", "")
    if not folder or os.environ.get("XUNCHA_FONTCONFIG_FOR") == str(folder):
        return
    base = os.environ.get("FONTCONFIG_FILE", "/etc/fonts/fonts.conf")
    config = Path(settings.VAR) / "fonts.conf"
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text(
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n'
        f'<include ignore_missing="yes">{escape(base)}</include>\n<dir>{escape(str(folder))}</dir>\n</fontconfig>\n',
        encoding="utf-8",
    )
    os.environ["FONTCONFIG_FILE"] = str(config)
    os.environ["XUNCHA_FONTCONFIG_FOR"] = str(folder)


def _fc_list(template):
    use_own_folder()
    try:
        done = subprocess.run(  # noqa: S603  fixed words, no user input
            ["fc-list", "-f", template],  # noqa: S607  found on the PATH of the server
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=True,
            timeout=60,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise CannotRender(
            _("The fonts cannot be listed (fc-list). Run: %(command)s") % {"command": LIBRARY_PACKAGES}
        ) from error
    return done.stdout.splitlines()


@lru_cache(maxsize=1)
def installed_families():
    """Every family name fontconfig knows. Read once a process, as Pango does: new fonts need a restart."""
    return frozenset(name.strip() for line in _fc_list("%{family}\n") for name in line.split(",") if name.strip())


@lru_cache(maxsize=1)
def _coverage():
    """The characters that some font draws, as runs in order: where each begins, and where it ends."""
    runs = set()
    for charset in set(_fc_list("%{charset}\n")):
        for part in charset.split():
            first, _dash, last = part.partition("-")
            runs.add((int(first, 16), int(last or first, 16)))
    joined: list[list[int]] = []
    for first, last in sorted(runs):
        if joined and first <= joined[-1][1] + 1:
            joined[-1][1] = max(joined[-1][1], last)
        else:
            joined.append([first, last])
    return [first for first, _last in joined], [last for _first, last in joined]


def _is_covered(character):
    firsts, lasts = _coverage()
    at = bisect_right(firsts, ord(character)) - 1
    return at >= 0 and ord(character) <= lasts[at]


def uncovered(text):
    """The visible characters of `text` that no installed font can draw, in order, each once. A private-use character
    is none that can be drawn: what a font has there is another character in every font."""
    return [
        character
        for character in dict.fromkeys(text)
        if unicodedata.category(character) == "Co"
        or (not _is_covered(character) and unicodedata.category(character) not in ("Cc", "Cf", "Zs", "Zl", "Zp", "Mn"))
    ]


def undrawn(characters: str) -> list[str]:
    """Which of these no font here draws; none where Chinese fonts are missing altogether, which the system check
    tells (xuncha.W006) and no text can mend."""
    try:
        lost = uncovered(characters + "安")
    except CannotRender:
        return []
    return [] if "安" in lost else lost


def require_fonts(text):
    """Raises CannotRender where a role has no font at all, or `text` holds a character that would become a box."""
    if problems := missing_fonts():
        raise CannotRender(" ".join(problems))
    if lost := uncovered(text):
        shown = "、".join(f"{character} (U+{ord(character):04X})" for character in lost[:10])
        raise CannotRender(
            _(
                "No installed font can draw these characters: %(characters)s. "
                "Correct the text, or run: apt-get install -y fonts-babelstone-han"
            )
            % {"characters": shown}
        )


def _present(families):
    return [family for family in families if family in installed_families()]


def missing_fonts():
    """One line for each role that neither a proper nor a substitute family can draw; [] when documents can be made."""
    try:
        return [
            _("No font for %(role)s is installed. Run: %(command)s") % {"role": role.label, "command": BASE_PACKAGES}
            for role in ROLES.values()
            if not _present(role.proper + role.substitutes)
        ]
    except CannotRender as error:
        return [error.reason]


def substituted_fonts():
    """One line for each role drawn by a font of another style: documents are readable but not quite to standard."""
    try:
        return [
            _(
                "%(role)s is replaced by %(family)s in documents. Put the office's font file into "
                "XUNCHA_FONT_DIR, or run script/bootstrap where the Debian archive can be reached."
            )
            % {"role": role.label, "family": _present(role.substitutes)[0]}
            for role in ROLES.values()
            if not _present(role.proper) and _present(role.substitutes)
        ]
    except CannotRender:
        return []


def missing_libraries():
    """One line when WeasyPrint or the C libraries under it cannot be loaded; [] when they can. Asked of a process of
    its own, since ours does without."""
    done = subprocess.run([sys.executable, "-c", "import weasyprint"], capture_output=True, timeout=60)
    if done.returncode:
        return [_("The Pango library for PDF files is missing. Run: %(command)s") % {"command": LIBRARY_PACKAGES}]
    return []


def font_stylesheet():
    """CSS variables --fangsong, --xiaobiaosong … with the installed families, and --xiaobiaosong-weight."""
    lines = []
    for name, role in ROLES.items():
        families = _present(dict.fromkeys(role.proper + role.substitutes + LAST_RESORT))
        lines.append(f"--{name}: {', '.join(chr(34) + family + chr(34) for family in families)};")
        if role.bold_from:
            lines.append(f"--{name}-weight: {'bold' if families[:1] and families[0] in role.bold_from else 'normal'};")
    return ":root { " + " ".join(lines) + " }\n"


def forget():
    """Read the installed fonts anew (after an installation, and in tests)."""
    installed_families.cache_clear()
    _coverage.cache_clear()
