"""Two windows on one thing, and one finger that clicks twice: nothing is overwritten, nothing typed is lost."""

import re
from collections import namedtuple
from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from core.models import AuditEvent
from inspections.actions import findings
from inspections.models import FieldNote, Finding
from planning.models import AnnualPlan
from rectification.models import RectificationItem
from tests.accounts.builders import sign_in
from tests.inspections import builders as inspecting
from tests.planning import builders as planning
from tests.rectification import builders as rectifying

pytestmark = pytest.mark.django_db

# `field` holds the long text of the form at `path`; `read` gives it back as stored.
Place = namedtuple("Place", "day person path field read thing")


@pytest.fixture(params=["plan", "finding", "report", "item"])
def place(request):
    built = {"plan": of_plan, "finding": of_finding, "report": of_report, "item": of_item}[request.param]()
    with time_machine.travel(inspecting.at_on(built.day), tick=False):
        yield built


def of_plan():
    here = planning.house()
    plan = planning.drafted_plan(here)
    return Place(
        planning.DRAFTED, here.office, reverse("planning:plan-edit", args=[plan.pk]), "title",
        lambda: AnnualPlan.objects.get(pk=plan.pk).title, plan,
    )  # fmt: skip


def of_finding():
    round_ = inspecting.on_site_round()
    finding = inspecting.add_finding(round_)
    return Place(
        inspecting.ENTERED, round_.here.member, reverse("inspections:finding-edit", args=[finding.pk]), "text",
        lambda: Finding.objects.get(pk=finding.pk).text, finding,
    )  # fmt: skip


def of_report():
    report = inspecting.drafted_report()
    return Place(
        inspecting.SUBMITTED, report.here.leader, reverse("inspections:report-edit", args=[report.pk]), "assessment",
        lambda: type(report).objects.get(pk=report.pk).assessment, report,
    )  # fmt: skip


def of_item():
    case = rectifying.signed_case()
    item = rectifying.report_item(case.items.first(), case.here)
    return Place(
        date(2026, 5, 12), case.here.extra["clerk"], reverse("rectification:item-amend", args=[item.pk]), "measures",
        lambda: RectificationItem.objects.get(pk=item.pk).measures, item,
    )  # fmt: skip


def opened(client, place) -> dict:
    """The form as a browser would send it back."""
    form = client.get(place.path).context["form"]
    values = {}
    for name, field in form.fields.items():
        value = form[name].value()
        if getattr(field.widget, "needs_multipart_form", False) or value is None:
            continue
        values[name] = value.isoformat() if hasattr(value, "isoformat") else value
    return values


def other_window(place) -> Client:
    return sign_in(Client(), place.person)


def test_first_of_two_windows_wins_and_the_second_is_told(client, place):
    sign_in(client, place.person)
    mine = opened(client, place) | {place.field: "第一个窗口写的"}
    theirs = opened(other_window(place), place) | {place.field: "第二个窗口写的，很长的一段话"}
    assert other_window(place).post(place.path, mine).status_code == 302

    answer = client.post(place.path, theirs)

    assert answer.status_code == 409
    assert place.read() == "第一个窗口写的"
    page = answer.content.decode()
    # What was typed is still there, and so is what is stored meanwhile.
    assert answer.context["form"][place.field].value() == "第二个窗口写的，很长的一段话"
    assert "已被他人修改" in page
    assert "第二个窗口写的，很长的一段话" in page
    assert "目前已保存的内容：“第一个窗口写的”" in page


def test_who_saves_again_after_the_warning_is_not_stuck(client, place):
    sign_in(client, place.person)
    stale = opened(client, place) | {place.field: "第二个窗口写的"}
    other_window(place).post(place.path, opened(client, place) | {place.field: "第一个窗口写的"})
    warned = client.post(place.path, stale).content.decode()
    (version,) = re.findall(r'name="version" value="(\d+)"', warned)
    assert int(version) > int(stale["version"])

    assert client.post(place.path, stale | {"version": version}).status_code == 302

    assert place.read() == "第二个窗口写的"


