"""What counts the things that wait is kept from one request to the next, and still says what is so now."""

from dataclasses import replace
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Unit
from accounts.permissions import Permission
from accounts.roles import Role
from core import kept_statements
from core.access import access_of
from core.waiting import asked_of
from core.work import WorkSource, counts_for, sources
from inspections.models import SubdistrictRound
from rectification.queries.announcements import parts_left, rounds_to_announce
from tests.accounts.builders import person, sign_in
from tests.inspections.builders import ENTERED, add_finding, on_site_round
from tests.rectification import builders as b

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept():
    kept_statements._kept_of.cache_clear()


def anew(user):
    return type(user).objects.get(pk=user.pk)


def number(user, verb):
    return next((waits.count for waits in counts_for(user, today=ENTERED) if str(waits.label) == verb), 0)


def asked_by(source, user):
    return asked_of(source.find(user, ENTERED), source.permission, access_of(user), count=source.count)


def kept_for(user) -> dict:
    return kept_statements._kept_of(user.asks_as, ENTERED)


def test_number_follows_what_happens():
    round_ = on_site_round()
    leader = round_.here.leader
    add_finding(round_)
    assert number(anew(leader), "确认问题") == 1

    add_finding(round_)
    assert kept_for(anew(leader)) and number(anew(leader), "确认问题") == 2


@pytest.mark.parametrize("who", ["office", "committee", "leader", "principal"])
def test_what_is_kept_is_what_would_be_asked_anew(who):
    user = getattr(b.submitted_case().here, who)
    counts_for(user, today=ENTERED)
    kept, seen = kept_for(user), access_of(user)
    made = {
        source.key or source.find: asked_by(source, user)
        for source in sources()
        if seen.permits_somewhere(source.permission)
    }

    assert kept and all(told == made[key].told for key, told in kept.items())


def test_the_same_person_with_another_role_unit_or_right_is_asked_anew():
    user = person(Role.OFFICE)
    of_office = user.asks_as
    others = [anew(user) for _each in range(3)]
    others[0].role = Role.COMMITTEE
    others[1].unit_id = Unit.objects.exclude(pk=user.unit_id).values_list("pk", flat=True).first() or -1
    others[2].access = replace(user.access, in_scope={7: frozenset({Permission.FINDING_VIEW})})

    assert anew(user).asks_as == of_office
    assert len({of_office, *(other.asks_as for other in others)}) == 4


def test_source_that_reads_before_it_asks_is_never_kept():
    def reads(user, today):
        return SubdistrictRound.objects.filter(pk__in=list(SubdistrictRound.objects.values_list("pk", flat=True)))

    user = person(Role.OFFICE)
    source = WorkSource("看", Permission.ROUND_VIEW, reads)
    for find in (reads, lambda user, today: SubdistrictRound.objects.all()):
        asked = replace(source, find=find)
        ask = partial(asked_by, asked, user)
        kept_statements.question_of(ask, find, user, ENTERED)

    assert reads not in kept_for(user) and len(kept_for(user)) == 1


@pytest.mark.parametrize("who", ["office", "committee", "leader", "principal"])
def test_menu_takes_few_statements(client, who, django_assert_max_num_queries):
    """DESIGN §8: every page fetches it."""
    sign_in(client, getattr(b.submitted_case().here, who))
    client.get(reverse("desk:menu-counted"))

    with django_assert_max_num_queries(12):
        client.get(reverse("desk:menu-counted"))


def test_work_that_is_asked_of_the_database_is_that_of_each_round():
    here = b.accepted_case().here
    rounds = SubdistrictRound.objects.filter(status="ended")

    with CaptureQueriesContext(connection) as asked:
        found = list(rounds_to_announce(here.office, ENTERED))

    assert found == [one for one in rounds if parts_left(one)] != []
    assert len(asked) == 1
