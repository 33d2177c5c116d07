"""Twenty large pictures in one form hold nobody up (issue 7)."""

import io
import os
import resource
import threading
import time

import pytest
from django.db import connection, connections
from PIL import Image

from config.upload_folder import LEFT_OVER, WaitingUpload, folder
from core.bounded import Busy, WorkFailed, run_bounded
from core.models import AuditEvent
from records.actions import viewing_copies
from records.actions.evidence import attach, attach_all
from records.actions.viewing_copies import make_viewing_copy
from records.file_types import check_upload
from records.models import Blob, EvidenceLink
from records.tasks import make_viewing_copies
from tests.records import builders
from tests.records.test_evidence_attach import stored

LONGEST_WAIT = 2


def progressive(*, size=(6000, 4000)) -> bytes:
    """Larger than what stays in memory, so that it comes as a file."""
    out = io.BytesIO()
    Image.effect_noise((300, 200), 90).resize(size, Image.Resampling.NEAREST).convert("RGB").save(
        out, "JPEG", progressive=True, quality=80
    )
    return out.getvalue()


@pytest.fixture
def waiting():
    """Makes uploads as they come from a form, and closes them as the end of the request does."""
    made = []

    def make(content):
        upload = WaitingUpload("现场.jpg", "image/jpeg", len(content), None)
        upload.write(content)
        upload.seek(0)
        made.append(upload)
        return upload

    yield make
    for upload in made:
        upload.close()


def facts_of(district, at):
    return {"subject": district.first, "scope": district.scope, "by": district.office, "at": at}


class Asker(threading.Thread):
    """Takes the write lock again and again, as others at their forms do, and notes the longest wait in seconds."""

    def __init__(self):
        super().__init__()
        self.longest, self.turns, self.is_over = 0.0, 0, threading.Event()

    def run(self):
        other = connections["default"]
        other.ensure_connection()
        while not self.is_over.wait(0.01):
            began = time.monotonic()
            other.connection.execute("BEGIN IMMEDIATE")
            self.longest = max(self.longest, time.monotonic() - began)
            other.connection.execute("ROLLBACK")
            self.turns += 1
        other.close()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL locks rows")
@pytest.mark.django_db(transaction=True)
def test_twenty_large_pictures_let_others_write_meanwhile(at, waiting):
    """They held the database for 57 seconds and 1.8 GB."""
    district, content = builders.desk(at), progressive()
    uploads = [waiting(content + index.to_bytes(2, "big")) for index in range(20)]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    asker = Asker()
    asker.start()

    links = attach_all(uploads=uploads, **facts_of(district, at))
    links[0] = make_viewing_copy(link=links[0], at=at)

    asker.is_over.set()
    asker.join()
    assert asker.turns and asker.longest < LONGEST_WAIT
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < 100 * 1024  # in KB
    assert links[0].viewing_copy_id and links[1].awaits_copy
    assert Blob.objects.filter(links__in=links).distinct().count() == 20


@pytest.mark.django_db
def test_upload_that_waits_on_disk_is_moved_into_the_store(at, waiting):
    district, content = builders.desk(at), builders.photo()
    upload = waiting(content)

    link = attach(upload=upload, **facts_of(district, at))

    assert stored(link.blob) == content
    assert (link.blob.size, link.blob.sha256) == (len(content), upload.sha256)
    assert not os.path.exists(upload.temporary_file_path())


@pytest.mark.django_db
def test_one_upload_for_several_things_is_kept_once(at, waiting):
    district, content = builders.desk(at), builders.photo()
    upload = waiting(content)

    links = attach_all(uploads=[upload, upload], **facts_of(district, at))

    assert links[0].blob == links[1].blob == Blob.objects.get()
    assert stored(links[0].blob) == content


@pytest.mark.django_db
def test_what_was_checked_is_not_read_again(at, monkeypatch):
    district, upload = builders.desk(at), builders.upload(builders.photo(), "a.jpg")
    assert check_upload(upload) == "image/jpeg"
    monkeypatch.setattr("records.file_types.family_of", lambda file: pytest.fail("read again"))
    assert attach(upload=upload, **facts_of(district, at)).awaits_copy


@pytest.mark.django_db
def test_copies_that_wait_are_made_the_oldest_first_and_each_once(at, monkeypatch):
    district = builders.desk(at)
    good = builders.evidence(district, at, content=builders.photo(), name="a.jpg")
    bad = builders.evidence(district, at, content=builders.photo()[:200], name="b.jpg")
    builders.evidence(district, at)

    assert make_viewing_copies() == {"made": 1, "none": 1, "failed": 0}

    links = EvidenceLink.objects.in_bulk()
    assert links[good.pk].viewing_copy_id and not links[bad.pk].viewing_copy_id
    assert not any(link.awaits_copy for link in links.values())
    assert make_viewing_copies() == {"made": 0, "none": 0, "failed": 0}
    again = make_viewing_copy(link=links[good.pk], at=at)
    assert again.version == links[good.pk].version


