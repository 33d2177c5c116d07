"""The very next request after a right is gone: removed, out of office, out of the house (DESIGN §4)."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from accounts.actions.terms import begin_term, end_term
from accounts.models import ScopeUserPermission, TermOfOffice, User
from accounts.permissions import Permission
from core.days import first_instant_after
from core.models import AuditEvent
from core.refusals import NotAllowed
from inspections.actions import notes
from planning.actions import members
from rectification.actions import cases
from tests.desk.world import BY_ACCOUNT, get, here, post  # noqa: F401  a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R15")]


def _round(here, name="desk:round-detail"):  # noqa: F811
    return reverse(name, args=[here.things["round_on_site"].pk])


@pytest.mark.requirement("R32")
@pytest.mark.parametrize("account", ["leader", "member"])
def test_removed_inspector_is_refused_from_the_next_request_on(here, account):  # noqa: F811
    membership = here.things["team"].memberships.get(person__user=here.users[account], to_on=None)
    form = {"method_number": 1, "text": "离组后的记录", "on": here.clock.today.isoformat()}
    assert get(here, account, _round(here)).status_code == 200

    members.remove_member(membership=membership, reason="不适合", by=here.users["office"], **here.when(0))

    refused = 403 if account == "leader" else 404  # the member leads another round: this one is hidden from him
    assert get(here, account, _round(here)).status_code == refused
    assert post(here, account, _round(here, "inspections:note-record"), **form).status_code == refused
    assert get(here, account, here.things["finding"].get_absolute_url()).status_code == refused
    assert get(here, account, here.things["case"].get_absolute_url()).status_code == refused
    assert get(here, account, here.things["lead"].get_absolute_url()).status_code == refused
    assert not here.things["round_on_site"].notes.filter(text="离组后的记录").exists()


def test_removed_inspector_is_refused_by_the_action_too(here):  # noqa: F811
    """Whatever page he still has open: the action reads the grants afresh."""
    member = here.users["member"]
    member.access  # noqa: B018  resolved while he still served
    membership = here.things["team"].memberships.get(person__user=member, to_on=None)
    members.remove_member(membership=membership, reason="不适合", by=here.users["office"], **here.when(0))

    with pytest.raises(NotAllowed):
        notes.record(round=here.things["round_on_site"], method_number=1, text="记录", by=member, **here.when(0))


def test_member_who_leads_elsewhere_leads_nothing_here(here):  # noqa: F811
    """He holds the right, so the middleware lets him pass; the thing itself refuses him."""
    assert here.users["member"].access.permits_somewhere(Permission.FINDING_CONFIRM)
    response = post(here, "member", reverse("inspections:finding-confirm", args=[here.things["finding_draft"].pk]))

    assert response.status_code == 403


def test_session_of_a_deactivated_account_opens_nothing(here):  # noqa: F811
    assert get(here, "clerk", here.things["case"].get_absolute_url()).status_code == 200
    sessions = Session.objects.count()

    User.objects.filter(pk=here.users["clerk"].pk).update(is_active=False)

    for address in ("/", here.things["case"].get_absolute_url(), here.things["document"].get_absolute_url()):
        response = get(here, "clerk", address)
        assert (response.status_code, response.headers["Location"][:15]) == (302, "/sign-in/?next=")
    assert Session.objects.count() == sessions
    assert not User.objects.get(pk=here.users["clerk"].pk).access.everywhere


@pytest.mark.requirement("R59")
def test_principal_whose_term_ended_reads_as_a_clerk_and_answers_for_nothing(here):  # noqa: F811
    term = TermOfOffice.objects.get(user=here.users["principal"])
    case = here.things["case"]
    address = reverse("rectification:case-submit", args=[case.pk])
    assert get(here, "principal", address).status_code == 200

    end_term(term=term, to_on=here.clock.day(-1), by=here.users["security_admin"], at=here.at(0))

    assert get(here, "principal", address).status_code == 403
    assert post(here, "principal", address, measures="一").status_code == 403
    assert get(here, "principal", case.get_absolute_url()).status_code == 200
    with pytest.raises(NotAllowed):
        cases.sign_receipt(case=case, by=here.users["principal"], **here.when(0))


@pytest.mark.requirement("R59")
def test_term_ends_by_itself_at_midnight_of_its_last_day(here):  # noqa: F811
    today = timezone.localdate()
    term = TermOfOffice.objects.get(user=here.users["principal"])
    end_term(term=term, to_on=today, by=here.users["security_admin"], at=here.at(0))
    midnight = first_instant_after(today)
    address = reverse("rectification:case-submit", args=[here.things["case"].pk])

    for moment, status in ((midnight - timedelta(seconds=1), 200), (midnight, 403)):
        with time_machine.travel(moment, tick=False):
            # A session lasts for hours, and midnight may be farther off: he signs in again that day.
            here.clients[BY_ACCOUNT["principal"]].force_login(here.users["principal"])
            assert get(here, "principal", address).status_code == status


def test_successor_in_office_answers_from_his_first_day(here):  # noqa: F811
    clerk, admin = here.users["clerk"], here.users["security_admin"]
    address = reverse("rectification:case-submit", args=[here.things["case"].pk])
    assert get(here, "clerk", address).status_code == 403
    post_held = {"unit": here.units["here"], "post": "office_director", "full_name": clerk.full_name, "user": clerk}

    begin_term(from_on=here.clock.today, by=admin, at=here.at(0), **post_held)

    assert get(here, "clerk", address).status_code == 200


def test_grant_that_expired_counts_for_nothing(here):  # noqa: F811
    grants = ScopeUserPermission.objects.filter(user=here.users["leader"])
    assert get(here, "leader", _round(here)).status_code == 200

    grants.update(expires_at=timezone.now())

    assert get(here, "leader", _round(here)).status_code == 403


def test_every_refusal_leaves_a_trace(here):  # noqa: F811
    before = AuditEvent.objects.filter(verb="access.refused").count()

    get(here, "clerk", "/plans/")
    post(here, "member", reverse("inspections:finding-confirm", args=[here.things["finding_draft"].pk]))

    found = AuditEvent.objects.filter(verb="access.refused").order_by("-pk")
    assert found.count() == before + 2
    assert {event.actor_id for event in found[:2]} == {here.users["clerk"].pk, here.users["member"].pk}
