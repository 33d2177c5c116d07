"""Pages of assessment, copies and announcements, and their part of the page of a round."""

import pytest
from django.urls import reverse

from core.work import tasks_for
from rectification.actions import announcements, assessments, copy_letters
from rectification.contributions.results import next_step
from rectification.models import Assessment
from rectification.queries.assessments import cases_of, edition_of
from rectification.scenes import results as steps
from tests.accounts.builders import sign_in
from tests.inspections.builders import at_on
from tests.records.builders import upload
from tests.rectification.results import builders as b

pytestmark = pytest.mark.django_db


def when(day=b.ANNOUNCED):
    return {"on": day, "at": at_on(day)}


def page(client, user, thing) -> str:
    user.__dict__.pop("access", None)
    answer = sign_in(client, user).get(thing.get_absolute_url())
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.requirement("R70")
def test_score_stands_above_its_formula(client):
    one = b.told()

    for user in (one.here.office, one.here.principal):
        text = page(client, user, one)
        assert text.index("得分计算") < text.index("考核得分＝100－0.1×")
        assert "整改率＝已销号事项数÷应整改事项数" in text


def test_edition_that_counts_nothing_says_so(client):
    one = b.drafted()
    type(one.ruleset).objects.update(**dict.fromkeys(one.ruleset.SCORES, 0))
    assert "不计任何扣分项" in page(client, one.here.office, one)


@pytest.mark.parametrize("build", [b.drafted, b.told, b.locked])
def test_assessment_in_each_state(client, build):
    one = build()
    assert "考核" in page(client, one.here.office, one)


def test_answered_objection_is_told(client):
    one = b.told()
    here = one.here
    one = assessments.file_objection(assessment=one, objection="数据有误", by=here.principal, **when(b.AGREED))
    assert "答复异议" in page(client, here.committee, one)
    one = assessments.answer(
        assessment=one, outcome="upheld", adjustment=2, note="属实", by=here.committee, **when(b.AGREED)
    )
    text = page(client, here.principal, one)
    assert "数据有误" in text and "属实" in text and "成立" in text


@pytest.mark.requirement("R71")
def test_list_of_copies_finds_those_whose_receipt_is_missing(client):
    first, second = b.copied()
    copy_letters.receive(copy=first, by=first.here.extra["partymass"], **when(b.COPIED))
    sign_in(client, first.here.office)

    text = client.get(reverse("rectification:copy-list"), {"state": "missing"}).content.decode()

    assert second.letter.full_number in text and first.letter.full_number not in text


@pytest.mark.parametrize("query", [{"q": "兴仁"}, {"q": "9999"}, {"state": "sent"}, {"unit": ""}])
def test_copies_are_searched(client, query):
    first, _second = b.copied()
    text = sign_in(client, first.here.office).get(reverse("rectification:copy-list"), query).content.decode()
    assert (first.letter.full_number in text) is (query != {"q": "9999"})


def test_body_reads_its_copy_and_its_paper(client):
    first, second = b.copied()
    reader = first.here.extra["partymass"]
    assert "签收抄送函" in page(client, reader, first)
    assert client.get(second.get_absolute_url()).status_code == 404
    assert "全部单位" not in client.get(reverse("rectification:copy-list")).content.decode()
    assert {task.label for task in tasks_for(reader, today=b.COPIED)} == {str(first)}


def test_receipt_on_paper_is_shown(client):
    copy = b.copied()[0]
    office = copy.here.office
    copy = copy_letters.record_receipt(
        copy=copy, signed_by="收发员", receipt=upload(name="回执.pdf"), by=office, **when(b.COPIED)
    )
    text = page(client, office, copy)
    assert "收发员" in text and "回执.pdf" in text


def test_announcement_shows_before_and_after(client):
    one = b.composed()
    here = one.here
    assert "清单为空" in page(client, here.office, one)
    announcements.list_words(announcement=one, words="巡查组", kind="own", by=here.office, **when())
    one = b.fresh(one)
    assert "<mark>巡查组</mark>" in page(client, here.office, one) and "仍在正文中" in page(client, here.office, one)
    announcements.keep_word(redaction=one.redactions.get(), reason="机构名称", by=here.office, **when())
    assert "机构名称" in page(client, here.office, b.fresh(one))


def test_announcement_in_each_later_state(client):
    one = b.approved()
    here = one.here
    assert "尚未发布" in page(client, here.office, one)
    text = page(client, here.principal, one)
    assert "脱敏" not in text and "一、巡查概况" in text
    one = steps.published(here, one, on=b.ANNOUNCED, medium="website", url="https://example.invalid/x")
    one = steps.published(here, one, on=b.ANNOUNCED)
    assert "https://example.invalid/x" in page(client, here.office, one)
    one = announcements.withdraw(announcement=one, reason="有误", by=here.office, **when())
    assert "起草更正公告" in page(client, here.office, one)
    new = announcements.correct(announcement=one, reason="数字有误", by=here.office, **when())
    assert "数字有误" in page(client, here.office, new)
    new = steps.submitted(here, new, on=b.ANNOUNCED)
    assert "批准公告" in page(client, here.committee, new)


