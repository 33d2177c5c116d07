"""A body that was chased again and again reads the latest note of a matter first, and the earlier ones on demand."""

import pytest
import time_machine
from django.urls import reverse

from rectification.models import Chase
from rectification.queries.chases import superseded
from tests.accounts.builders import sign_in
from tests.inspections.builders import at_on
from tests.rectification.chases import builders as b

pytestmark = pytest.mark.django_db


def numbers(client, person, **asked) -> list[str]:
    with time_machine.travel(at_on(b.LETTER_ON), tick=False):
        rows = sign_in(client, person).get(reverse("rectification:chase-list"), asked).context["rows"]
    return [one.letter.full_number for one in rows]


def chased_twice():
    first = b.chased()
    (second,) = b.chase([first.duty], first.here, on=b.YELLOW_ON)
    return first, second


def read(client, person, url) -> str:
    with time_machine.travel(at_on(b.LETTER_ON), tick=False):
        return sign_in(client, person).get(url).content.decode()


def test_list_of_a_body_shows_the_latest_and_the_rest_on_demand(client):
    first, second = chased_twice()
    body, office = first.here.principal, first.here.office
    both = [second.letter.full_number, first.letter.full_number]

    assert numbers(client, body) == both[:1]
    assert numbers(client, body, earlier="shown") == both
    assert numbers(client, body, q=str(first.letter.number)) == both[1:]
    assert numbers(client, office) == both


def test_note_with_another_matter_still_open_is_no_earlier_one():
    case = b.late_case()
    other = b.another_duty(case, case.unit)
    (first,) = b.chase([case.deadline, other], case.here)
    b.chase([case.deadline], case.here, on=b.YELLOW_ON)
    assert not superseded(Chase.objects.filter(pk=first.pk)).exists()


def test_pages_of_the_matter_and_of_the_note_fold_the_earlier_ones(client):
    first, second = chased_twice()
    here = first.here
    for url in (first.case.get_absolute_url(), second.get_absolute_url()):
        page = read(client, here.principal, url)
        assert "此前催办1次" in page
        assert page.index(second.letter.full_number) < page.rindex(first.letter.full_number)
    assert "此前催办" not in read(client, here.principal, first.get_absolute_url())


def test_letter_is_called_a_letter_on_its_page(client):
    first, _second = chased_twice()
    b.chase([first.duty], first.here, on=b.RED_ON)
    (letter,) = b.chase([first.duty], first.here, on=b.LETTER_ON)
    assert letter.level == "letter"

    page = read(client, first.here.office, letter.get_absolute_url())
    assert "督促整改函</h2>" in page and "催办单</h2>" not in page
