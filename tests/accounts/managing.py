"""The security administrator at work, for the tests of his pages."""

import pytest
from django.urls import reverse

from accounts.access import resolve_access
from accounts.actions.scopes import unit_scope
from accounts.models import User
from accounts.permissions import Permission
from core.models import AuditEvent
from tests.accounts.builders import AT, security_admin, sign_in, unit


@pytest.fixture
def admin(client):
    return sign_in(client, security_admin())


@pytest.fixture
def subdistrict():
    return unit("subdistrict", "测试甲街道")


def url(name, thing=None):
    return reverse(f"accounts:{name}", args=[thing.pk] if thing else [])


def last_event(verb):
    return AuditEvent.objects.filter(verb=verb).order_by("pk").last()


def acts_for(user, body) -> bool:
    access = resolve_access(User.objects.get(pk=user.pk))
    return access.permits(Permission.EXTRACT_VIEW, [unit_scope(unit=body, by=security_admin(), at=AT).pk])


def answers(user, body) -> bool:
    access = resolve_access(User.objects.get(pk=user.pk))
    return access.permits(Permission.CASE_SUBMIT, [unit_scope(unit=body, by=security_admin(), at=AT).pk])
