"""Papers that wait for somebody's receipt stand on his desk until one of his unit has confirmed it (三(三)1, R5)."""

from types import SimpleNamespace as Thing

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from records.actions import issuing
from records.models import IssuedDocument
from tests.accounts.builders import sign_in
from tests.inspections.builders import NOTIFIED, at_on, notified_round
from tests.records import builders as papers
from tests.rectification.builders import ISSUED, issued_case, subdistrict_people

pytestmark = pytest.mark.django_db
RECEIVE = "签收文件"


def issue(document, day=NOTIFIED):
    return issuing.issue(document=document, pdf_bytes=papers.PDF, at=at_on(day))


@pytest.fixture
def noticed():
    """A round of which the subdistrict has the notice, and the people of the subdistrict."""
    round_ = notified_round()
    here = subdistrict_people(round_.here)
    return here, issue(IssuedDocument.objects.of(round_).get())


def waiting(client, user) -> list[tuple[str, str]]:
    response = sign_in(client, user).get(reverse("desk:my-work"))
    page = response.content.decode()
    tasks = [task for task in response.context["tasks"] if str(task.verb) == RECEIVE]
    assert [task.url for task in tasks if f'<a href="{task.url}">{RECEIVE}</a>' not in page] == []
    return [(task.label, task.url) for task in tasks]


@pytest.mark.parametrize("who", ["principal", "clerk"])
def test_notice_waits_for_whoever_acts_for_the_unit_until_one_has_signed(client, noticed, who):
    here, notice = noticed
    user = here.extra.get(who, here.principal)

    assert waiting(client, user) == [(f"{notice.full_number} {notice.title}", notice.get_absolute_url())]
    receive = reverse("records:document-receive", args=[notice.pk])
    assert receive in client.get(notice.get_absolute_url()).content.decode()

    assert client.post(receive, {"on": NOTIFIED.isoformat(), "version": notice.version}).status_code == 302
    assert waiting(client, user) == []
    assert waiting(client, here.extra["director"]) == []


def test_notice_waits_for_nobody_else(client, noticed):
    here, _notice = noticed

    for user in (here.office, here.committee, here.leader, here.extra["foreigner"]):
        assert waiting(client, user) == []


def test_notice_waits_only_once_it_is_out(client):
    round_ = notified_round()
    here = subdistrict_people(round_.here)
    assert waiting(client, here.principal) == []

    issue(IssuedDocument.objects.of(round_).get())
    assert len(waiting(client, here.principal)) == 1


def test_feedback_waits_with_its_matter_and_not_a_second_time(client):
    case = issued_case()
    here = case.here
    issue(case.feedback, ISSUED)
    issue(IssuedDocument.objects.of(case.round).get(kind="advance_notice"))

    labels = [label for label, _url in waiting(client, here.principal)]
    assert [label.partition(" ")[2] for label in labels] == ["关于对兴仁街道开展安全生产巡查的告知书"]
    tasks = client.get(reverse("desk:my-work")).context["tasks"]
    assert [task.url for task in tasks if str(task.verb) == "签收反馈意见"] == [case.get_absolute_url()]


def test_desk_asks_no_more_for_more_papers(client, noticed):
    here, notice = noticed
    waiting(client, here.principal)
    with CaptureQueriesContext(connection) as once:
        waiting(client, here.principal)
    district = Thing(scope=notice.scope, first=here.subdistrict, office=here.office)
    for _each in range(6):
        issue(papers.document(district, at_on(NOTIFIED), on=NOTIFIED))
    with CaptureQueriesContext(connection) as more:
        assert len(waiting(client, here.principal)) == 7
    assert len(more) <= len(once)
