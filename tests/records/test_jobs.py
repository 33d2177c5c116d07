"""Work in the background: its owner's alone, begun again where a worker died, its file only for who still may."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Message
from core import exports
from core.models import AuditEvent
from core.paging import chunks_of
from core.refusals import IllegalMove, NotAllowed
from inspections.models import Finding
from records import tasks
from records.actions import jobs
from records.job_words import EXPORT
from records.jobs import Made, held, register_job, still_holds
from records.models import Job
from tests.accounts.builders import sign_in
from tests.inspections.builders import add_finding, on_site_round
from tests.inspections.files import words_of

pytestmark = pytest.mark.django_db
LIST = "/findings/"


@pytest.fixture
def round_(monkeypatch):
    monkeypatch.setattr(exports, "DIRECT_ROWS", 2)
    round_ = on_site_round()
    for text in ("问题甲", "问题乙", "问题丙"):
        add_finding(round_, text=text)
    add_finding(round_, kind="lead", text="反映某干部插手", topic_number=8)
    return round_


@pytest.fixture
def work(monkeypatch):
    """A kind of work that does what the test says."""
    done = {"work": lambda progress: None}
    monkeypatch.setattr("records.jobs._kinds", {})
    register_job("made", f"{__name__}.made_work", EXPORT)
    monkeypatch.setattr(f"{__name__}._work", done)
    return done


_work: dict = {}


def made_work(job, owner, progress):
    _work["work"](progress)
    return Made({"done": 5})


def asked(user, **facts):
    return jobs.ask(kind="made", title="任务", facts=facts, total=5, by=user, at=timezone.now())


def page_of(client, job) -> str:
    return client.get(job.get_absolute_url()).content.decode()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_long_list_is_made_in_the_background_and_fetched_once_it_is_ready(client, round_, form):
    office = round_.here.office
    sign_in(client, office)
    answer = client.get(LIST, {"export": form})
    job = Job.objects.get()
    assert (answer.status_code, answer.url) == (302, job.get_absolute_url())
    waiting = page_of(client, job)
    assert "排队中" in waiting and "hx-get" in waiting and 'http-equiv="refresh"' in waiting and "取消任务" in waiting
    download = reverse("records:job-download", args=[job.pk])
    assert client.get(download).status_code == 404

    assert tasks.run_job(str(job.pk)) == "ready"

    ready = page_of(client, job)
    assert "every 2s" not in ready and download in ready and "共 3 行" in ready
    words = words_of(client.get(download))
    assert "问题甲" in words and "问题丙" in words and "插手" not in words
    assert Message.objects.get(recipient=office, target_id=str(job.pk)).subject == f"已完成：{job.title}"
    verbs = AuditEvent.objects.filter(actor_id=office.pk).values_list("verb", flat=True)
    assert {"finding.export", "job.ask", "job.take"} <= set(verbs)


def test_short_list_is_the_answer_itself(client, round_):
    sign_in(client, round_.here.office)
    assert "问题甲" in words_of(client.get(LIST, {"export": "csv", "q": "问题甲"}))
    assert not Job.objects.exists()


def test_file_holds_what_its_owner_sees_and_what_the_address_let_through(client, round_):
    client.force_login(round_.here.leader)
    asked = {"export": "csv", "q": "问题"}
    client.get(reverse("inspections:finding-list", args=[round_.pk]), asked)
    job = Job.objects.get()
    tasks.run_job(str(job.pk))
    assert "问题甲" in words_of(client.get(reverse("records:job-download", args=[job.pk])))


def test_the_same_file_asked_twice_is_one_job_and_no_more_than_three_wait(client, round_):
    office = round_.here.office
    sign_in(client, office)
    for _ in range(2):
        client.get(LIST, {"export": "csv"})
    assert Job.objects.count() == 1
    for form in ("xlsx", "csv&q="):
        client.get(f"{LIST}?export={form}")
    refused = client.get(f"{LIST}?export=xlsx&q=", follow=True)
    assert Job.objects.count() == 3
    assert "您有 3 个后台任务还没有完成" in refused.content.decode()


def test_file_is_withheld_from_whoever_lost_a_right_since(client, round_):
    office = round_.here.office
    sign_in(client, office)
    client.get(LIST, {"export": "csv"})
    job = Job.objects.get()
    tasks.run_job(str(job.pk))
    Job.objects.filter(pk=job.pk).update(access=held(round_.here.committee.fresh_access()))

    assert "您的权限已有变化" in page_of(client, job)
    assert client.get(reverse("records:job-download", args=[job.pk])).status_code == 403


def test_nobody_else_and_nobody_who_left_reaches_it(client, round_):
    office = round_.here.office
    sign_in(client, office)
    client.get(LIST, {"export": "csv"})
    job = Job.objects.get()
    for other in (round_.here.office2, round_.here.committee):
        client.force_login(other)
        assert client.get(job.get_absolute_url()).status_code == 404
        assert client.get(reverse("records:job-download", args=[job.pk])).status_code == 404
    office.is_active = False
    office.save(update_fields=["is_active"])
    assert not Job.objects.visible_to(office).exists()
    assert tasks.run_job(str(job.pk)) == "failed"
    assert not Job.objects.get().file


def test_what_is_lost_is_seen_and_what_is_gained_does_no_harm(round_):
    before = held(round_.here.leader.fresh_access())
    now = round_.here.leader.fresh_access()
    assert still_holds(now, before)
    assert still_holds(now, {})
    assert not still_holds(now, before | {"in_scope": {**before["in_scope"], "999999": ["finding.view"]}})
    scope, rights = next(iter(before["in_scope"].items()))
    assert not still_holds(now, before | {"in_scope": {scope: [*rights, "more"]}})
    assert not still_holds(now, before | {"kinds": ["sealed", *before["kinds"], "none"]})


def test_job_whose_worker_died_is_begun_again_and_given_up_in_the_end(work, round_):
    job = asked(round_.here.office)
    first = jobs.start(job=job, at=timezone.now())
    assert jobs.start(job=job, at=timezone.now()) is None, "somebody is at it"
    assert tasks.run_waiting_jobs() == 1
    assert Job.objects.get().status == "running"

    later = timezone.now() + jobs.SILENCE + timedelta(seconds=1)
    second = jobs.start(job=job, at=later)
    assert (second.attempts, second.status) == (2, "running")
    assert not jobs.tell_progress(job=first, done=1, at=later), "the first has lost it"
    assert jobs.finish(job=first, at=later, made={}).status == "running"
    third = jobs.start(job=job, at=later + 2 * jobs.SILENCE)
    assert third.attempts == jobs.MOST_ATTEMPTS
    assert jobs.start(job=job, at=later + 4 * jobs.SILENCE) is None
    assert (Job.objects.get().status, Job.objects.get().words) == ("failed", "已中断 3 次，原因不明。")


def test_lost_call_is_found_by_the_next_sweep(work, round_):
    asked(round_.here.office)
    tasks.run_waiting_jobs()
    assert (Job.objects.get().status, Job.objects.get().done) == ("ready", 5)
    assert tasks.run_waiting_jobs() == 0
    assert tasks.run_job(str(Job.objects.get().pk)) == "ready"


def test_cancelled_job_stops_and_leaves_nothing(client, work, round_):
    office = round_.here.office
    job = asked(office)
    sign_in(client, office)

    def cancelled(progress):
        assert client.post(reverse("records:job-cancel", args=[job.pk]), {"version": 2}).status_code == 302
        list(progress.through(range(10)))

    work["work"] = cancelled
    assert tasks.run_job(str(job.pk)) == "cancelled"
    assert "任务已取消，没有产生结果" in page_of(client, job)
    with pytest.raises(IllegalMove):
        jobs.cancel(job=job, by=office, at=timezone.now())
    assert not Message.objects.filter(recipient=office, target_id=str(job.pk)).exists()


def test_progress_is_told_to_the_page(client, work, round_):
    office = round_.here.office
    job = asked(office)
    sign_in(client, office)
    seen = []

    def half(progress):
        progress.tell(3)
        seen.append(page_of(client, job))
        progress.tell(4)

    work["work"] = half
    tasks.run_job(str(job.pk))
    assert "3 / 5" in seen[0] and "进行中" in seen[0]


@pytest.mark.parametrize(
    ("raised", "words"), [(NotAllowed("不行"), "不行"), (ValueError("秘密"), "系统出错，请重试"), (None, "")]
)
def test_failure_says_why_without_what_the_machine_says(client, work, round_, raised, words):
    office = round_.here.office
    job = asked(office)

    def fails(progress):
        if raised is not None:
            raise raised

    work["work"] = fails
    tasks.run_job(str(job.pk))
    sign_in(client, office)
    page = page_of(client, job)
    assert words in page and "秘密" not in page
    assert ("没有完成" in page) is (raised is not None)
    assert Message.objects.filter(recipient=office, target_id=str(job.pk)).count() == 1


def test_what_ended_long_ago_is_dropped_with_its_file(client, round_):
    sign_in(client, round_.here.office)
    client.get(LIST, {"export": "csv"})
    client.get(LIST, {"export": "xlsx"})
    done, waiting = Job.objects.order_by("asked_at")
    tasks.run_job(str(done.pk))
    file = Job.objects.get(pk=done.pk).file.name
    assert default_storage.exists(file)
    assert jobs.forget_ended(at=timezone.now() + jobs.KEPT - timedelta(hours=1)) == 0
    assert jobs.forget_ended(at=timezone.now() + jobs.KEPT + timedelta(hours=1)) == 1
    assert not default_storage.exists(file)
    assert list(Job.objects.all()) == [waiting]
    assert tasks.run_job(str(done.pk)) == ""
    assert tasks.forget_jobs() == 0


def test_more_rows_than_a_sheet_holds_are_refused_in_words(client, round_, monkeypatch):
    monkeypatch.setattr("records.long_files.MOST_ROWS", 2)
    sign_in(client, round_.here.office)
    for form, status in (("xlsx", "failed"), ("csv", "ready")):
        client.get(LIST, {"export": form})
        assert tasks.run_job(str(Job.objects.order_by("-asked_at").first().pk)) == status
    assert "最多" in Job.objects.get(status="failed").words


def test_file_is_read_in_as_many_statements_for_many_rows_as_for_few(client, round_):
    sign_in(client, round_.here.office)
    counts = []
    for text in ("问题丁", "问题戊"):
        client.get(LIST, {"export": "csv", "status": "draft"})
        job = Job.objects.order_by("-asked_at").first()
        with CaptureQueriesContext(connection) as queries:
            assert tasks.run_job(str(job.pk)) == "ready"
        counts.append(len(queries))
        for number in range(5):
            add_finding(round_, text=f"{text}{number}")
    assert counts[0] == counts[1]


def test_chunks_give_every_row_once_in_order(round_):
    for order in (["round_id", "number"], ["-number", "pk"], ["due_on", "number"]):
        rows = Finding.objects.ordinary().order_by(*order)
        for most in (1, 2, 3, 50):
            assert [one.pk for chunk in chunks_of(rows, most) for one in chunk] == [one.pk for one in rows]
    assert list(chunks_of(Finding.objects.none(), 2)) == []
