"""A list too long to wait for is taken in by a background job, with the same rows and the same refusals."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.models import AuditEvent
from inspections import long_imports
from inspections.actions import enterprises, imports
from inspections.models import Enterprise, Finding, ImportDraft
from inspections.queries.bodies import Bodies
from records import tasks
from records.models import Job
from tests.inspections.builders import ENTERED, at_on, on_site_round
from tests.inspections.test_imports import HEAD
from tests.inspections.test_round_pages import uploaded

pytestmark = pytest.mark.django_db
LONG = HEAD + "".join(f"第{number}公司,一般隐患,通道堵塞{number},三日内\n" for number in range(8))


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr("inspections.views.imports.DIRECT_ROWS", 5)
    with time_machine.travel(at_on(ENTERED), tick=False) as traveller:
        yield traveller


@pytest.fixture
def round_():
    return on_site_round()


def asked(client, round_, text=LONG, **data):
    page = uploaded(client, round_, text.encode())
    answer = client.post(page, {"version": ImportDraft.objects.get().version, **data})
    assert answer.status_code == 302
    return Job.objects.get()


def test_long_list_is_taken_in_whole_by_a_job(client, round_):
    job = asked(client, round_)
    assert (job.total, Finding.objects.count()) == (9, 0)
    assert "各行均已检查" not in client.get(job.get_absolute_url()).content.decode()

    assert tasks.run_job(str(job.pk)) == "ready"

    assert list(Finding.objects.order_by("number").values_list("number", flat=True)) == list(range(1, 9))
    assert Finding.objects.first().history.get().history_user == round_.here.member
    assert AuditEvent.objects.filter(verb="finding.record").count() == 8
    page = client.get(job.get_absolute_url()).content.decode()
    assert "8条问题" in page.replace(" ", "") and reverse("inspections:finding-list", args=[round_.pk]) in page


def test_page_says_when_every_row_is_checked(client, round_):
    job = asked(client, round_)
    Job.objects.filter(pk=job.pk).update(done=job.total)
    assert "各行均已检查，正在一次性保存" in client.get(job.get_absolute_url()).content.decode()


def test_list_with_errors_is_refused_on_its_page_and_makes_no_job(client, round_):
    page = uploaded(client, round_, (LONG + "甲,说不清,问题,\n").encode())
    answer = client.post(page, {"version": ImportDraft.objects.get().version})
    assert answer.status_code == 409
    assert not Job.objects.exists()


def test_list_that_has_errors_by_now_leaves_nothing_and_leads_back(client, round_):
    job = asked(client, round_)
    draft = ImportDraft.objects.get()
    draft.table["sheets"][0]["rows"][3][2] = "说不清"
    draft.save(update_fields=["table"])
    assert tasks.run_job(str(job.pk)) == "failed"
    page = client.get(job.get_absolute_url()).content.decode()
    assert "没有导入任何内容" in page and draft.get_absolute_url() in page
    assert not Finding.objects.exists() and not Enterprise.objects.exists()


def test_list_of_nothing_new_says_so(client, round_):
    job = asked(client, round_)
    data = (LONG + "\n").encode()
    leader = round_.here.leader
    imports.import_findings(round=round_, data=data, name="同.csv", by=leader, on=ENTERED, at=at_on(ENTERED))
    assert tasks.run_job(str(job.pk)) == "failed"
    assert "已" in Job.objects.get().words and Job.objects.get().result.kind != "importbatch"


def test_job_whose_worker_died_after_storing_is_done_and_stores_nothing_twice(client, round_):
    job = asked(client, round_)
    draft = ImportDraft.objects.get()
    imports.take_in(import_list=draft, by=round_.here.member, at=at_on(ENTERED))
    Job.objects.filter(pk=job.pk).update(attempts=1)
    assert tasks.run_job(str(job.pk)) == "ready"
    assert (Finding.objects.count(), Job.objects.get().done) == (8, 8)


def test_list_whose_round_is_out_of_reach_by_now_is_not_taken_in(client, round_, monkeypatch):
    job = asked(client, round_)
    monkeypatch.setattr(long_imports.ImportDraft.objects, "visible_to", lambda user: ImportDraft.objects.none())
    assert tasks.run_job(str(job.pk)) == "failed"
    assert not Finding.objects.exists()


def _list_of(count):
    return (HEAD + "".join(f"第{number}厂,一般隐患,堵塞{number},\n" for number in range(count))).encode()


def test_statements_of_an_import_do_not_grow_with_its_rows(round_):
    counts = []
    for name, count in (("a", 20), ("b", 60)):
        with CaptureQueriesContext(connection) as queries:
            result = imports.import_findings(
                round=round_, data=_list_of(count), name=f"{name}.csv", by=round_.here.member,
                on=ENTERED, at=at_on(ENTERED), include_known=True,
            )  # fmt: skip
        assert result.errors == ()
        counts.append(len(queries))
    assert counts[1] <= counts[0] + 3


def test_names_looked_for_at_once_are_those_found_one_by_one(round_):
    here = round_.here
    facts = {"subdistrict": round_.subdistrict, "by": here.member, "at": at_on(ENTERED)}
    known = enterprises.find_or_create(name="ABC公司", **facts)
    renamed = enterprises.find_or_create(name="旧名厂", **facts)
    enterprises.edit(enterprise=renamed, name="新名厂", by=here.office, on=ENTERED, at=at_on(ENTERED))
    wanted = {
        "abc公司": {},
        "旧名厂": {},
        "新厂": {"credit_code": "91", "sector": "化工" * 40},
        "长" * 200: {},
        "": {},
    }

    found = enterprises.find_or_create_many(wanted=wanted, **facts)

    assert {name: one.pk for name, one in found.items() if name != "新厂"} == {
        "abc公司": known.pk, "旧名厂": renamed.pk,
    }  # fmt: skip
    assert (found["新厂"].credit_code, len(found["新厂"].sector)) == ("91", 60)
    assert AuditEvent.objects.filter(verb="enterprise.create").count() == 3
    assert enterprises.find_or_create_many(wanted={"新厂": {}}, **facts) == {"新厂": found["新厂"]}


def test_body_is_found_by_its_forms_in_one_look(round_):
    unit = round_.subdistrict
    bodies = Bodies()
    assert bodies.find(unit.name) == unit
    assert bodies.find(f"枣庄高新区{unit.name}办事处".replace("街道办事处办事处", "街道办事处")) == unit
    assert bodies.find("没有这个街道") is None
