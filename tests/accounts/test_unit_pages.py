"""What the pages of units show of names and of principals (R5)."""
# ruff: noqa: F811  fixtures are arguments

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.html import strip_tags

from accounts.actions.terms import begin_term
from accounts.roles import Role
from tests.accounts.builders import AT, person, security_admin, unit
from tests.accounts.managing import admin, subdistrict, url  # noqa: F401  fixtures among them

pytestmark = pytest.mark.django_db


def rows(page) -> list[list[str]]:
    """The words of each row of the page's tables, cell by cell."""
    bodies = page.content.decode().split("<tbody>")[1:]
    found = [row.split("</td>") for body in bodies for row in body.split("</tbody>")[0].split("</tr>")]
    return [[strip_tags(cell).strip() for cell in row[:-1]] for row in found if len(row) > 1]


def test_short_name_stands_beside_a_name_that_is_longer(admin):
    unit("department", "测试应急管理局", short_name="应急局")
    unit("department", "测试审计局", short_name="测试审计局")

    names = [cells[0] for cells in rows(admin.get(url("unit-list")))]

    assert names == ["测试审计局", "测试应急管理局 应急局"]


@pytest.mark.requirement("R5")
def test_term_says_who_is_in_post_who_comes_and_who_left(admin, subdistrict):
    today = timezone.localdate()
    user = person(Role.SUBDISTRICT, subdistrict, "jiang", full_name="蒋书记")
    spans = [
        ("蒋书记", user, "party_secretary", today - timedelta(days=400), None),
        ("方主任", None, "office_director", today + timedelta(days=30), None),
        ("何主任", None, "office_director", today - timedelta(days=400), today - timedelta(days=1)),
    ]
    for name, account, post, from_on, to_on in spans:
        begin_term(
            unit=subdistrict, user=account, full_name=name, post=post, from_on=from_on, to_on=to_on,
            by=security_admin(), at=AT,
        )  # fmt: skip

    page = admin.get(url("unit-detail", subdistrict))

    told = {cells[0]: cells[2:] for cells in rows(page) if len(cells) == 7}
    assert told == {
        "蒋书记": ["jiang", str(spans[0][3]), "—", "在任", "登记离任"],
        "方主任": ["—", str(spans[1][3]), "—", "尚未到任", "登记离任"],
        "何主任": ["—", str(spans[2][3]), str(spans[2][4]), "已离任", "—"],
    }
    left = subdistrict.terms.get(full_name="何主任")
    assert url("term-end", left) not in page.content.decode()
