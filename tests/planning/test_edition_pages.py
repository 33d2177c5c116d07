"""The pages and forms of an edition of the regulation."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from core.work import tasks_for
from planning.actions import rulesets
from planning.models import Ruleset
from tests.accounts.builders import sign_in
from tests.planning import builders as build
from tests.planning.builders import APPROVED, DRAFTED, PROPOSED, at_on, on

NEW = date(2026, 6, 1)


def address(verb, ruleset) -> str:
    return reverse(f"planning:ruleset-{verb}", args=[ruleset.pk])


def opened(client, user, url) -> str:
    return sign_in(client, user).get(url).content.decode()


def typed(client, url) -> dict:
    """What the form of this page begins with, as a browser would send it."""
    form = client.get(url).context["form"]
    data = {}
    for field in form:
        value = field.value()
        if isinstance(value, bool):
            data |= {field.html_name: "on"} if value else {}
        elif value is not None:
            data[field.html_name] = value.isoformat() if isinstance(value, date) else value
    return data


def at_work(client, user, url, **changes):
    sign_in(client, user)
    return client.post(url, typed(client, url) | changes)


def test_page_of_the_edition_in_force_offers_a_new_one_to_the_office_alone(here, client):
    assert "起草新版本" in opened(client, here.office, here.ruleset.get_absolute_url())
    assert "起草新版本" not in opened(client, here.committee, here.ruleset.get_absolute_url())


def test_form_as_it_opens_can_be_saved_and_changes_nothing(here, client):
    draft = build.drafted_edition(here)

    for verb in ("edit", "edit-topics", "edit-methods"):
        assert at_work(client, here.office, address(verb, draft)).status_code == 302

    assert "尚未修改任何内容" in opened(client, here.office, draft.get_absolute_url())


def test_numbers_are_saved_with_their_clauses(here, client):
    draft = build.drafted_edition(here)
    changes = {"notice_days": "5", "clause_notice_days": "三（三）1", "ladder": "10、3，0；-2", "min_teams": "2"}

    assert at_work(client, here.office, address("edit", draft), **changes).status_code == 302

    draft.refresh_from_db()
    assert (draft.notice_days, draft.clauses["notice_days"], draft.ladder) == (5, "三(三)1", [10, 3, 0, -2])
    page = opened(client, here.office, draft.get_absolute_url())
    assert "5日" in page and "本制度未规定" in page


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"report_days": "0"}, "report_days"),
        ({"min_teams": "3"}, "max_teams"),
        ({"ladder": "三天"}, "ladder"),
        ({"ladder": "99"}, "ladder"),
        ({"leader_ranks": []}, "leader_ranks"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(here, client, changes, field):
    draft = build.drafted_edition(here)

    response = at_work(client, here.office, address("edit", draft), **changes)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert f'href="#id_{field}"' in response.content.decode()


def test_topic_is_added_and_one_is_emptied(here, client):
    draft = build.drafted_edition(here)
    empty = {"short-9": "", "text-9": "", "checkpoints-9": ""}
    added = {"short-10": "新增内容", "text-10": "新增内容的原文。", "checkpoints-10": "要点一\r\n要点二"}

    assert at_work(client, here.office, address("edit-topics", draft), **empty, **added).status_code == 302

    last = draft.topics.last()
    assert (last.number, last.short, last.checkpoint_list) == (9, "新增内容", ["要点一", "要点二"])
    page = opened(client, here.office, draft.get_absolute_url())
    assert "<li>要点二</li>" in page and "<mark>" in page


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"text-2": " "}, "text-2"), ({"short-7": "只有简称"}, "text-7"), ({"text-8": "只有原文"}, "short-8")],
)
def test_half_an_entry_is_named_at_its_field(here, client, changes, field):
    draft = build.drafted_edition(here)

    response = at_work(client, here.office, address("edit-methods", draft), **changes)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]


def test_list_is_never_emptied(here, client):
    draft = build.drafted_edition(here)
    names = [name for number in range(1, 7) for name in (f"short-{number}", f"text-{number}")]

    response = at_work(client, here.office, address("edit-methods", draft), **dict.fromkeys(names, ""))

    assert list(response.context["form"].errors) == ["short-1"]
    assert draft.methods.count() == 6


def test_committee_approves_with_the_day_on_the_form(here, client):
    draft = build.submitted_edition(here, effective_on=NEW)
    assert [str(task.verb) for task in tasks_for(here.committee, today=APPROVED) if "/rules/" in task.url] == [
        "审批制度版本"
    ]

    with time_machine.travel(at_on(APPROVED), tick=False):
        response = at_work(client, here.committee, address("approve", draft))
        page = opened(client, here.clerk, draft.get_absolute_url())

    assert response.status_code == 302
    assert Ruleset.objects.get(pk=draft.pk).effective_on == NEW
    assert "已批准，待施行" in page and "2026年6月1日" in page


def test_day_of_an_approval_that_comes_late_is_today(here, client):
    draft = build.submitted_edition(here, effective_on=DRAFTED)

    with time_machine.travel(at_on(APPROVED), tick=False):
        sign_in(client, here.committee)
        assert client.get(address("approve", draft)).context["form"]["effective_on"].value() == APPROVED


@pytest.mark.requirement("R1")
def test_list_tells_where_each_edition_stands_by_the_day(here, client):
    edition = build.approved_edition(here, effective_on=NEW)
    url = reverse("planning:ruleset-list")

    with time_machine.travel(at_on(date(2026, 5, 31)), tick=False):
        before = opened(client, here.clerk, url)
    with time_machine.travel(at_on(NEW), tick=False):
        after = opened(client, here.clerk, url)
        old = opened(client, here.clerk, here.ruleset.get_absolute_url())

    assert "已批准，待施行" in before and "2026-05-31" in before and "施行中" in before
    assert "已被替代" in after and "已批准，待施行" not in after
    assert "本版本施行至2026年5月31日" in old
    assert edition.get_absolute_url() in after


def test_page_tells_each_state(here, client):
    draft = rulesets.revise(ruleset=here.ruleset, reason="领导职务变动", by=here.office, **on(DRAFTED))
    page = opened(client, here.office, draft.get_absolute_url())
    assert "未填写发文字号" in page and "未填写拟施行日期" in page and "领导职务变动" in page

    rulesets.edit(ruleset=draft, document_number="1号", effective_on=NEW, by=here.office, **on(DRAFTED))
    rulesets.submit(ruleset=draft, by=here.office, **on(PROPOSED))
    assert "审批并确定施行日期" in opened(client, here.committee, draft.get_absolute_url())

    rulesets.return_(ruleset=draft, note="应写全称", by=here.committee, **on(PROPOSED))
    assert "应写全称" in opened(client, here.office, draft.get_absolute_url())

    rulesets.discard(ruleset=draft, reason="暂缓", by=here.office, **on(PROPOSED))
    gone = opened(client, here.office, draft.get_absolute_url())
    assert "已作废" in gone and "暂缓" in gone


def test_draft_is_hidden_from_who_only_reads_the_law(here, client):
    draft = build.drafted_edition(here)

    assert sign_in(client, here.clerk).get(draft.get_absolute_url()).status_code == 404
    assert "枣高管办字〔2026〕1号" not in opened(client, here.clerk, reverse("planning:ruleset-list"))


def test_how_an_edition_came_about_is_read_by_office_and_committee_alone(here, client):
    draft = build.submitted_edition(here, effective_on=NEW)
    draft = rulesets.return_(ruleset=draft, note="内部意见甲", by=here.committee, **on(PROPOSED))
    draft = rulesets.submit(ruleset=draft, by=here.office, **on(APPROVED))
    given = {"effective_on": NEW, "note": "内部意见乙", "by": here.committee, **on(APPROVED)}
    edition = rulesets.approve(ruleset=draft, **given)
    inner = ("内部意见甲", "内部意见乙", "上级文件修订")

    outside = [opened(client, here.clerk, one.get_absolute_url()) for one in (edition, here.ruleset)]
    inside = opened(client, here.committee, edition.get_absolute_url())

    assert not [word for page in outside for word in (*inner, "起草新版本") if word in page]
    assert all(word in inside for word in inner)
    assert "审批制度版本" in outside[0] and "枣高管办字〔2022〕7号" in outside[0]
