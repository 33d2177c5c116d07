"""The ruleset holds the regulation's own words and numbers."""

import json
import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse

from core.clauses import clause_words
from core.models import AuditEvent
from core.refusals import NotAllowed
from planning import regulation
from planning.actions.rulesets import load_regulation
from planning.models import Ruleset
from planning.models.person import Rank
from planning.presenters.rulesets import numbers
from tests.accounts.builders import sign_in
from tests.planning.builders import DRAFTED, at_on

TEXT = (Path(__file__).parent / "regulation.txt").read_text(encoding="utf-8")


def listed(heading, end):
    """Number and text of the list under a heading of the published text."""
    part = TEXT[TEXT.index(heading) : TEXT.index(end)]
    return [(int(number), text) for number, text in re.findall(r"^(\d)\.(.+)$", part, re.MULTILINE)]


@pytest.mark.requirement("R34", "R35", "R36", "R37", "R38", "R39", "R40", "R41", "R42")
def test_topics_are_the_published_words():
    published = listed("(一)巡查工作的主要内容", "(二)巡查工作方式")

    assert len(published) == 9
    assert [(number, text) for number, _short, text in regulation.TOPICS] == published


@pytest.mark.requirement("R49")
def test_methods_are_the_published_words():
    published = listed("(二)巡查工作方式", "(三)巡查工作程序")

    assert len(published) == 6
    assert [(number, text) for number, _short, text in regulation.METHODS] == published


@pytest.mark.parametrize(
    ("words", "field", "value"),
    [
        ("巡查工作结束后15日内", "report_days", 15),
        ("于2个月内将整改和查处情况报送", "rectification_months", 2),
        ("每次巡查时间原则不少于两周", "minimum_round_days", 14),
        ("组织1-2个巡查组", "min_teams", 1),
        ("组织1-2个巡查组", "max_teams", 2),
        ("每组6-8人", "min_team_size", 6),
        ("每组6-8人", "max_team_size", 8),
    ],
)
@pytest.mark.requirement("R2")
def test_loaded_numbers_are_the_published_ones(db, words, field, value):
    ruleset = load_regulation(by=None, at=at_on(DRAFTED))

    assert words in TEXT
    assert getattr(ruleset, field) == value
    assert Ruleset.CLAUSES[field]


def test_load_regulation_twice_gives_the_same_ruleset(db):
    first = load_regulation(by=None, at=at_on(DRAFTED))
    second = load_regulation(by=None, at=at_on(DRAFTED))

    assert first == second
    assert (first.topics.count(), first.methods.count()) == (9, 6)
    assert AuditEvent.objects.filter(verb="ruleset.load").count() == 1


def test_load_regulation_is_refused_to_who_may_not_plan(here):
    with pytest.raises(NotAllowed):
        load_regulation(by=here.principal, at=at_on(DRAFTED))


@pytest.mark.requirement("R2")
def test_ruleset_rules_from_its_day_on(here):
    day_before = regulation.EFFECTIVE_ON.replace(day=21)

    assert Ruleset.objects.in_force_on(regulation.EFFECTIVE_ON).first() == here.ruleset
    assert Ruleset.objects.in_force_on(day_before).first() is None


@pytest.mark.requirement("R16")
def test_leader_ranks_are_section_level(here):
    assert set(here.ruleset.leader_ranks) == {
        Rank.SECTION_HEAD, Rank.SECTION_DEPUTY, Rank.SENIOR_CLERK_1, Rank.SENIOR_CLERK_2, Rank.SENIOR_CLERK_3,
        Rank.SENIOR_CLERK_4,
    }  # fmt: skip


def test_command_prints_the_ruleset_as_json(db):
    out = StringIO()
    call_command("load_ruleset", stdout=out)

    printed = json.loads(out.getvalue())
    assert printed["document_number"] == "枣高管办字〔2022〕7号"
    assert Ruleset.objects.get(pk=printed["id"]).effective_on.isoformat() == printed["effective_on"] == "2022-06-22"


@pytest.mark.requirement("R2")
def test_page_shows_every_number_with_its_clause_or_says_that_the_text_is_silent(here, client):
    response = sign_in(client, here.clerk).get(here.ruleset.get_absolute_url())

    page = response.content.decode()
    rows = numbers(here.ruleset)
    assert len(rows) == len(Ruleset.CLAUSES)
    assert page.count("本制度未规定") == sum(clause is None for clause in Ruleset.CLAUSES.values()) > 0
    assert all(clause_words(row.clause) in page and row.label in page for row in rows)
    assert all(item.printed in page for item in [*here.ruleset.topics.all(), *here.ruleset.methods.all()])


def test_ruleset_list_links_to_the_ruleset(here, client):
    response = sign_in(client, here.office).get(reverse("planning:ruleset-list"))

    assert here.ruleset.get_absolute_url() in response.content.decode()
