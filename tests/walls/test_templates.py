"""Templates: what they include exists, and nothing in them breaks the browser's strict rules."""

import re

import pytest
from django.template import engines
from django.template.loader import get_template
from django.urls import get_resolver

from tests.walls.sources import APPS, ROOT, python_files

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
NAMES = [path.relative_to(ROOT / "templates").as_posix() for path in TEMPLATES]
_INCLUDE = re.compile(r"{%-?\s*(?:include|extends)\s+[\"']([^\"']+)[\"']")
_COMMENT = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}", re.S)


def text(name) -> str:
    return _COMMENT.sub("", (ROOT / "templates" / name).read_text(encoding="utf-8"))


def test_there_are_templates_to_look_at():
    assert len(NAMES) > 80


@pytest.mark.parametrize("name", NAMES)
def test_template_compiles_and_includes_only_what_exists(name):
    get_template(name)

    for included in _INCLUDE.findall(text(name)):
        assert included in NAMES, included


LONGEST_LINE = 160


def test_no_line_is_longer_than_a_person_reads():
    """Counted in characters. Whitespace shows between inline elements: break between blocks, or inside of a tag."""
    long = [
        f"templates/{name}:{number} has {len(line)} characters"
        for name in NAMES
        for number, line in enumerate((ROOT / "templates" / name).read_text(encoding="utf-8").splitlines(), start=1)
        if len(line) > LONGEST_LINE
    ]

    assert not long, "\n".join(long)


def test_every_component_is_used():
    """A component nobody includes is a promise nobody keeps."""
    shown = {each for name in NAMES for each in _INCLUDE.findall(text(name))}
    rendered = "".join(path.read_text(encoding="utf-8") for path in python_files())
    components = {name for name in NAMES if name.startswith(("_components/", "_partials/"))}

    assert {name for name in components - shown if name not in rendered} == set()


def test_every_template_named_in_python_exists():
    named = re.compile(r"[\"']([a-z_]+(?:/[a-z_]+)+\.html)[\"']")
    found = {each for path in python_files() for each in named.findall(path.read_text(encoding="utf-8"))}

    assert len(found) > 40
    assert found - set(NAMES) == set()


# They leave as a file and stand by themselves, where the policy of our pages does not go with them.
FILES = {"rectification/public/file.html"}


@pytest.mark.parametrize("name", NAMES)
def test_page_keeps_to_the_strict_policy_of_content(name):
    """No inline script, style or handler, and nothing from elsewhere: default-src 'self' would stop it."""
    page = text(name)

    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")", page)
    if name not in FILES:
        assert not re.search(r"<style\b", page)
    assert not re.search(r"\sstyle=|\son[a-z]+=\"|javascript:", page)
    assert not re.search(r"(?:src|href|action)=\"(?:https?:)?//", page)


@pytest.mark.parametrize("name", NAMES)
def test_form_that_posts_carries_its_token(name):
    page = text(name)
    for form in re.findall(r"<form\b[^>]*method=\"post\".*?</form>", page, re.S | re.I):
        assert re.search(r"{%\s*csrf(_token)?\s*%}", form), name


# A calendar, a year as weeks, a tally with heads of rows, papers, and forms whose rows are filled in.
OWN_TABLES = {
    "_components/table.html",
    "deadlines/_partials/month.html",
    "planning/_sections/year_strip.html",
    "planning/team/pick.html",
    "records/documents/_blocks.html",
    "records/documents/case_front.html",
    "records/documents/case_list.html",
    "rectification/_partials/progress.html",
}


def test_tables_come_through_the_component():
    assert {name for name in NAMES if "<table" in text(name)} == OWN_TABLES


def test_tags_of_ours_are_loaded_by_name():
    assert set(engines["django"].engine.libraries) >= {"ui"}


_URL = re.compile(r"{%-?\s*url\s+[\"']([^\"']+)[\"']")


def url_names() -> set[str]:
    found = set()
    for pattern in get_resolver().url_patterns:
        if hasattr(pattern, "url_patterns"):
            found |= {f"{pattern.namespace}:{each.name}" for each in pattern.url_patterns}
        else:
            found.add(pattern.name)
    return found


# An address as views and presenters write it: reverse("inspections:finding-list", …).
_SAID = re.compile(rf"\"((?:{'|'.join(APPS)}):[a-z][a-z-]+)\"")


def test_every_address_named_in_a_template_or_a_module_is_routed():
    named = {each for name in NAMES for each in _URL.findall(text(name))}
    said = {each for path in python_files() for each in _SAID.findall(path.read_text(encoding="utf-8"))}

    assert len(named | said) > 60
    assert (named | said) - url_names() == set()


# One of its kind, or not a thing of ours: no verb to name.
PLAIN = {
    "accounts:health",
    "ready",
    "deadlines:calendar",
    "desk:components",
    "set-language",
}


def test_addresses_are_named_by_noun_and_verb():
    for name in url_names() - PLAIN:
        assert re.fullmatch(r"[a-z]+:[a-z]+(-[a-z]+)+", name), name
        noun = name.partition(":")[2].partition("-")[0]
        assert noun.isalpha(), name


def test_paths_end_alike_and_carry_no_names_of_files():
    """A page ends with a slash, a file with its suffix; both are small letters and hyphens."""
    for pattern in get_resolver().url_patterns:
        for route in getattr(pattern, "url_patterns", [pattern]):
            path = re.sub(r"<[^>]+>", "x", str(route.pattern))
            assert re.fullmatch(r"(?:[a-z-]+/)*(?:[a-z-]+\.[a-z]+)?", path), path
