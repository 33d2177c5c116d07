"""One person acts for another, in one place and for some days (DESIGN §4, R15, R59)."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.access import resolve_access
from accounts.actions import delegations
from accounts.actions.grants import grant_to_user
from accounts.actions.scopes import open_scope, unit_scope
from accounts.actions.terms import begin_term, end_term
from accounts.models import Delegation, Message, ScopeUserPermission
from accounts.permissions import Permission
from accounts.queries.principals import people_who_answer, term_answered_by
from accounts.roles import Grant, Role, ScopeKind
from core.days import first_instant_of
from core.models import AuditEvent
from core.refusals import IllegalMove, NotAllowed, StaleCopy
from tests.accounts.builders import person, security_admin, sign_in, unit

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R15")]
DAY = timedelta(days=1)


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def street():
    return unit("subdistrict", "测试甲街道")


@pytest.fixture
def scope(street):
    return unit_scope(unit=street, by=security_admin(), at=timezone.now())


@pytest.fixture
def secretary(street, today):
    secretary = person(Role.SUBDISTRICT, street, "secretary", full_name="王书记")
    _term(street, secretary, today - 100 * DAY)
    return secretary


@pytest.fixture
def deputy(street):
    return person(Role.SUBDISTRICT, street, "deputy", full_name="副主任")


def _term(street, user, from_on, to_on=None, post="party_secretary"):
    return begin_term(
        unit=street, user=user, full_name=user.full_name, post=post, from_on=from_on, to_on=to_on,
        by=security_admin(), at=timezone.now(),
    )  # fmt: skip


def give(scope, by, taker, from_on, to_on=None, **facts):
    facts = {"reason": "外出开会", "at": timezone.now()} | facts
    return delegations.give(scope=scope, by=by, taker=taker, from_on=from_on, to_on=to_on or from_on + DAY, **facts)


def answers(user, scope) -> bool:
    return resolve_access(user).permits(Permission.CASE_SUBMIT, [scope.pk])


def test_delegate_answers_on_the_days_given_both_ends_in_them(street, scope, secretary, deputy, today):
    give(scope, secretary, deputy, today + DAY, today + 3 * DAY)

    days = [term_answered_by(street, deputy, today + shift * DAY) is not None for shift in (0, 1, 3, 4)]
    assert days == [False, True, True, False]
    # In the principal's name: the term that answers is the principal's own.
    assert term_answered_by(street, deputy, today + DAY).user == secretary
    assert [one.username for one in people_who_answer(street, today + DAY)] == ["secretary", "deputy"]


def test_right_begins_with_the_first_day_and_not_before(scope, secretary, deputy, today, monkeypatch):
    give(scope, secretary, deputy, today + DAY, today + DAY)
    begins, ends = first_instant_of(today + DAY), first_instant_of(today + 2 * DAY)

    for now, expected in ((begins - timedelta(seconds=1), False), (begins, True), (ends, False)):
        monkeypatch.setattr("accounts.access.timezone.now", lambda now=now: now)
        assert answers(deputy, scope) is expected


def test_term_that_is_still_to_begin_gives_no_right_yet(street, scope, today, monkeypatch):
    successor = person(Role.SUBDISTRICT, street, "successor")
    _term(street, successor, today + 5 * DAY)
    assert not answers(successor, scope)

    monkeypatch.setattr("accounts.access.timezone.now", lambda: first_instant_of(today + 5 * DAY))
    assert answers(successor, scope)


def test_giving_is_told_recorded_and_visible(scope, secretary, deputy, today):
    delegation = give(scope, secretary, deputy, today)

    assert answers(deputy, scope)
    event = AuditEvent.objects.get(verb="delegation.give")
    assert (event.on, event.reason, event.target_id) == (today, "外出开会", str(delegation.pk))
    assert "王书记" in Message.objects.get(recipient=deputy).subject
    assert list(Delegation.objects.visible_to(person(Role.OFFICE))) == [delegation]
    stranger = person(Role.SUBDISTRICT, unit("subdistrict", "测试乙街道"), "stranger")
    assert not Delegation.objects.visible_to(stranger).exists()


def test_taking_back_ends_it_at_once(street, scope, secretary, deputy, today):
    delegation = give(scope, secretary, deputy, today)

    delegations.revoke(delegation=delegation, reason="提前返回", by=secretary, at=timezone.now())

    assert not answers(deputy, scope)
    assert term_answered_by(street, deputy, today) is None
    assert not ScopeUserPermission.objects.filter(user=deputy).exists()


def test_delegate_passes_nothing_on(street, scope, secretary, deputy, today):
    give(scope, secretary, deputy, today)
    third = person(Role.SUBDISTRICT, street, "third")

    with pytest.raises(NotAllowed, match="转委托"):
        give(scope, deputy, third, today)


def test_nobody_gives_what_he_does_not_hold(scope, secretary, deputy, today):
    for by in (deputy, person(Role.OFFICE), security_admin()):
        with pytest.raises(NotAllowed):
            give(scope, by, secretary, today)


@pytest.mark.parametrize("whose", ["himself", "another_unit", "office", "left"])
def test_only_another_active_person_of_the_unit_may_take_it(scope, street, secretary, today, whose):
    takers = {
        "himself": secretary,
        "another_unit": person(Role.SUBDISTRICT, unit("subdistrict", "测试乙街道"), "other"),
        "office": person(Role.OFFICE),
        "left": person(Role.SUBDISTRICT, street, "left", is_active=False),
    }

    with pytest.raises(IllegalMove, match="不能在此代行"):
        give(scope, secretary, takers[whose], today)


def test_days_lie_ahead_in_order_and_are_given_once(scope, secretary, deputy, today):
    with pytest.raises(IllegalMove, match="过去"):
        give(scope, secretary, deputy, today - DAY)
    with pytest.raises(IllegalMove, match="早于"):
        give(scope, secretary, deputy, today + DAY, today)
    give(scope, secretary, deputy, today, today + 5 * DAY)
    with pytest.raises(IllegalMove, match="已委托"):
        give(scope, secretary, deputy, today + 5 * DAY, today + 9 * DAY)
    assert give(scope, secretary, deputy, today + 6 * DAY)


def test_delegation_falls_with_the_term_of_who_gave_it(street, scope, secretary, deputy, today):
    give(scope, secretary, deputy, today, today + 30 * DAY)

    end_term(term=street.terms.get(), to_on=today - DAY, by=security_admin(), at=timezone.now())

    assert not answers(deputy, scope)
    assert term_answered_by(street, deputy, today) is None


def test_both_principals_may_let_the_same_person_act(street, scope, secretary, deputy, today):
    director = person(Role.SUBDISTRICT, street, "director")
    _term(street, director, today, post="office_director")

    give(scope, secretary, deputy, today, today + DAY)
    give(scope, director, deputy, today + DAY, today + 4 * DAY)

    grant = ScopeUserPermission.objects.get(user=deputy, permission__codename=Grant.PRINCIPAL)
    assert (grant.begins_at, grant.expires_at) == (first_instant_of(today), first_instant_of(today + 5 * DAY))


def test_it_is_taken_back_once_by_its_giver_from_a_fresh_page(street, scope, secretary, deputy, today):
    delegation = give(scope, secretary, deputy, today)
    back = {"delegation": delegation, "reason": "返回", "at": timezone.now()}

    with pytest.raises(NotAllowed, match="本人收回"):
        delegations.revoke(by=deputy, **back)
    with pytest.raises(StaleCopy):
        delegations.revoke(by=secretary, version=delegation.version - 1, **back)
    delegations.revoke(by=secretary, version=delegation.version, **back)
    with pytest.raises(IllegalMove, match="已经收回"):
        delegations.revoke(by=secretary, **back)


def test_what_is_over_is_not_taken_back(scope, secretary, deputy, today):
    delegation = give(scope, secretary, deputy, today)
    later = timezone.now() + timedelta(days=3)

    with pytest.raises(IllegalMove, match="期满"):
        delegations.revoke(delegation=delegation, reason="返回", by=secretary, at=later)


def test_there_is_no_office_in_a_lead(client, secretary, today):
    lead = open_scope(kind=ScopeKind.LEAD, label="线索")
    grant_to_user(user=secretary, grant=Grant.LEAD, scope=lead, by=security_admin(), at=timezone.now())

    with pytest.raises(NotAllowed):
        give(lead, secretary, person(Role.OFFICE), today)
    assert sign_in(client, secretary).get(reverse("accounts:delegation-give", args=[lead.pk])).status_code == 404


class TestPages:
    @pytest.fixture
    def page(self, client, secretary):
        return sign_in(client, secretary)

    def give_url(self, scope):
        return reverse("accounts:delegation-give", args=[scope.pk])

    def test_given_and_taken_back_in_the_browser(self, page, scope, deputy, today):
        typed = {"taker": deputy.pk, "from_on": today, "to_on": today + DAY, "reason": "外出开会"}
        told = page.post(self.give_url(scope), typed, follow=True).content.decode()
        assert "委托已登记" in told
        assert "副主任" in told
        assert "代行中" in told
        delegation = Delegation.objects.get()
        revoke = reverse("accounts:delegation-revoke", args=[delegation.pk])
        assert revoke in told

        told = page.post(revoke, {"reason": "提前返回", "version": delegation.version}, follow=True).content.decode()

        assert "已收回" in told
        assert revoke not in told
        assert not answers(deputy, scope)

    def test_form_offers_the_unit_alone_and_keeps_what_was_typed(self, page, scope, street, deputy, today):
        person(Role.SUBDISTRICT, unit("subdistrict", "测试乙街道"), "other", full_name="外街人员")
        form = page.get(self.give_url(scope)).content.decode()
        assert "副主任" in form
        assert "外街人员" not in form
        assert "王书记（secretary）" not in form

        typed = {"taker": deputy.pk, "from_on": today, "to_on": today - DAY, "reason": "出差甲"}
        answer = page.post(self.give_url(scope), typed)

        assert answer.status_code == 422
        assert "最后一天不能早于第一天" in answer.content.decode()
        assert "出差甲" in answer.content.decode()

    def test_refusal_of_the_action_stands_on_the_form(self, page, scope, deputy, today):
        typed = {"taker": deputy.pk, "from_on": today - DAY, "to_on": today, "reason": "出差甲"}

        answer = page.post(self.give_url(scope), typed)

        assert answer.status_code == 409
        assert "不能从过去的日期开始" in answer.content.decode()
        assert "出差甲" in answer.content.decode()

    def test_delegate_is_offered_no_delegation_of_his_own(self, client, scope, secretary, deputy, today):
        give(scope, secretary, deputy, today)

        seen = sign_in(client, deputy).get(reverse("accounts:delegation-list")).content.decode()

        assert "王书记" in seen
        assert self.give_url(scope) not in seen
        assert sign_in(client, secretary).get(self.give_url(scope)).status_code == 200

    @pytest.mark.parametrize(
        ("query", "shown"),
        [("", True), ("?stage=in_force", True), ("?stage=over", False), ("?stage=to_come", False),
         ("?stage=revoked", False), ("?q=副主任", True), ("?q=无此人", False)],
    )  # fmt: skip
    def test_list_is_searched_and_filtered(self, page, scope, secretary, deputy, today, query, shown):
        give(scope, secretary, deputy, today)

        seen = page.get(reverse("accounts:delegation-list") + query).content.decode()

        assert ("外出开会" in seen) is shown
        assert ("暂无委托" in seen) is not shown

    def test_queries_do_not_grow_with_rows(self, page, scope, secretary, deputy, today, django_assert_max_num_queries):
        def load():
            with django_assert_max_num_queries(30) as counted:
                page.get(reverse("accounts:delegation-list"))
            return len(counted)

        give(scope, secretary, deputy, today)
        few = load()
        for number in range(1, 6):
            give(scope, secretary, deputy, today + 10 * number * DAY)

        assert load() == few


@pytest.mark.parametrize(
    ("shift", "stage"), [(-1, "to_come"), (0, "in_force"), (1, "in_force"), (2, "over")]
)  # fmt: skip
def test_stage_on_a_day_and_in_a_list_agree(scope, secretary, deputy, today, shift, stage):
    delegation = give(scope, secretary, deputy, today, today + DAY)
    day: date = today + shift * DAY

    assert delegation.stage(day) == stage
    assert list(Delegation.objects.at_stage(stage, day)) == [delegation]
    others = {"to_come", "in_force", "over", "revoked"} - {stage}
    assert not any(Delegation.objects.at_stage(other, day).exists() for other in others)
