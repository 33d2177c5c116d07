from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission as DjangoPermission
from django.utils import timezone

from accounts.access import resolve_access
from accounts.actions.grants import grant_to_user, revoke_from_user
from accounts.actions.scopes import open_scope, unit_scope
from accounts.models import Scope
from accounts.permissions import Permission
from accounts.roles import Grant, Role, ScopeKind
from core.access import may
from tests.accounts.builders import AT, district, person, security_admin, unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def scope():
    return open_scope(kind=ScopeKind.ROUND, label="round")


def give(user, scope, **kwargs):
    grant_to_user(user=user, grant=Grant.LEAD, scope=scope, by=security_admin(), at=AT, **kwargs)


def test_grant_counts_in_its_scope_alone(scope):
    inspector, other = person(Role.INSPECTOR), open_scope(kind=ScopeKind.ROUND, label="other")
    give(inspector, scope)
    access = resolve_access(inspector)
    assert access.permits(Permission.FINDING_CONFIRM, (scope.pk,))
    assert not access.permits(Permission.FINDING_CONFIRM, (other.pk,))
    assert set(Scope.objects.visible_to(inspector)) == {scope}


def test_grant_expires_at_its_instant(scope):
    inspector = person(Role.INSPECTOR)
    give(inspector, scope, expires_at=timezone.now() + timedelta(minutes=1))
    assert resolve_access(inspector).scope_ids == {scope.pk}
    give(inspector, scope, expires_at=timezone.now() - timedelta(seconds=1))
    assert resolve_access(inspector).scope_ids == set()


def test_revoked_grant_is_gone_at_once(scope):
    inspector = person(Role.INSPECTOR)
    give(inspector, scope)
    revoke_from_user(user=inspector, scope=scope, by=security_admin(), at=AT)
    assert resolve_access(inspector).scope_ids == set()


def test_inactive_person_holds_nothing(scope):
    office = person(Role.OFFICE, is_active=False)
    give(office, scope)
    assert resolve_access(office).everywhere == frozenset()
    assert not Scope.objects.visible_to(office).exists()


def test_model_level_grant_counts_for_nothing(scope):
    inspector = person(Role.INSPECTOR)
    group_permission = DjangoPermission.objects.get(codename=Grant.LEAD)
    group = inspector.groups.create(name="everybody")
    group.permissions.add(group_permission)
    assert resolve_access(inspector).in_scope == {}
    assert not may(inspector, Permission.FINDING_CONFIRM)


def test_unit_scope_is_seen_by_its_own_people_and_the_office():
    people = district()
    own = unit_scope(unit=people.subdistricts[0], by=people.secadmin, at=AT)
    foreign = unit_scope(unit=people.subdistricts[1], by=people.secadmin, at=AT)
    assert set(Scope.objects.visible_to(people.clerk)) == {own}
    assert set(Scope.objects.visible_to(people.other_principal)) == {foreign}
    assert {own, foreign} <= set(Scope.objects.visible_to(people.office))
    for administrator in (people.sysadmin, people.secadmin, people.auditadmin, people.custodian):
        assert not Scope.objects.visible_to(administrator).exists()


@pytest.mark.parametrize("kind", [ScopeKind.SEALED, ScopeKind.LEAD, ScopeKind.IDENTITY])
def test_office_sees_no_hidden_kind_without_a_grant(kind):
    office = person(Role.OFFICE)
    open_scope(kind=kind, label="hidden")
    assert not Scope.objects.visible_to(office).filter(kind=kind).exists()


def test_only_a_principal_answers_for_the_subdistrict():
    people = district()
    scope = unit_scope(unit=people.subdistricts[0], by=people.secadmin, at=AT)
    assert resolve_access(people.principal).permits(Permission.CASE_SUBMIT, (scope.pk,))
    assert not resolve_access(people.clerk).permits(Permission.CASE_SUBMIT, (scope.pk,))
    assert resolve_access(people.clerk).permits(Permission.ITEM_REPORT, (scope.pk,))


def test_department_holds_no_right_of_a_subdistrict():
    officer = person(Role.DEPARTMENT, unit("department"))
    assert not may(officer, Permission.ITEM_REPORT)
    assert may(officer, Permission.DOCUMENT_VIEW)


def test_roles_grant_only_known_permissions():
    from accounts.roles import GRANT_PERMISSIONS, ROLE_PERMISSIONS

    assert set(ROLE_PERMISSIONS) == set(Role)
    assert set(GRANT_PERMISSIONS) == set(Grant)
    held = frozenset().union(*ROLE_PERMISSIONS.values(), *GRANT_PERMISSIONS.values())
    assert held <= set(Permission)
