"""Every branch of every component is rendered with undefined names made visible: `{% if %}` hides a typo."""

import re
from copy import deepcopy
from types import SimpleNamespace as Thing

import pytest
from django.conf import settings as django_settings
from django.http import QueryDict
from django.template import engines
from django.template.loader import get_template
from django.utils import translation

from core.troubles import FULL
from desk.views.components import sample
from tests.accounts.component_cases import CASES, DAY, SecretForm, notice_form

UNDEFINED = "‼"
COMPONENTS = django_settings.BASE_DIR / "templates" / "_components"


@pytest.fixture(autouse=True)
def _strict_templates(settings):
    """An undefined name prints itself, and the text is the sources' own."""
    templates = deepcopy(settings.TEMPLATES)
    templates[0]["OPTIONS"]["string_if_invalid"] = f"{UNDEFINED}%s{UNDEFINED}"
    settings.TEMPLATES = templates
    with translation.override("en"):
        yield


@pytest.fixture
def request_with_filters(rf):
    request = rf.get("/list/?q=gas&kind=major_hazard&page=3")
    return request


@pytest.mark.parametrize(("name", "arguments", "present", "absent"), CASES)
def test_component_renders_this_branch(name, arguments, present, absent, request_with_filters):
    handed_on = " ".join(f"{key}={key}" for key in arguments)
    source = f'{{% include "_components/{name}.html" {"with " + handed_on if handed_on else ""} only %}}'

    html = engines["django"].from_string(source).render(arguments, request_with_filters)

    assert UNDEFINED not in html
    assert [words for words in present if words not in html] == []
    assert [words for words in absent if words in html] == []
    assert "style=" not in html
    assert "<script" not in html


def test_every_component_has_cases_and_says_what_it_takes():
    files = {path.stem: path.read_text(encoding="utf-8") for path in COMPONENTS.glob("*.html")}

    assert set(files) == {name for name, *_rest in CASES}
    assert [name for name, text in files.items() if not text.startswith("{% comment %}\n")] == []


def test_undefined_argument_is_seen_by_these_tests():
    html = engines["django"].from_string('{% include "_components/status_badge.html" only %}').render({})

    assert UNDEFINED in html


def test_components_page_shows_no_undefined_name(rf):
    request = rf.get("/components/")
    context = sample(DAY, request.GET)

    html = get_template("desk/components.html").render(context, request)

    assert UNDEFINED not in html
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("name", ["400", "403", "404", "413", "500", "csrf", "trouble"])
def test_failure_page_needs_no_person_and_no_request(name):
    html = get_template(f"errors/{name}.html").render({"max_upload_mb": 50, "trouble": FULL})

    assert (
        "Nothing was stored" in html
        or "othing was changed" in html
        or "Nothing was saved" in html
        or "Check the address" in html
    )
    assert 'data-page="error"' in html


def test_layout_of_a_detail_page_puts_verbs_beside_the_next_step(rf):
    page = engines["django"].from_string(
        '{% extends "_layouts/detail.html" %}{% block title %}T{% endblock %}{% block content_main %}C{% endblock %}'
    )
    told = sample(DAY, QueryDict())
    step = {"what": "Go", "who": "", "deadline": None, "missing": [], "signal": "", "clause": ""}

    with_step = page.render({"next_step": step, "actions": told["actions"], "events": [], "stages": []}, rf.get("/"))
    without = page.render({"next_step": None, "actions": told["actions"], "events": []}, rf.get("/"))

    assert with_step.index("x-next") < with_step.index("报送审定")
    assert without.count("报送审定") == with_step.count("报送审定") == 1
    assert UNDEFINED not in with_step + without


def test_layout_of_an_action_takes_words_from_the_view(rf):
    view = Thing(title="", submit_label="Hand off", clause="三（三）4", tone="danger", explanation="", cancel_url="")
    thing = Thing(get_absolute_url="/things/1/")

    html = get_template("_layouts/action.html").render(
        {"view": view, "thing": thing, "form": SecretForm()}, rf.get("/")
    )

    assert html.count("Hand off") == 3
    assert 'href="/things/1/"' in html
    assert "btn-danger" in html
    assert "三（三）4" in html


def test_form_shows_errors_of_the_whole_and_groups_of_choices():
    html = str(notice_form())

    assert "Both cannot be" in html
    assert 'aria-label="Here"' in html
    assert "Room A" in html


def test_every_icon_named_in_the_sources_is_in_the_sprite():
    base = django_settings.BASE_DIR
    listed = set((base / "static/img/icons.txt").read_text().split("\n"))
    sources = [*(base / "templates").rglob("*.html")]
    sources += [p for app in django_settings.LOCALE_PATHS for p in (base / app.name).rglob("*.py")]
    pattern = re.compile(r"""{%\s*icon "([a-z0-9-]+)"|\bicon(?:_name)?=["']([a-z0-9-]+)["']""")

    named = {
        (path.relative_to(base).as_posix(), one or two)
        for path in sources
        for one, two in pattern.findall(path.read_text(encoding="utf-8"))
    }

    assert {each for each in named if each[1] not in listed} == set()
