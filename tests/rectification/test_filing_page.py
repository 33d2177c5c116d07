"""The report is filed whole: while an item lacks an answer the button says so and how many there are (三(三)5)."""

import pytest

from tests.accounts.builders import sign_in
from tests.rectification import builders as b

pytestmark = pytest.mark.django_db


def filing(client, case):
    page = sign_in(client, case.here.principal).get(case.get_absolute_url())
    (button,) = [one for one in page.context["actions"] if one.verb == "case.submit"]
    return button


@pytest.mark.requirement("R66")
def test_button_of_the_report_is_blocked_with_the_number_of_items_without_an_answer(client):
    case = b.signed_case(findings_count=1)
    first, *_others = case.items.all()
    assert filing(client, case).disabled_reason == "还有3项既未填报整改情况也未说明原因"
    b.report_item(first, case.here)

    assert filing(client, case).disabled_reason == "还有2项既未填报整改情况也未说明原因"


def test_it_can_be_pressed_once_each_has_an_answer(client):
    case = b.reported_case(findings_count=1)
    button = filing(client, case)
    assert (button.disabled_reason, button.kind) == ("", "primary")
