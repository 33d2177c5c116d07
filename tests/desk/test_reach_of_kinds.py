"""Whoever sees whole kinds of scope is asked about the scopes that he does not see; that must let through just what
asking each row for the kind of its scope would."""

from itertools import combinations

import pytest
from django.apps import apps
from django.db import IntegrityError

from accounts.models import Scope
from accounts.roles import ScopeKind
from core.access import Access
from core.queries.scoped import ScopedQuerySet
from deadlines.models import Deadline
from tests.desk.world import here  # noqa: F401  a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R15")]

SETS = [frozenset(kinds) for count in range(len(ScopeKind) + 1) for kinds in combinations(ScopeKind.values, count)]


def reached(rows, access, paths=None):
    """Keys; what some models add to it (drafts are their writer's own) is left to their own tests."""
    return set(rows.filter(ScopedQuerySet.reach(rows, access, paths or rows.scope_paths)).values_list("pk", flat=True))


def scoped_rows():
    for model in apps.get_models():
        if isinstance(rows := model._default_manager.all(), ScopedQuerySet):
            yield rows


def test_kinds_open_the_rows_of_their_scopes_and_no_others(here):  # noqa: F811
    looked_at = set()
    for rows in scoped_rows():
        of_row = rows.values_list("pk", *(f"{path}__kind" for path in rows.scope_paths))
        kinds_of = {key: set(kinds) for key, *kinds in of_row}
        for kinds in SETS:
            seen = {key for key, own in kinds_of.items() if kinds & own}
            assert reached(rows, Access(kinds=kinds)) == seen, (rows.model, kinds)
        looked_at |= set().union(*kinds_of.values())

    assert looked_at >= {ScopeKind.UNIT, ScopeKind.ROUND, ScopeKind.LEAD, ScopeKind.LISTING}


def test_a_scope_of_ones_own_opens_what_stands_in_it_beside_the_kinds(here):  # noqa: F811
    own = Scope.objects.filter(kind=ScopeKind.ROUND, deadlines__isnull=False).first().pk
    rows = Deadline.objects.values_list("pk", "scope__kind", "scope", "round_scope__kind", "round_scope")
    seen = {row[0] for row in rows if ScopeKind.UNIT in (row[1], row[3]) or own in (row[2], row[4])}

    access = Access(kinds=frozenset({ScopeKind.UNIT}), in_scope={own: frozenset()})

    assert reached(Deadline.objects.all(), access) == seen
    assert seen > reached(Deadline.objects.all(), Access(kinds=access.kinds))


@pytest.mark.parametrize("unseen", [{ScopeKind.IDENTITY}, set()])
def test_what_stands_in_no_second_scope_is_not_let_through_by_it(here, unseen):  # noqa: F811
    """In SQL nothing, NULL, is outside of no scopes at all."""
    assert not Scope.objects.filter(kind__in=unseen).exists()
    alone = Deadline.objects.filter(round_scope=None)
    assert alone.exists()

    assert not reached(alone, Access(kinds=frozenset(ScopeKind.values) - unseen), ["round_scope"])


def test_the_database_knows_no_scope_of_another_kind():
    with pytest.raises(IntegrityError, match="scope_is_of_a_kind"):
        Scope.objects.create(kind="secret", label="x")


def test_parted_by_path_it_is_the_same_for_everybody(here):  # noqa: F811
    several = 0
    for rows in scoped_rows():
        for user in here.users.values():
            parts = rows.visible_by_path(user)
            found = set().union(*(part.values_list("pk", flat=True) for part in parts))
            assert found == set(rows.visible_to(user).values_list("pk", flat=True)), (rows.model, user)
            several += len(parts) > 1 and bool(found)

    assert several
