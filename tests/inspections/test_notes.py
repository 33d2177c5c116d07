"""Fieldwork by method and topic, and what is covered (R43, R48–R53)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from core.refusals import IllegalMove, NotAllowed
from inspections.actions import notes
from inspections.forms.notes import NoteForm
from inspections.papers.method_names import used_names
from inspections.papers.report import activities_of
from inspections.presenters.rounds import what_is_missing
from inspections.queries.coverage import coverage_of, methods_used
from tests.inspections.builders import ENDED, ENTERED, add_finding, at_on, ended_round, notified_round, on_site_round

pytestmark = pytest.mark.django_db


def record(round_, *, by=None, on=ENTERED, at=None, **facts):
    facts = {"method_number": 3, "topic_number": 2, "text": "调阅会议记录12份。"} | facts
    return notes.record(round=round_, by=by or round_.here.member, on=on, at=at_on(at or on), **facts)


@pytest.mark.requirement("R48")
@pytest.mark.requirement("R50")
def test_member_records_what_was_done():
    round_ = on_site_round()
    note = record(round_, place="兴仁街道", people="王主任")
    assert (note.happened_on, note.method_number, note.topic_number) == (ENTERED, 3, 2)


@pytest.mark.parametrize("who", ["stranger", "office", "committee", "principal"])
def test_notes_are_the_teams(who):
    round_ = on_site_round()
    with pytest.raises(NotAllowed):
        record(round_, by=getattr(round_.here, who))


@pytest.mark.requirement("R32")
def test_removed_member_records_nothing_from_that_day():
    round_ = on_site_round()
    round_.team.memberships.filter(role="member").update(to_on=ENTERED)
    with pytest.raises(NotAllowed):
        record(round_)


@pytest.mark.parametrize(
    ("on", "at"),
    [(ENTERED - timedelta(days=1), ENTERED), (ENTERED + timedelta(days=2), ENTERED + timedelta(days=1))],
)
def test_day_before_entry_or_to_come_is_refused(on, at):
    with pytest.raises(IllegalMove):
        record(on_site_round(), on=on, at=at)


@pytest.mark.parametrize("facts", [{"method_number": 7}, {"topic_number": 10}, {"text": " "}])
def test_unknown_method_topic_or_no_text_is_refused(facts):
    with pytest.raises(IllegalMove):
        record(on_site_round(), **facts)


@pytest.mark.parametrize("builder", [notified_round, ended_round])
def test_notes_belong_to_the_days_on_site(builder):
    with pytest.raises(IllegalMove):
        record(builder(), on=ENDED)


@pytest.mark.requirement("R49")
@pytest.mark.requirement("R55")
def test_methods_are_counted_and_none_is_mandatory():
    round_ = on_site_round()
    record(round_, method_number=1)
    record(round_, method_number=3)
    record(round_, method_number=3)
    assert [method.notes for method in methods_used(round_)] == [1, 0, 2, 0, 0, 0]


@pytest.mark.requirement("R43")
def test_coverage_counts_notes_findings_and_reasons():
    round_ = on_site_round()
    record(round_, topic_number=2)
    add_finding(round_, topic_number=5)
    add_finding(round_, kind="lead", topic_number=6)
    notes.leave_out(round=round_, topic_number=8, reason="辖区近年无事故", by=round_.here.member, at=at_on(ENTERED))

    topics = {topic.number: topic for topic in coverage_of(round_)}

    assert [number for number, topic in topics.items() if topic.is_covered] == [2, 5]
    assert topics[8].reason == "辖区近年无事故"
    assert [number for number, topic in topics.items() if topic.is_answered] == [2, 5, 8]


@pytest.mark.requirement("R43")
def test_what_is_missing_names_the_open_topics():
    round_ = on_site_round()
    record(round_, topic_number=2)
    words = what_is_missing(round_, ENTERED)[0].text
    assert "3. 内容3" in words
    assert "2. 内容2" not in words


def test_second_reason_replaces_the_first():
    round_ = on_site_round()
    for reason in ("无", "辖区无此类情况"):
        notes.leave_out(round=round_, topic_number=8, reason=reason, by=round_.here.leader, at=at_on(ENTERED))
    assert round_.topic_reasons.get().reason == "辖区无此类情况"


def test_reason_must_say_something():
    round_ = on_site_round()
    with pytest.raises(IllegalMove):
        notes.leave_out(round=round_, topic_number=8, reason=" ", by=round_.here.leader, at=at_on(ENTERED))


def test_coverage_asks_the_database_the_same_whatever_the_number(django_assert_num_queries):
    round_ = on_site_round()
    round_.ruleset  # noqa: B018  loaded with the round on every page
    with django_assert_num_queries(4):
        coverage_of(round_)
    for _number in range(20):
        record(round_)
    with django_assert_num_queries(4):
        coverage_of(round_)


def test_papers_called_up_and_letters_taken_are_counted_apart():
    round_ = on_site_round()
    round_.ruleset.methods.filter(number=3).update(short="调阅资料、受理来信来电")
    record(round_, method_number=3, method_part=1)
    record(round_, method_number=3, method_part=2)
    record(round_, method_number=3, method_part=2)
    record(round_, method_number=3)

    assert methods_used(round_)[2].parts == (("调阅资料、受理来信来电", 1), ("调阅资料", 1), ("受理来信来电", 2))
    told = [(one["label"], one["count"]) for one in activities_of(round_)]
    assert told == [("调阅资料、受理来信来电", 1), ("调阅资料", 1), ("受理来信来电", 2)]


def test_report_names_of_a_method_only_what_was_used():
    round_ = on_site_round()
    round_.ruleset.methods.filter(number=3).update(short="调阅资料、受理来信来电")
    record(round_, method_number=3, method_part=1)
    assert used_names(methods_used(round_)) == ["调阅资料"]
    record(round_, method_number=3)
    assert used_names(methods_used(round_)) == ["调阅资料、受理来信来电"]


def test_page_counts_the_records_of_a_method(client):
    round_ = on_site_round()
    record(round_, method_number=1)
    client.force_login(round_.here.member)
    page = client.get(reverse("inspections:note-list", args=[round_.pk])).content.decode()
    assert "1次" in page and "催办" not in page.split("巡查方式运用情况")[1]


def test_part_that_a_method_does_not_have_is_refused():
    with pytest.raises(IllegalMove, match="没有这一部分"):
        record(on_site_round(), method_number=1, method_part=2)


@pytest.mark.parametrize(("chosen", "part"), [("3.2", 2), ("3", 0), ("1", 0)])
def test_form_asks_for_the_part_of_a_method(chosen, part):
    ruleset = on_site_round().ruleset
    ruleset.methods.filter(number=3).update(short="调阅资料、受理来信来电")
    data = {"on": ENTERED.isoformat(), "method_number": chosen, "text": "受理来电1件"}

    form = NoteForm(data, ruleset=ruleset)

    assert form.is_valid(), form.errors
    assert (form.cleaned_data["method_number"], form.cleaned_data["method_part"]) == (int(chosen[0]), part)
    assert ("3.2", "3. 受理来信来电") in form.fields["method_number"].choices
    assert not NoteForm(data | {"method_number": "3.3"}, ruleset=ruleset).is_valid()
