"""What lists keep of the round beside their rows: right from birth, and a wrong one is found and mended."""

import json

import pytest
from django.core.management import CommandError, call_command

from inspections.actions import findings
from inspections.copies import wrong_copies as wrong_findings
from inspections.models import Finding
from rectification.actions import hand_offs
from rectification.copies import wrong_copies as wrong_items
from rectification.models import Classification, RectificationItem
from tests.inspections.builders import at_on
from tests.rectification.builders import ISSUED, issued_case
from tests.rectification.hand_offs import builders as h

pytestmark = pytest.mark.django_db(transaction=True)


def check(capsys) -> dict:
    with pytest.raises(CommandError):
        call_command("rebuild_copies", check=True)
    return json.loads(capsys.readouterr().out)


def mended(capsys, kind, row, **wrong):
    """The row, all right before, after something wrong was written into it, told of and mended."""
    call_command("rebuild_copies", check=True)
    capsys.readouterr()
    type(row).objects.filter(pk=row.pk).update(**wrong)
    assert check(capsys)["bad"] == [{"kind": kind, "id": str(row.pk)}]
    call_command("rebuild_copies")
    row.refresh_from_db()
    return row


def test_copies_are_right_from_birth(capsys):
    case = issued_case()

    call_command("rebuild_copies", check=True)

    assert json.loads(capsys.readouterr().out)["bad"] == []
    assert {item.year for item in case.items.all()} == {case.round.year}
    assert {item.issued_on for item in case.items.all()} == {case.issued_on}


@pytest.mark.parametrize("field", ["year", "round_from_on", "subdistrict", "is_apart"])
def test_a_wrong_copy_on_a_finding_is_found_and_mended(capsys, field):
    case = issued_case()
    finding = Finding.objects.filter(round=case.round).first()
    other = {
        "year": 1999, "round_from_on": "1999-01-01", "subdistrict": case.here.office.unit, "is_apart": True,
    }  # fmt: skip
    Finding.objects.filter(pk=finding.pk).update(**{field: other[field]})

    assert check(capsys)["bad"] == [{"kind": "finding", "id": str(finding.pk)}]
    call_command("rebuild_copies")

    assert not wrong_findings().exists()


@pytest.mark.parametrize("field", ["year", "issued_on", "subdistrict", "is_withdrawn"])
def test_a_wrong_copy_on_an_item_is_found_and_mended(capsys, field):
    case = issued_case()
    item = case.items.first()
    other = {"year": 1999, "issued_on": "1999-01-01", "subdistrict": case.here.office.unit, "is_withdrawn": True}
    RectificationItem.objects.filter(pk=item.pk).update(**{field: other[field]})

    assert check(capsys)["bad"] == [{"kind": "item", "id": str(item.pk)}]
    call_command("rebuild_copies")

    assert not wrong_items().exists()


def test_an_item_says_that_its_finding_was_withdrawn(capsys):
    """It counts nowhere from then on; where it says otherwise, that is found and mended."""
    case = issued_case()
    item = case.items.first()
    findings.revoke(finding=item.finding, reason="异议成立", by=case.here.committee, on=ISSUED, at=at_on(ISSUED))

    assert list(case.items.exclude(pk__in=case.items.live())) == [item]
    assert mended(capsys, "item", item, is_withdrawn=False).is_withdrawn


def test_a_matter_is_kept_as_loose_until_it_is_in_a_live_hand_off(capsys):
    """Drafted, discarded, drafted anew: what is kept is what counting says, and a wrong one is found and mended."""
    hand_off = h.drafted()
    matter = Classification.objects.get(finding=hand_off.lines.first().finding)
    assert not matter.is_loose
    discard = {"reason": "重复", "by": hand_off.here.office, "on": h.SORTED, "at": at_on(h.SORTED)}
    hand_offs.discard(hand_off=hand_off, **discard)
    matter.refresh_from_db()
    assert matter.is_loose

    assert mended(capsys, "matter", matter, is_loose=False).is_loose


def test_an_item_out_of_its_units_scope_is_found(capsys):
    item = issued_case().items.first()
    RectificationItem.objects.filter(pk=item.pk).update(scope=item.case.round.scope)

    assert check(capsys)["bad"] == [{"kind": "item in a scope", "id": str(item.pk)}]


def test_a_round_out_of_the_scope_of_its_entry_is_found(capsys):
    case = issued_case()
    type(case.round).objects.filter(pk=case.round.pk).update(scope=case.scope)

    assert {"kind": "round in a scope", "id": str(case.round.pk)} in check(capsys)["bad"]