@pytest.mark.parametrize("name", ["assessment", "copy", "announcement"])
def test_empty_lists_and_files(client, name):
    case = b.accepted()
    sign_in(client, case.here.office)
    address = reverse(f"rectification:{name}-list")
    assert client.get(address).status_code == 200
    assert client.get(address, {"export": "csv"}).status_code == 200


@pytest.mark.parametrize("name", ["assessment", "copy", "announcement"])
def test_lists_cost_what_is_allowed(client, name, django_assert_max_num_queries):
    first, _second = b.copied()
    steps.composed(first.here, first.case.round, "feedback", on=b.ANNOUNCED)
    sign_in(client, first.here.office)
    with django_assert_max_num_queries(12):
        client.get(reverse(f"rectification:{name}-list"))


@pytest.mark.parametrize(
    ("query", "found"), [({"q": "反馈"}, True), ({"q": "12345"}, False), ({"part": "feedback"}, True)]
)
def test_announcements_are_searched(client, query, found):
    one = b.approved()
    text = sign_in(client, one.here.office).get(reverse("rectification:announcement-list"), query).content.decode()
    assert (one.get_absolute_url() in text) is found


def test_round_shows_its_results_and_what_comes_next(client):
    case = b.accepted()
    here, round_ = case.here, case.round
    text = page(client, here.office, round_)
    assert "巡查结果运用" in text and "尚未核算" in text and "尚未抄送" in text
    steps.assessed(here, round_, by=here.principal, on=b.LOCKED)
    assert "将巡查结果抄送两个单位" in page(client, here.office, round_)
    copies = steps.copied(here, round_, on=b.COPIED)
    assert "向社会公告" in page(client, here.office, round_)
    steps.announced(here, round_, ["feedback", "rectification"], on=b.ANNOUNCED)
    assert "签收抄送函" in page(client, here.office, round_)
    for copy in copies:
        steps.receipt_on_paper(here, copy, on=b.ANNOUNCED)
    assert "办结本次巡查" in page(client, here.office, round_)
    assert "巡查结果运用" not in page(client, here.leader, round_)


def test_round_that_is_not_counted_yet_says_so(client):
    one = b.locked()
    Assessment.objects.update(rounds=[])
    text = page(client, one.here.office, one.case.round)
    assert "尚未计入本次巡查" in text and "办理异议并锁定考核" in text


def test_work_waits_for_whom_it_concerns():
    case = b.accepted()
    here = case.here

    def labels(user, day=b.COPIED):
        user.__dict__.pop("access", None)
        return {str(task.verb) for task in tasks_for(user, today=day)}

    assert {"核算考核得分", "起草公告"} <= labels(here.office)
    one = steps.told(here, steps.drafted(here, case.round, on=b.TOLD), on=b.TOLD)
    assert "核对考核得分，有异议按期提出" in labels(here.principal)
    assert "锁定考核" not in labels(here.committee, b.OBJECT_BY)
    steps.locked(here, steps.agreed(here, one, by=here.principal, on=b.AGREED), on=b.LOCKED)
    assert "抄送结果" in labels(here.office)
    steps.copied(here, case.round, on=b.COPIED)
    assert "抄送函逾期未签收" in labels(here.office, b.RECEIPT_BY.replace(day=9))
    assert edition_of(cases_of(one.unit, one.year)) == one.ruleset


def test_forms_are_shown(client):
    one = b.told()
    round_, here = one.case.round, one.here
    draft = steps.composed(here, round_, "feedback", on=b.ANNOUNCED)
    for user, name, pk in (
        (here.office, "announcement-draft", round_.pk),
        (here.office, "announcement-edit", draft.pk),
        (here.office, "announcement-list-words", draft.pk),
        (here.committee, "assessment-lock", one.pk),
        (here.principal, "assessment-object", one.pk),
    ):
        answer = sign_in(client, user).get(reverse(f"rectification:{name}", args=[pk]))
        assert answer.status_code == 200, name


def test_copies_are_sent_by_their_form(client):
    one = b.locked()
    address = reverse("rectification:copy-send", args=[one.case.round.pk])
    sign_in(client, one.here.office)
    assert "区党群工作部" in client.get(address).content.decode()
    answer = client.post(address, {"on": str(b.COPIED), "suggestions": "纳入年度考核"})
    assert answer.status_code == 302 and answer.url.endswith("#results")


def test_next_step_of_the_round_names_whoever_the_assessment_waits_for():
    one = b.drafted()
    round_, office = one.case.round, one.here.office
    assert str(next_step(round_, office).who) == "安委办"

    steps.told(one.here, one, on=b.TOLD)
    assert str(next_step(round_, office).who) == f"{one.case.unit.short_name}、安委会"
