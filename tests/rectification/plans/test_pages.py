"""Plans of rectification through their pages: each in turn, by the buttons and "my work" that lead there."""

import pytest
import time_machine
from django.urls import reverse

from planning.models import Ruleset
from records.scenes import pdf
from rectification.models import RectificationPlan
from tests.inspections.builders import at_on
from tests.rectification import builders as b
from tests.rectification.plans import builders as p

pytestmark = pytest.mark.django_db
SILENT = "本制度未规定整改方案"


def url_of(verb, thing) -> str:
    return reverse(f"rectification:rectification-plan-{verb}", args=[thing.pk])


def page(client, user, url, *, on=p.FILLED, **query) -> str:
    with time_machine.travel(at_on(on), tick=False):
        client.force_login(user)
        return client.get(url, query).content.decode()


def send(client, user, url, *, on=p.FILLED, **told):
    """What is typed, with what the form carries along and begins with."""
    with time_machine.travel(at_on(on), tick=False):
        client.force_login(user)
        form = client.get(url).context["form"]
        begun = {name: form[name].value() for name in form.fields if form[name].value() not in (None, [])}
        return client.post(url, begun | told)


def work(client, user, *, on) -> str:
    return page(client, user, reverse("desk:my-work"), on=on)


def test_plan_is_walked_through_the_pages(client):
    case = b.signed_case()
    here, url = case.here, case.get_absolute_url()
    assert url_of("ask", case) in page(client, here.office, url)
    assert url_of("ask", case) not in page(client, here.principal, url)
    assert SILENT in page(client, here.office, url_of("ask", case))
    answer = send(client, here.office, url_of("ask", case), on=p.ASKED, due_on=p.DUE, wanted="重大事故隐患")
    plan = RectificationPlan.objects.get()
    assert answer.url == plan.get_absolute_url()
    assert plan.get_absolute_url() in page(client, here.principal, url)
    assert url_of("ask", case) not in page(client, here.office, url)

    clerk = here.extra["clerk"]
    assert "编制整改方案" in work(client, clerk, on=p.FILLED)
    assert "编制整改方案" not in work(client, here.office, on=p.FILLED)
    shown = page(client, clerk, plan.get_absolute_url())
    first = plan.remedies.order_by("number").first()
    assert url_of("fill", first) in shown
    assert SILENT in shown
    assert url_of("fill", first) not in page(client, here.office, plan.get_absolute_url())
    told = {"measures": "清理通道", "responsible_person": "王演示", "funds": "无需资金"}
    answer = send(client, clerk, url_of("fill", first), **told)
    assert answer.url == plan.get_absolute_url()
    first.refresh_from_db()
    # The day its item is due stood there to begin with.
    assert (first.measures, first.due_on) == ("清理通道", first.item.due_on)


def test_many_are_filled_in_at_once_and_what_is_left_empty_stays(client):
    plan = p.asked_plan()
    clerk, many = plan.here.extra["clerk"], url_of("fill-many", plan)
    remedies = list(plan.remedies.order_by("number"))
    p.fill(plan, responsible_person="", due_on=p.FIX_BY)
    with time_machine.travel(at_on(p.FILLED), tick=False):
        client.force_login(clerk)
        assert client.get(many, {"all": 1}).context["form"]["n"].value() == [one.number for one in remedies]
        empty = client.post(many, {"n": [1, 2]})
        assert empty.status_code == 422
        assert "至少填写一栏" in empty.content.decode()
        answer = client.post(many, {"n": [1, 2], "responsible_person": "李演示（安监站站长）"})
    assert answer.url == plan.get_absolute_url()
    said = dict(plan.remedies.values_list("number", "responsible_person"))
    assert [number for number, name in said.items() if name] == [1, 2]
    assert set(plan.remedies.values_list("due_on", flat=True)) == {p.FIX_BY}


def test_emergency_plan_is_asked_where_all_that_are_chosen_are_major_hazards(client):
    plan = p.asked_plan()
    major = plan.remedies.get(item__kind="major_hazard")
    for chosen, is_asked in (([major.number], True), ([1, major.number], False)):
        with time_machine.travel(at_on(p.FILLED), tick=False):
            client.force_login(plan.here.extra["clerk"])
            form = client.get(url_of("fill-many", plan), {"n": chosen}).context["form"]
        assert ("plan" in form.fields) is is_asked
    assert "plan" in fields_of(client, plan, major)
    assert "plan" not in fields_of(client, plan, plan.remedies.exclude(pk=major.pk).first())


