"""Every form and button of the house sent twice, as a double click or a lost answer does: it works once."""

import re
from itertools import pairwise

from django.apps import apps
from django.db import connection
from django.urls import reverse

from core.verbs import registered_nouns
from desk.access.matrix import _brought_on, _typed, arguments, writer_of
from desk.access.payloads import _form_of
from records.forms import MultipleEvidenceField
from records.scenes import pdf
from tests.desk.odd_values import posted, signed_in, undone
from tests.desk.test_access_matrix import NEVER_DONE
from tests.desk.world import here  # noqa: F401  a fixture

# Not of what people enter: who is signed in, and that somebody was refused.
# Sessions, and wrong tries of an old password: the second time it is no longer the old one.
_NOT_COUNTED = {"django_session", "accounts_brake"}
_KEY = re.compile(r'name="once_key" value="[0-9a-f-]{36}"')
# Nothing new comes of these: a message is read or it is not.
_READ = {"accounts:message-open", "accounts:message-read-all"}
# Its document is signed for already; tests/records/test_document_views.py signs for one twice.
_SIGNED_FOR = {"records:document-receive"}
# The second step of what is looked at first, and a change.
_ALSO_TYPED = {
    "inspections:finding-edit": {"place": "二号楼"},
    "deadlines:calendar-import": {"confirmed": "on"},
}


def _tables() -> list[str]:
    made = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    return sorted({model._meta.db_table for model in made} - _NOT_COUNTED)


def counted() -> dict[str, int]:
    """Rows of every table; refusals leave a trace of their own, which is none of the thing's."""
    only = {"core_auditevent": " WHERE verb <> 'access.refused'"}
    asked = " UNION ALL ".join(
        f"SELECT '{table}', COUNT(*) FROM {table}{only.get(table, '')}"  # noqa: S608  tables of the house
        for table in _tables()
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return dict(cursor.fetchall())


def _with_files(route, world, persona, kwargs, typed) -> dict:
    """A file in every field that takes some: files are what is easily kept twice."""
    made = getattr(route.view, "view_class", None)
    if made is None or not hasattr(made, "get_form"):
        return typed
    form = _form_of(made(**route.view.view_initkwargs), world.users[persona.account], kwargs)
    takes = [name for name, field in form.fields.items() if isinstance(field, MultipleEvidenceField)]
    return typed | {name: pdf() for name in takes}


def send_twice(world, route):
    """Both answers, and the tables that grew with the first and with the second."""
    persona = writer_of(route)
    with signed_in(world, persona) as client, undone():
        world = _brought_on(world, route)
        kwargs = arguments(world, route, persona)
        typed = _with_files(route, world, persona, kwargs, dict(_typed(world, route, persona)))
        typed |= _ALSO_TYPED.get(route.name, {})
        answers, counts = [], [counted()]
        for _click in range(2):
            for value in typed.values():
                if hasattr(value, "seek"):
                    value.seek(0)
            answers.append(client.post(reverse(route.name, kwargs=kwargs), typed).status_code)
            counts.append(counted())
    grew = [{name for name in now if now[name] != before[name]} for before, now in pairwise(counts)]
    return answers, grew


def test_everything_sent_twice_is_done_once(here):  # noqa: F811
    doubled, unproved = {}, set()
    for route in posted():
        (first, second), (grew, again) = send_twice(here, route)
        if again or second >= 500:
            doubled[route.name] = (first, second, again)
        if first != 302 or not grew:
            unproved.add(route.name)
    assert doubled == {}
    assert unproved == NEVER_DONE | _READ | _SIGNED_FOR


# Without a choice these pages have no form.
_CHOSEN = {name: {"all": "1"} for name in ("rectification:chase-issue", "rectification:chase-call-log")}


def test_every_form_that_makes_something_carries_its_key(here):  # noqa: F811
    making = {noun.url_name(verb) for noun in registered_nouns() for verb in noun.verbs if noun.makes(verb)}
    tried = [route for route in posted() if route.name in making]
    assert len(tried) > 20

    bare = [route.name for route in tried if not _KEY.search(_page_of(here, route))]

    assert bare == []


def _page_of(world, route) -> str:
    persona = writer_of(route)
    with signed_in(world, persona) as client, undone():
        world = _brought_on(world, route)
        address = reverse(route.name, kwargs=arguments(world, route, persona))
        return client.get(address, _CHOSEN.get(route.name)).content.decode()
