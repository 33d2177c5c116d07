"""Who looks for a body by the name it bore before finds what is kept under its present one."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse

from accounts.actions import units
from tests.accounts.builders import security_admin, sign_in
from tests.inspections.builders import at_on
from tests.rectification import builders as b

pytestmark = pytest.mark.django_db
OLD, NEW = "兴仁街道办事处", "东城街道办事处"


@pytest.fixture
def here():
    case = b.signed_case()
    unit = case.here.subdistrict
    units.edit_unit(unit=unit, by=security_admin(), at=at_on(b.SIGNED), name=NEW, short_name="东城街道")
    return case.here


@pytest.mark.parametrize("path", [
    "inspections:round-list", "rectification:case-list", "rectification:item-list", "deadlines:deadline-list",
    "records:document-list", "planning:unit-list", "inspections:finding-overview",
])  # fmt: skip
@pytest.mark.parametrize("words", [OLD, NEW, "兴仁", "东城"])
def test_unit_is_found_by_its_old_and_its_new_name(client, here, path, words):
    finding = here.subdistrict.rounds.get().findings.first()
    type(finding).objects.filter(pk=finding.pk).update(unit=here.subdistrict, enterprise=None)
    everything = {"signal": "all"} if path.startswith("deadlines") else {}
    sign_in(client, here.office)

    def found(**query):
        page = client.get(f"{reverse(path)}?{urlencode(everything | query)}")
        return page.context["page_obj"].paginator.count

    assert found(q=words) > 0
    assert found(q="从未有过的名称") == 0


def test_register_of_units_knows_the_old_names(client, here):
    sign_in(client, security_admin())

    page = client.get(f"{reverse('accounts:unit-list')}?{urlencode({'q': '兴仁'})}")

    assert [one.name for one in page.context["object_list"]] == [NEW]