def test_warning_names_only_what_differs(client, place):
    """Both wrote the same: there is nothing to compare, and still nobody overwrites a version he has not seen."""
    sign_in(client, place.person)
    same = opened(client, place) | {place.field: "两个窗口写的一样"}
    assert client.post(place.path, same).status_code == 302

    answer = client.post(place.path, same)

    assert answer.status_code == 409
    assert "目前已保存的内容" not in answer.content.decode()


def test_click_that_comes_twice_stores_once(client, place):
    sign_in(client, place.person)
    form = opened(client, place) | {place.field: "写一次"}
    before = AuditEvent.objects.filter(target_id=str(place.thing.pk)).count()

    answers = [client.post(place.path, form).status_code for _click in range(3)]

    assert answers == [302, 409, 409]
    assert AuditEvent.objects.filter(target_id=str(place.thing.pk)).count() == before + 1


@pytest.mark.parametrize("version", ["0", "999", "-1"])
def test_version_nobody_gave_out_is_stale(client, place, version):
    sign_in(client, place.person)
    before = place.read()

    answer = client.post(place.path, opened(client, place) | {place.field: "伪造的版本", "version": version})

    assert answer.status_code == 409
    assert place.read() == before


def test_version_that_is_no_number_is_an_error_of_the_form(client, place):
    sign_in(client, place.person)
    before = place.read()

    answer = client.post(place.path, opened(client, place) | {place.field: "伪造的版本", "version": "x"})

    assert answer.status_code == 422
    assert place.read() == before


def test_confirmation_clicked_twice_confirms_once(client):
    round_ = inspecting.on_site_round()
    finding = inspecting.add_finding(round_)
    path = reverse("inspections:finding-confirm", args=[finding.pk])
    body = {"on": "2026-03-02", "topic_number": 5, "handling": "fix_by_date", "version": finding.version}
    sign_in(client, round_.here.leader)

    with time_machine.travel(inspecting.at_on(inspecting.ENTERED), tick=False):
        answers = [client.post(path, body).status_code for _click in range(2)]

    assert answers == [302, 409]
    assert AuditEvent.objects.filter(verb="finding.confirm").count() == 1


def test_confirmation_of_a_text_that_changed_meanwhile_is_stale(client):
    """The leader confirms what he read, not what a member wrote since."""
    round_ = inspecting.on_site_round()
    finding = inspecting.add_finding(round_)
    path = reverse("inspections:finding-confirm", args=[finding.pk])

    with time_machine.travel(inspecting.at_on(inspecting.ENTERED), tick=False):
        leader = sign_in(Client(), round_.here.leader)
        read = opened(leader, Place(None, None, path, None, None, None)) | {
            "topic_number": 5,
            "handling": "fix_by_date",
        }
        findings.edit(
            finding=finding, text="改过的内容", by=round_.here.member, on=inspecting.ENTERED,
            at=inspecting.at_on(inspecting.ENTERED),
        )  # fmt: skip
        answer = leader.post(path, read)

    assert answer.status_code == 409
    assert Finding.objects.get(pk=finding.pk).status == "draft"


@pytest.mark.parametrize(("name", "model"), [("finding-record", Finding), ("note-record", FieldNote)])
def test_new_thing_sent_twice_is_stored_once(client, name, model):
    """On a poor network the phone sends again what it had sent already."""
    round_ = inspecting.on_site_round()
    sign_in(client, round_.here.member)
    path = reverse(f"inspections:{name}", args=[round_.pk])

    with time_machine.travel(inspecting.at_on(inspecting.ENTERED), tick=False):
        form = opened(client, Place(None, None, path, None, None, None))
        form |= {"text": "疏散通道堆放杂物", "on": "2026-03-02", "found_on": "2026-03-02", "method_number": 5}
        answers = [client.post(path, form).status_code for _click in range(2)]

    assert answers == [302, 302]
    assert model.objects.count() == 1


def test_plan_submitted_twice_is_submitted_once(client):
    here = planning.house()
    plan = planning.drafted_plan(here, team=planning.approved_team(here))
    path = reverse("planning:plan-submit", args=[plan.pk])
    sign_in(client, here.office)

    with time_machine.travel(planning.at_on(planning.PROPOSED), tick=False):
        form = opened(client, Place(None, None, path, None, None, None))
        answers = [client.post(path, form).status_code for _click in range(2)]

    assert answers == [302, 409]
    assert AuditEvent.objects.filter(verb="plan.submit").count() == 1