@pytest.mark.django_db
def test_same_picture_of_many_things_is_looked_at_once(at, monkeypatch):
    district, content, children = builders.desk(at), builders.photo(), []

    def look(*args, **kwargs):
        children.append(args)
        return run_bounded(*args, **kwargs)

    monkeypatch.setattr(viewing_copies, "run_bounded", look)
    for name in ("a.jpg", "b.jpg", "c.jpg"):
        builders.evidence(district, at, content=content, name=name)

    assert make_viewing_copies() == {"made": 3, "none": 0, "failed": 0}

    copies = {link.viewing_copy for link in EvidenceLink.objects.all()}
    assert (len(children), len(copies)) == (1, 1)
    # Each says by itself which bytes are looked at in its place.
    told = AuditEvent.objects.filter(verb="evidence.prepare")
    assert {event.target_id for event in told} == {str(link.pk) for link in EvidenceLink.objects.all()}
    assert {event.new["viewing_copy"] for event in told} == {copies.pop().sha256}


@pytest.mark.django_db
def test_copy_that_was_exchanged_is_handed_on_to_no_other_thing(at):
    district, content = builders.desk(at), builders.photo()
    first = builders.picture(district, at, content=content, name="a.jpg")
    other = builders.picture(district, at, content=builders.photo(size=(9, 9)), name="other.jpg")
    EvidenceLink.objects.filter(pk=first.pk).update(viewing_copy=other.viewing_copy)

    second = builders.picture(district, at, content=content, name="b.jpg")

    assert second.viewing_copy == first.viewing_copy != other.viewing_copy


@pytest.mark.django_db
@pytest.mark.parametrize("failure", [OSError("away"), Busy("no place")])
def test_store_or_process_that_is_away_leaves_the_picture_waiting(failure, at, monkeypatch, caplog):
    district = builders.desk(at)
    link = builders.evidence(district, at, content=builders.photo(), name="a.jpg")

    def away(*args, **kwargs):
        raise failure

    with monkeypatch.context() as broken:
        broken.setattr(viewing_copies, "run_bounded", away)
        assert make_viewing_copies() == {"made": 0, "none": 0, "failed": 1}
    assert "waits for the next run" in caplog.text
    link.refresh_from_db()
    assert link.awaits_copy
    assert make_viewing_copies()["made"] == 1


@pytest.mark.django_db
def test_picture_that_breaks_its_process_is_kept_without_a_copy(at, monkeypatch, caplog):
    link = builders.evidence(builders.desk(at), at, content=builders.photo(), name="a.jpg")

    def falls(*args, **kwargs):
        raise WorkFailed("-11")

    monkeypatch.setattr(viewing_copies, "run_bounded", falls)
    assert make_viewing_copies() == {"made": 0, "none": 1, "failed": 0}
    assert link.blob.sha256 in caplog.text


@pytest.mark.django_db
def test_run_leaves_to_the_next_what_it_has_no_time_for(at, monkeypatch):
    builders.evidence(builders.desk(at), at, content=builders.photo(), name="a.jpg")
    monkeypatch.setattr("records.tasks._COPYING_SECONDS", -1)
    assert make_viewing_copies() == {"made": 0, "none": 0, "failed": 0}
    assert EvidenceLink.objects.filter(awaits_copy=True).exists()


@pytest.mark.django_db
def test_copies_are_asked_for_once_a_transaction(at, django_capture_on_commit_callbacks, monkeypatch):
    asked = []
    monkeypatch.setattr("records.actions.evidence.enqueue", lambda task: asked.append(task))
    uploads = [builders.upload(builders.photo(size=(n, 9)), f"{n}.jpg") for n in (10, 11, 12)]
    district = builders.desk(at)

    with django_capture_on_commit_callbacks(execute=True):
        attach_all(uploads=uploads, **facts_of(district, at))
        attach_all(uploads=[builders.upload()], **facts_of(district, at))

    assert asked == ["records.tasks.make_viewing_copies"]


def test_left_over_uploads_are_dropped():
    old, young = folder() / "old.upload", folder() / "young.upload"
    for path in (old, young):
        path.write_bytes(b"x")
    past = time.time() - LEFT_OVER - 60
    os.utime(old, (past, past))

    assert old not in folder().iterdir()
    assert young in folder().iterdir()
    young.unlink()
