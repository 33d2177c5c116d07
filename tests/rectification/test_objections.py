"""The inspected objects to an issued item within the ruleset's days; the committee answers (DESIGN §2)."""

from datetime import date

import pytest

from core.refusals import IllegalMove, NotAllowed
from deadlines.models import Deadline
from inspections import closing
from records.models import IssuedDocument
from records.rendering import compose_document
from rectification.actions import objections
from rectification.models import Objection
from tests.inspections.builders import at_on
from tests.rectification import builders as b

pytestmark = pytest.mark.django_db
# Received on 2026-03-27; the ten days end on Monday 2026-04-06, which is the day off for 清明.
FILED, LAST, TOO_LATE, ANSWERED = date(2026, 3, 30), date(2026, 4, 7), date(2026, 4, 8), date(2026, 4, 10)


def file(case, *, on=FILED, at=None, by=None, item=None):
    return objections.file(
        item=item or case.items.order_by("number").first(), text="该处属相邻街道管辖", by=by or case.here.principal,
        on=on, at=at or at_on(on),
    )  # fmt: skip


def answer(action, objection, here, *, note="经现场核实", on=ANSWERED, by=None):
    return action(objection=objection, note=note, by=by or here.committee, on=on, at=at_on(on))


@pytest.fixture
def case():
    return b.signed_case(findings_count=2)


def test_upheld_the_finding_is_withdrawn_and_nothing_is_owed_for_it(case):
    objection = answer(objections.uphold, file(case), case.here)

    item = b.fresh(objection.item)
    assert item.is_withdrawn
    assert item not in case.items.live()
    assert "异议成立" in _text(objection)


def test_rejected_the_item_stands_and_the_date_too(case):
    item = case.items.order_by("number").first()
    due_on = item.due_on

    objection = answer(objections.reject, file(case), case.here)

    assert (b.fresh(item).due_on, b.fresh(item).is_withdrawn) == (due_on, False)
    assert "异议不成立" in _text(objection)
    assert "连续计算" in _text(objection)


def test_partly_upheld_says_what_is_still_owed(case):
    objection = answer(objections.uphold_partly, file(case), case.here, note="北侧区域不计，其余仍须整改")

    assert objection.outcome == "北侧区域不计，其余仍须整改"
    assert not b.fresh(objection.item).is_withdrawn
    assert "北侧区域不计" in _text(objection)


def _text(objection) -> str:
    document = IssuedDocument.objects.get(pk=objection.letter_id)
    return "".join(block.text for block in compose_document(document.kind, document.data).body)


def test_days_to_object_end_with_the_next_working_day(case):
    assert file(case, on=LAST).status == "filed"


def test_too_late_is_refused_even_with_an_earlier_day_written_on_it(case):
    with pytest.raises(IllegalMove, match="4月7日"):
        file(case, on=LAST, at=at_on(TOO_LATE))


def test_only_a_principal_in_post_objects(case):
    for name in ("clerk", "foreigner"):
        with pytest.raises(NotAllowed):
            file(case, by=case.here.extra[name])


def test_item_is_objected_to_once(case):
    file(case)

    with pytest.raises(IllegalMove, match="已提出过异议"):
        file(case)


def test_answer_is_owed_by_a_day_and_given_with_reasons(case):
    objection = file(case)
    (owed,) = Deadline.objects.open().of(objection)
    # 15 days after 2026-03-30.
    assert (owed.kind, owed.due_on) == ("objection_answer", date(2026, 4, 14))

    with pytest.raises(IllegalMove):
        answer(objections.reject, objection, case.here, note=" ")
    answer(objections.reject, objection, case.here)

    assert not Deadline.objects.open().of(objection).exists()


def test_taken_back_nobody_owes_an_answer_and_it_may_be_filed_again(case):
    objection = file(case)
    objections.take_back(objection=objection, by=case.here.principal, on=FILED, at=at_on(FILED))

    assert not Deadline.objects.open().of(objection).exists()
    assert file(case).status == "filed"


@pytest.mark.requirement("R84")
def test_round_does_not_close_over_an_unanswered_objection(case):
    objection = file(case)
    told = [gap.path for gap in closing.gaps(case.round, ANSWERED)]
    assert objection.get_absolute_url() in told

    answer(objections.reject, objection, case.here)

    assert objection.get_absolute_url() not in [gap.path for gap in closing.gaps(case.round, ANSWERED)]


def test_office_answers_no_objection(case):
    with pytest.raises(NotAllowed):
        answer(objections.reject, file(case), case.here, by=case.here.office)
    assert Objection.objects.get().status == "filed"