def fields_of(client, plan, remedy):
    with time_machine.travel(at_on(p.FILLED), tick=False):
        client.force_login(plan.here.extra["clerk"])
        return client.get(url_of("fill", remedy)).context["form"].fields


def test_incomplete_plan_says_on_its_page_what_is_missing(client):
    plan = p.asked_plan()
    shown = page(client, plan.here.principal, plan.get_absolute_url())
    assert "尚不完整" in shown
    assert url_of("file", plan) not in shown
    p.fill(plan, due_on=plan.case.deadline.due_on.replace(month=8))
    shown = page(client, plan.here.principal, plan.get_absolute_url())
    assert "尚不完整" not in shown
    assert "晚于整改期限" in shown


def test_filed_plan_is_previewed_reviewed_and_sent_back(client):
    plan = p.filled_plan()
    here = plan.here
    waiting = work(client, here.principal, on=p.FILED)
    assert ("编制整改方案" in waiting, "报送整改方案" in waiting) == (False, True)
    told = {"organisation": "由街道主要负责人牵头。"}
    preview = send(client, here.principal, url_of("file", plan), on=p.FILED, preview="1", **told)
    assert preview["Content-Type"] == "application/pdf"
    plan.refresh_from_db()
    assert plan.status == "asked"
    send(client, here.principal, url_of("file", plan), on=p.FILED, **told)
    plan.refresh_from_db()
    assert plan.status == "filed"
    assert "审核整改方案" in work(client, here.office, on=p.REVIEWED)
    shown = page(client, here.office, plan.get_absolute_url(), on=p.REVIEWED)
    assert plan.paper.full_number in shown
    assert "审核整改方案" in shown
    send(client, here.office, url_of("send-back", plan), on=p.REVIEWED, reason="资金不明", due_on="2026-04-20")
    assert "资金不明" in page(client, here.principal, url_of("file", plan), on=p.REVIEWED)
    assert "退回" in page(client, here.principal, plan.case.get_absolute_url(), on=p.REVIEWED)


def test_late_plan_asks_on_its_form_why(client):
    plan = p.filled_plan()
    late = p.DUE.replace(day=11)
    told = {"organisation": "由街道主要负责人牵头。"}
    assert send(client, plan.here.principal, url_of("file", plan), on=late, **told).status_code == 422
    send(client, plan.here.principal, url_of("file", plan), on=late, lateness_reason="主要负责人外出", **told)
    plan.refresh_from_db()
    assert plan.status == "filed"
    assert "主要负责人外出" in page(client, plan.here.office, plan.get_absolute_url(), on=late)


def test_form_of_the_feedback_offers_the_plan_and_fills_in_its_day_where_the_ruleset_has_one(client):
    report = b.approved_report()
    url = reverse("rectification:case-issue-feedback", args=[report.round_id])
    with time_machine.travel(at_on(b.ISSUED), tick=False):
        client.force_login(report.here.office)
        asked = client.get(url).context["form"]["plan_due_on"]
        assert asked.value() is None
        assert SILENT in str(asked.help_text)
        Ruleset.objects.update(plan_workdays=5)
        assert str(client.get(url).context["form"]["plan_due_on"].value()) == "2026-04-02"


def test_called_off_it_says_why_and_another_may_be_asked_for(client):
    plan = p.asked_plan()
    send(client, plan.here.office, url_of("call-off", plan), reason="已随专项整治一并报送")
    assert "已随专项整治一并报送" in page(client, plan.here.principal, plan.get_absolute_url())
    assert url_of("ask", plan.case) in page(client, plan.here.office, plan.case.get_absolute_url())


def test_files_that_go_along_stand_with_the_plan(client):
    plan = p.file(p.filled_plan(), evidence=[pdf("盖章方案.pdf")])
    assert "盖章方案" in page(client, plan.here.office, plan.get_absolute_url())
