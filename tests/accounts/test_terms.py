"""Terms of office of principals, and the right to answer that follows them (R5, R59)."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from accounts.access import resolve_access
from accounts.actions.scopes import unit_scope
from accounts.actions.terms import begin_term, end_term
from accounts.models import ScopeUserPermission, TermOfOffice
from accounts.permissions import Permission
from accounts.roles import Grant, Role
from core.days import first_instant_after
from core.models import AuditEvent
from core.refusals import IllegalMove, NotAllowed
from tests.accounts.builders import AT, person, security_admin, unit

pytestmark = pytest.mark.django_db
FROM, LAST = date(2026, 3, 2), date(2026, 6, 30)
SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def subdistrict():
    return unit("subdistrict", "测试甲街道")


@pytest.fixture
def official(subdistrict):
    return person(Role.SUBDISTRICT, subdistrict, "official")


def begin(subdistrict, user=None, post="party_secretary", from_on=FROM, to_on=None, by=None, at=AT):
    return begin_term(
        unit=subdistrict, user=user, full_name="王书记", post=post, from_on=from_on, to_on=to_on,
        by=by or security_admin(), at=at,
    )  # fmt: skip


def end(term, to_on=LAST, at=AT, by=None):
    return end_term(term=term, to_on=to_on, by=by or security_admin(), at=at)


def grants(user):
    return ScopeUserPermission.objects.filter(user=user, permission__codename=Grant.PRINCIPAL)


def answers(user, subdistrict) -> bool:
    scope = unit_scope(unit=subdistrict, by=security_admin(), at=AT)
    return resolve_access(user).permits(Permission.FEEDBACK_RECEIVE, (scope.pk,))


def instant(day, hour=10):
    return datetime(day.year, day.month, day.day, hour, tzinfo=SHANGHAI)


@pytest.mark.requirement("R5")
def test_term_is_read_by_day_with_both_ends_in_it(subdistrict):
    term = begin(subdistrict, to_on=LAST)

    def in_post(day):
        return term in TermOfOffice.objects.in_post(day)

    assert [in_post(FROM + timedelta(days=shift)) for shift in (-1, 0, 1)] == [False, True, True]
    assert [in_post(LAST + timedelta(days=shift)) for shift in (-1, 0, 1)] == [True, True, False]


def test_open_term_runs_on(subdistrict):
    term = begin(subdistrict)

    assert term in TermOfOffice.objects.in_post(date(2099, 1, 1))


def test_beginning_gives_the_right_to_answer_in_that_unit_alone(subdistrict, official):
    other = unit("subdistrict", "测试乙街道")

    begin(subdistrict, official)

    assert answers(official, subdistrict)
    assert not answers(official, other)
    assert grants(official).get().expires_at is None
    assert AuditEvent.objects.get(verb="term.begin").on == FROM


def test_principal_without_an_account_stands_in_letters_by_name(subdistrict):
    term = begin(subdistrict)

    assert (term.user, str(term)) == (None, "王书记 党工委书记")
    assert not ScopeUserPermission.objects.exists()


def test_term_with_an_end_gives_a_right_with_an_end(subdistrict, official):
    begin(subdistrict, official, to_on=LAST)

    assert grants(official).get().expires_at == datetime(2026, 7, 1, tzinfo=SHANGHAI)
    assert first_instant_after(LAST) == datetime(2026, 7, 1, tzinfo=SHANGHAI)


def test_right_ends_at_midnight_after_the_last_day(subdistrict, official, monkeypatch):
    begin(subdistrict, official, to_on=LAST)

    for now, expected in (
        (datetime(2026, 6, 30, 23, 59, 59, tzinfo=SHANGHAI), True),
        (datetime(2026, 7, 1, tzinfo=SHANGHAI), False),
    ):
        monkeypatch.setattr("accounts.access.timezone.now", lambda now=now: now)
        assert answers(official, subdistrict) is expected


def test_ending_today_lets_him_answer_until_midnight(subdistrict, official, monkeypatch):
    term = begin(subdistrict, official)

    end(term, LAST, at=instant(LAST))

    assert grants(official).get().expires_at == first_instant_after(LAST)
    monkeypatch.setattr("accounts.access.timezone.now", lambda: instant(LAST, 18))
    assert answers(official, subdistrict)


def test_ending_in_the_past_takes_the_right_at_once(subdistrict, official):
    term = begin(subdistrict, official)

    end(term, LAST, at=instant(LAST + timedelta(days=1), 0))

    assert not grants(official).exists()
    assert not answers(official, subdistrict)
    assert AuditEvent.objects.get(verb="term.end").on == LAST


def test_end_before_the_beginning_is_refused(subdistrict):
    term = begin(subdistrict)

    with pytest.raises(IllegalMove, match="不能早于"):
        end(term, FROM - timedelta(days=1))
    assert end(term, FROM).to_on == FROM


def test_term_that_ends_before_it_begins_is_refused(subdistrict):
    with pytest.raises(IllegalMove, match="不能早于"):
        begin(subdistrict, to_on=FROM - timedelta(days=1))


def test_post_is_held_by_one_person_at_a_time(subdistrict):
    begin(subdistrict)

    with pytest.raises(IllegalMove, match="仍有人在任"):
        begin(subdistrict)
    with pytest.raises(IntegrityError), transaction.atomic():
        TermOfOffice.objects.create(unit=subdistrict, full_name="李书记", post="party_secretary", from_on=FROM)

    assert begin(subdistrict, post="office_director")
    assert begin(unit("subdistrict"))


def test_successor_begins_once_the_term_before_has_ended(subdistrict, official):
    successor = person(Role.SUBDISTRICT, subdistrict, "successor")
    end(begin(subdistrict, official), LAST, at=instant(LAST + timedelta(days=1)))

    begin(subdistrict, successor, from_on=LAST + timedelta(days=1))

    assert (answers(official, subdistrict), answers(successor, subdistrict)) == (False, True)


def test_director_who_becomes_secretary_goes_on_answering(subdistrict, official):
    """Both posts answer alike (党政同责): the end of one must not take away what the other gives."""
    director = begin(subdistrict, official, post="office_director")
    begin(subdistrict, official, post="party_secretary", from_on=LAST)

    end(director, LAST, at=instant(LAST + timedelta(days=5)))

    assert grants(official).get().expires_at is None
    assert answers(official, subdistrict)


def test_past_term_entered_late_does_not_shorten_the_present_one(subdistrict, official):
    begin(subdistrict, official, post="party_secretary")

    begin(subdistrict, official, post="office_director", from_on=date(2020, 1, 1), to_on=date(2021, 1, 1))

    assert grants(official).get().expires_at is None


def test_terms_are_entered_by_the_security_administrator_alone(subdistrict, official):
    term = begin(subdistrict)

    for by in (official, person(Role.OFFICE), person(Role.SYSTEM_ADMIN)):
        with pytest.raises(NotAllowed):
            begin(subdistrict, official, post="office_director", by=by)
        with pytest.raises(NotAllowed):
            end(term, by=by)
    assert not grants(official).exists()
