"""A later day than a date that the text does not fix: asked before it passes, decided by the committee (DESIGN §2)."""

from datetime import date

import pytest

from accounts.roles import Role
from core.refusals import IllegalMove, NotAllowed
from deadlines.models import Deadline
from records.models import IssuedDocument
from rectification.actions import cases, extensions
from rectification.models import Extension
from tests.accounts import builders as people
from tests.inspections.builders import at_on
from tests.rectification import builders as b

pytestmark = pytest.mark.django_db
OWN, LATER, GIVEN = date(2026, 7, 1), date(2026, 8, 1), date(2026, 7, 20)
ASKED, ANSWERED = date(2026, 6, 20), date(2026, 6, 25)


def dated_item():
    """Returned by the committee with a date of its own, the whole under review no more."""
    case = b.submitted_case(findings_count=1)
    here = case.here
    item = b.return_item(case.items.first(), here, due_on=OWN)
    cases.return_(case=case, note="补充整改", by=here.committee, on=b.DECIDED, at=at_on(b.DECIDED))
    return here, b.fresh(item)


def ask(here, item, *, until_on=LATER, on=ASKED, at=None, by=None):
    return extensions.request(
        item=item, until_on=until_on, reason="设备需定制", by=by or here.extra["clerk"], on=on, at=at or at_on(on)
    )


def grant(here, extension, *, until_on=GIVEN, by=None, on=ANSWERED):
    return extensions.grant(
        extension=extension, granted_until_on=until_on, by=by or here.committee, on=on, at=at_on(on)
    )


def test_granted_day_is_the_one_that_counts_and_the_form_bears_both():
    here, item = dated_item()

    extension = grant(here, ask(here, item))

    assert b.fresh(item).due_on == GIVEN
    deadline = Deadline.objects.get(pk=item.deadline_id)
    assert (deadline.extended_from_on, deadline.is_open) == (OWN, True)
    data = IssuedDocument.objects.get(pk=extension.form_id).data
    assert (data["due_on"], data["until_on"], data["granted_until_on"]) == ("2026-07-01", "2026-08-01", "2026-07-20")


def test_pending_moves_no_date_and_refused_leaves_it():
    here, item = dated_item()
    extension = ask(here, item)
    assert b.fresh(item).due_on == OWN

    refused = extensions.refuse(
        extension=extension, note="风险较高", by=here.committee, on=ANSWERED, at=at_on(ANSWERED)
    )

    assert b.fresh(item).due_on == OWN
    assert refused.status == "refused"
    assert IssuedDocument.objects.get(pk=refused.form_id).data["granted_until_on"] is None


@pytest.mark.requirement("R66")
def test_two_months_never_move():
    case = b.signed_case(findings_count=1)
    item = case.items.first()

    with pytest.raises(IllegalMove, match="三（三）5"):
        ask(case.here, item, on=b.REPORTED, until_on=LATER)
    with pytest.raises(IllegalMove, match="三（三）5"):
        extensions.request_resubmission(
            case=case, until_on=LATER, reason="设备需定制", by=case.here.extra["clerk"], on=b.REPORTED,
            at=at_on(b.REPORTED),
        )  # fmt: skip
    assert not Extension.objects.exists()


def test_resubmission_of_what_was_returned_may_move():
    case = b.returned_case()
    here, until = case.here, date(2026, 9, 1)
    day = case.resubmission.due_on

    extension = extensions.request_resubmission(
        case=case, until_on=until, reason="设备需定制", by=here.extra["clerk"], on=day, at=at_on(day)
    )
    grant(here, extension, until_on=until, on=day)

    assert Deadline.objects.get(pk=case.resubmission_id).due_on == until
    assert {item.due_on for item in case.items.unfinished()} == {until}


def test_after_the_date_nothing_is_asked_for_even_with_an_earlier_day_written_on_it():
    here, item = dated_item()

    with pytest.raises(IllegalMove, match="届满"):
        ask(here, item, on=OWN, at=at_on(date(2026, 7, 2)))


@pytest.mark.parametrize("until_on", [OWN, date(2026, 6, 30)])
def test_day_asked_for_is_later(until_on):
    here, item = dated_item()

    with pytest.raises(IllegalMove, match="晚于现在的到期日"):
        ask(here, item, until_on=until_on)


def test_no_later_day_is_given_than_was_asked_for():
    here, item = dated_item()

    with pytest.raises(IllegalMove, match="不能批准更晚"):
        grant(here, ask(here, item), until_on=date(2026, 8, 2))
    assert b.fresh(item).due_on == OWN


def test_asked_twice_is_refused_until_decided():
    here, item = dated_item()
    ask(here, item)

    with pytest.raises(IllegalMove, match="尚未审批"):
        ask(here, item)


def test_done_meanwhile_needs_no_later_day():
    here, item = dated_item()
    extension = ask(here, item)
    b.report_item(item, here, on=ANSWERED)

    with pytest.raises(IllegalMove, match="无需再延期"):
        grant(here, extension)
    assert b.fresh(extension).is_moot
    assert not Extension.objects.pending().exists()


def test_office_grants_nothing_and_another_subdistrict_asks_for_nothing():
    here, item = dated_item()
    extension = ask(here, item)

    with pytest.raises(NotAllowed):
        grant(here, extension, by=people.person(Role.OFFICE, None, "office-x"))
    with pytest.raises(NotAllowed):
        ask(here, item, by=here.extra["foreigner"])


def test_taken_back_it_may_be_asked_for_again():
    here, item = dated_item()
    extensions.take_back(extension=ask(here, item), by=here.extra["clerk"], on=ASKED, at=at_on(ASKED))

    assert ask(here, item).status == "requested"
