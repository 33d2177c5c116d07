"""From number to paper: made as often as it takes, issued once (DESIGN §5)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.models import AuditEvent
from core.refusals import IllegalMove
from records import issued_hooks, tasks
from records.actions import documents, issuing
from records.models import Blob, IssuedDocument
from records.models.document import DocumentStatus
from records.rendering import CannotRender
from tests.races import run_at_once
from tests.records import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def rendered(monkeypatch):
    """Rendering in no time; returns the list of numbers rendered. A title that says so cannot be rendered."""
    numbers = []

    def render(kind, data, *, number, issued_on, draft, check=None):
        if "坏" in data["title"]:
            raise CannotRender("没有中文字体。")
        numbers.append(number)
        return b"%PDF-1.7 " + number.encode() + bytes([len(numbers)])

    monkeypatch.setattr(issuing, "render_document", render)
    return numbers


@pytest.fixture
def hooks(monkeypatch):
    registry = {}
    monkeypatch.setattr(issued_hooks, "_hooks", registry)
    return registry


def bad(district, at):
    return builders.document(district, at, data={**builders.LETTER, "title": "坏"})


def test_document_is_asked_for_only_after_the_commit(at, monkeypatch, django_capture_on_commit_callbacks):
    asked = []
    monkeypatch.setattr(documents, "enqueue", lambda task, *ids: asked.append((task, ids)))
    district = builders.desk(at)

    with django_capture_on_commit_callbacks() as callbacks:
        document = builders.document(district, at)
    assert asked == []

    for callback in callbacks:
        callback()
    assert asked == [("records.tasks.render_document", (str(document.pk),))]


def test_document_whose_rendering_was_lost_is_made_by_the_sweep(at, rendered):
    """The process dies between number and paper: the row is there, and nothing else is needed."""
    document = builders.document(builders.desk(at), at)

    assert tasks.render_waiting_documents() == {"issued": 1, "failed": 0}

    document.refresh_from_db()
    assert document.status == DocumentStatus.ISSUED
    with document.pdf.file.open("rb") as file:
        assert file.read().startswith(b"%PDF-1.7 " + document.full_number.encode())
    assert AuditEvent.objects.get(verb="document.issue").new["sha256"] == document.pdf.sha256
    assert tasks.render_waiting_documents() == {"issued": 0, "failed": 0}


def test_task_makes_its_document(at, rendered):
    document = builders.document(builders.desk(at), at)

    assert tasks.render_document(str(document.pk)) == DocumentStatus.ISSUED
    assert tasks.render_document(str(document.pk)) == DocumentStatus.ISSUED

    assert rendered == [document.full_number]


def test_issued_document_is_never_made_again(at):
    document = builders.document(builders.desk(at), at)
    first = issuing.issue(document=document, pdf_bytes=b"first", at=at)

    again = issuing.issue(document=document, pdf_bytes=b"second", at=at + timedelta(hours=1))

    assert (again.pdf, again.issued_at, again.version) == (first.pdf, at, first.version)
    assert Blob.objects.count() == 1
    assert AuditEvent.objects.filter(verb="document.issue").count() == 1


def test_one_bad_document_stops_no_other_and_says_why(at, rendered):
    district = builders.desk(at)
    broken, good = bad(district, at), builders.document(district, at)

    assert tasks.render_waiting_documents() == {"issued": 1, "failed": 1}

    broken.refresh_from_db()
    good.refresh_from_db()
    assert good.status == DocumentStatus.ISSUED
    assert (broken.status, broken.error, broken.attempts) == (DocumentStatus.NUMBERED, "没有中文字体。", 1)


def test_failed_document_rests_longer_each_time_and_at_most_six_hours(at, rendered):
    document = bad(builders.desk(at), at)
    rests = []

    for _attempt in range(15):
        document = issuing.make_document(document=document, at=at)
        rests.append(document.try_again_at - at)

    assert [rest / timedelta(minutes=1) for rest in rests[:4]] == [1, 2, 4, 8]
    assert rests[-1] == timedelta(hours=6)
    waiting = IssuedDocument.objects.waiting
    assert not waiting(at + timedelta(hours=6) - timedelta(seconds=1)).exists()
    assert waiting(at + timedelta(hours=6)).exists()


def test_failed_document_is_issued_once_the_cause_is_gone(at, rendered):
    document = issuing.make_document(document=bad(builders.desk(at), at), at=at)
    IssuedDocument.objects.filter(pk=document.pk).update(data=builders.LETTER)
    document.refresh_from_db()

    document = issuing.make_document(document=document, at=at)

    assert (document.status, document.error, document.try_again_at) == (DocumentStatus.ISSUED, "", None)


def test_hook_runs_once_with_the_issued_document_and_its_instant(at, rendered, hooks):
    told = []
    issued_hooks.on_issued("notice", lambda document, at: told.append((document.status, document.pdf_id, at)))
    issued_hooks.on_issued("letter", lambda document, at: told.append("other kind"))
    document = builders.document(builders.desk(at), at)

    document = issuing.make_document(document=document, at=at)
    issuing.make_document(document=document, at=at)

    assert told == [(DocumentStatus.ISSUED, document.pdf_id, at)]


def test_document_is_not_issued_where_its_hook_fails(at, rendered, hooks):
    """Better a document late than a clock that never starts."""

    def fail(document, at):
        raise IllegalMove("期限无法起算。")

    issued_hooks.on_issued("notice", fail)

    document = issuing.make_document(document=builders.document(builders.desk(at), at), at=at)

    assert (document.status, document.pdf, document.error) == (DocumentStatus.NUMBERED, None, "期限无法起算。")
    assert not AuditEvent.objects.filter(verb="document.issue").exists()


def test_sweep_finds_documents_by_range_not_by_day(at, rendered):
    document = builders.document(builders.desk(at), at)
    IssuedDocument.objects.filter(pk=document.pk).update(try_again_at=timezone.now() - timedelta(days=90))

    assert tasks.render_waiting_documents()["issued"] == 1


@pytest.mark.django_db(transaction=True)
def test_document_rendered_twice_at_once_is_issued_once(at):
    check_race(at)


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_document_rendered_twice_at_once_is_issued_once_on_postgresql(at):
    check_race(at)


def check_race(at):
    document = builders.document(builders.desk(at), at)

    issued = run_at_once(lambda index: issuing.issue(document=document, pdf_bytes=bytes([index]), at=at), threads=4)

    assert len({one.pdf_id for one in issued}) == 1
    assert Blob.objects.count() == 1
    assert AuditEvent.objects.filter(verb="document.issue").count() == 1


def test_document_that_cannot_be_drawn_says_why_without_the_character_and_stops_no_other(at, monkeypatch):
    """The machine that renders may have fewer fonts than the one that gave the number."""
    district = builders.desk(at)
    broken = builders.document(district, at)

    def without_a_font(kind, data, **facts):
        if facts["number"] == broken.full_number:
            raise CannotRender("No installed font can draw these characters: \ue123 (U+E123).")
        return builders.PDF

    monkeypatch.setattr(issuing, "render_document", without_a_font)
    good = builders.document(district, at)

    assert tasks.render_waiting_documents() == {"issued": 1, "failed": 1}

    broken.refresh_from_db()
    good.refresh_from_db()
    assert good.status == DocumentStatus.ISSUED
    assert "□ (U+E123)" in broken.error
    assert broken.try_again_at is not None
