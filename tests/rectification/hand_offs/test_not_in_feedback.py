"""What a department fell short in goes out by hand-off: the subdistrict neither reads nor rectifies it (DESIGN §2)."""

import pytest

from rectification.actions import cases
from rectification.queries.matters import must_be_handed_off
from tests.inspections.builders import at_on
from tests.rectification.builders import ISSUED
from tests.rectification.hand_offs import builders as b

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R60")]


def test_department_finding_is_reported_and_handed_off_and_is_no_item_of_the_subdistrict():
    round_ = b.approved_round()
    neglect = round_.here.extra["neglect"]

    report = round_.report.snapshot["report"]
    case = cases.issue_feedback(round=round_, by=round_.here.office, on=ISSUED, at=at_on(ISSUED))

    reported = next(line for line in report["findings"] if line["text"] == b.NEGLECT)
    assert reported["due"] == "移交办理"
    assert round_.report.snapshot["counts"]["problem"] == 1
    assert b.NEGLECT not in str(round_.report.snapshot["feedback"]) + str(case.feedback.data)
    assert not case.items.filter(finding=neglect).exists()
    assert [item.number for item in case.items.order_by("number")] == [1, 2, 3]
    assert neglect in must_be_handed_off(round_.findings.all())
