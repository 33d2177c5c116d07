"""Disk full, database busy: nothing typed is lost, and what is refused stays refused (issue 7)."""

import errno
import threading
import time

import pytest
import time_machine
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, OperationalError, connection, connections
from django.urls import reverse

from core import bounded
from core.actions.events import record_event
from core.bounded import Busy
from core.models import AuditEvent
from core.troubles import BUSY, FULL, trouble_of
from inspections.actions import findings
from inspections.importing import read_upload
from inspections.models import Finding, ImportDraft
from records.models import Blob
from tests.accounts.builders import sign_in
from tests.inspections.builders import ENTERED, add_finding, at_on, on_site_round
from tests.inspections.importing_samples import PUBLISHED
from tests.inspections.test_pages import PNG, finding_form
from tests.rectification import builders as rectification

TYPED = "配电箱未接地，接线盒无盖"

only_sqlite = pytest.mark.skipif(
    not settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"), reason="SQLite's own lock and bound"
)


@pytest.fixture
def clock():
    with time_machine.travel(at_on(ENTERED)):
        yield


@pytest.fixture
def full_database():
    """A function that lets the real database grow no further, its log to the last page."""

    def fill(person):
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
            pages = cursor.execute("PRAGMA page_count").fetchone()[0]
            cursor.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(OperationalError, match="full"):
            while True:
                record_event("access.refused", target=person, by=person, on=None, at=at_on(ENTERED))

    yield fill
    make_room()


def make_room():
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count = 4294967294")


def post(client, round_, **changes):
    return client.post(reverse("inspections:finding-record", args=[round_.pk]), finding_form(text=TYPED) | changes)


def no_room(*args, **kwargs):
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.django_db
def test_full_store_brings_the_form_back_with_what_was_typed(client, clock, monkeypatch, caplog):
    round_ = on_site_round()
    client.force_login(round_.here.member)
    monkeypatch.setattr(Blob._meta.get_field("file").storage, "save", no_room)

    answer = post(client, round_, evidence=[SimpleUploadedFile("a.png", PNG)])

    page = answer.content.decode()
    assert answer.status_code == 507
    assert TYPED in page and "服务器存储空间已满" in page and "附件需要重新选择" in page
    assert not Finding.objects.exists()


@pytest.mark.django_db
def test_form_for_many_comes_back_too(client, monkeypatch, caplog):
    case = rectification.signed_case(findings_count=2)
    sign_in(client, case.here.extra["clerk"])
    monkeypatch.setattr("core.journal.keep", no_room)  # once the item and its event are written

    answer = client.post(reverse("rectification:item-report-many", args=[case.pk]), {"n": [1, 2], "measures": TYPED})

    page = answer.content.decode()
    assert answer.status_code == 507
    assert TYPED in page and "有2项未办理：服务器存储空间已满" in page and "已办理" not in page
    assert set(case.items.values_list("status", flat=True)) == {"open"}


def drafts(count):
    """A round with findings that are ready to be confirmed, and where that is done for many."""
    round_ = on_site_round()
    for _number in range(count):
        add_finding(round_, topic_number=1, handling="fix_by_date")
    return round_, reverse("inspections:finding-confirm-many", args=[round_.pk])


def failing_at(monkeypatch, turn, fail):
    """Confirming goes as it does, and at this turn `fail` follows on what was written."""
    confirm, turns = findings.confirm, []

    def confirmed(**facts):
        turns.append(facts["finding"].number)
        done = confirm(**facts)
        if len(turns) == turn:
            fail()
        return done

    monkeypatch.setattr(findings, "confirm", confirmed)
    return turns


def sent_again(answer):
    return {"n": answer.context["form"]["n"].value(), "on": ENTERED.isoformat()}


@pytest.mark.django_db
def test_of_many_what_is_done_is_told_from_what_is_not(client, clock, monkeypatch, caplog):
    round_, address = drafts(5)
    client.force_login(round_.here.leader)
    with monkeypatch.context() as broken:
        turns = failing_at(broken, 3, no_room)
        answer = client.post(address, {"n": [1, 2, 3, 4, 5], "on": ENTERED.isoformat()})

    page = answer.content.decode()
    assert answer.status_code == 507
    assert turns == [1, 2, 3]
    assert list(Finding.objects.filter(status="confirmed").values_list("number", flat=True)) == [1, 2]
    assert "已办理2项" in page and "有3项未办理：服务器存储空间已满" in page
    # Once in what the page would say of a broken line.
    assert page.count("未保存") == 1
    assert [finding.number for finding in answer.context["things"]] == [3, 4, 5]
    assert "Given up with 3 of 5" in caplog.text

    assert client.post(address, sent_again(answer)).status_code == 302
    assert Finding.objects.filter(status="confirmed").count() == 5


@pytest.mark.django_db
def test_of_many_refused_and_not_tried_are_told_apart(client, clock, monkeypatch):
    round_, address = drafts(4)
    Finding.objects.filter(number=1).update(topic_number=None)
    client.force_login(round_.here.leader)
    with monkeypatch.context() as broken:
        failing_at(broken, 3, no_room)
        answer = client.post(address, {"n": [1, 2, 3, 4], "on": ENTERED.isoformat()})

    page = answer.content.decode()
    assert answer.status_code == 507
    assert "已办理1项" in page and "有1项未能办理" in page and "有2项未办理" in page
    assert [finding.number for finding in answer.context["things"]] == [1, 3, 4]
    assert sent_again(answer)["n"] == [1, 3, 4]


@pytest.mark.django_db
def test_of_many_another_fault_is_no_trouble(client, clock, monkeypatch):
    round_, address = drafts(2)
    client.force_login(round_.here.leader)

    def odd():
        raise OSError(errno.EIO, "odd")

    failing_at(monkeypatch, 2, odd)
    with pytest.raises(OSError, match="odd"):
        client.post(address, {"n": [1, 2], "on": ENTERED.isoformat()})


@only_sqlite
@pytest.mark.django_db(transaction=True)
def test_database_that_is_full_midway_keeps_what_is_done(client, clock, monkeypatch):
    round_, address = drafts(5)
    client.force_login(round_.here.leader)

    def fill():
        with connection.cursor() as cursor:
            pages = cursor.execute("PRAGMA page_count").fetchone()[0]
            cursor.execute(f"PRAGMA max_page_count = {pages}")
        while True:
            record_event("access.refused", target=round_.here.leader, by=None, on=None, at=at_on(ENTERED))

    with monkeypatch.context() as broken:
        failing_at(broken, 4, fill)
        answer = client.post(address, {"n": [1, 2, 3, 4, 5], "on": ENTERED.isoformat()})
    make_room()

    assert answer.status_code == 507
    assert "已办理3项" in answer.content.decode()
    assert Finding.objects.filter(status="confirmed").count() == 3
    assert client.post(address, sent_again(answer)).status_code == 302
    assert Finding.objects.filter(status="confirmed").count() == 5


def upload_list(client, round_):
    return client.post(
        reverse("inspections:import-list-upload", args=[round_.pk]),
        {"upload": SimpleUploadedFile("清单.csv", PUBLISHED.read_bytes()), "found_on": ENTERED.isoformat()},
    )


@pytest.fixture
def no_place(monkeypatch):
    """Everybody else's files are being read, and nobody waits."""
    monkeypatch.setattr(bounded, "_PLACES", threading.Semaphore(0))
    monkeypatch.setattr(bounded, "CLOCK_FACTOR", 0)


@pytest.mark.django_db
def test_list_that_found_no_place_is_not_blamed(client, clock, no_place, caplog):
    round_ = on_site_round()
    client.force_login(round_.here.member)

    answer = upload_list(client, round_)

    page = answer.content.decode()
    assert answer.status_code == 503
    assert "服务器此时正在处理他人提交的内容" in page
    assert "超过20秒" not in page and "文件是空的" not in page
    assert list(answer.context["form"].errors) == ["__all__"]


@pytest.mark.django_db
def test_paper_that_found_no_place_is_not_blamed(client, clock, no_place, caplog):
    round_ = on_site_round()
    client.force_login(round_.here.member)

    answer = post(client, round_, evidence=[SimpleUploadedFile("说明.docx", b"PK\x03\x04 and so on")])

    page = answer.content.decode()
    assert answer.status_code == 503
    assert TYPED in page and "服务器此时正在处理他人提交的内容" in page
    assert list(answer.context["form"].errors) == ["__all__"]


@pytest.mark.django_db
def test_list_is_read_once_though_it_finds_no_room(client, clock, monkeypatch, caplog):
    read = []

    def counted(data, name):
        read.append(len(data))
        return read_upload(data, name)

    monkeypatch.setattr("inspections.forms.imports.read_upload", counted)
    monkeypatch.setattr(Blob._meta.get_field("file").storage, "save", no_room)
    round_ = on_site_round()
    client.force_login(round_.here.member)

    answer = upload_list(client, round_)

    assert answer.status_code == 507
    assert list(answer.context["form"].errors) == ["__all__"]
    assert read == [PUBLISHED.stat().st_size]
    assert not ImportDraft.objects.exists()


@only_sqlite
@pytest.mark.django_db(transaction=True)
def test_full_database_brings_the_form_back_and_goes_on_when_there_is_room(client, clock, full_database):
    round_ = on_site_round()
    client.force_login(round_.here.member)
    full_database(round_.here.member)

    answer = post(client, round_)

    assert answer.status_code == 507
    assert TYPED in answer.content.decode() and "服务器存储空间已满" in answer.content.decode()
    assert not Finding.objects.exists()
    make_room()
    assert post(client, round_).status_code == 302
    assert Finding.objects.get().text == TYPED


@only_sqlite
@pytest.mark.django_db(transaction=True)
def test_refusal_that_cannot_be_recorded_is_a_refusal_all_the_same(client, clock, full_database, caplog):
    round_ = on_site_round()
    refused = reverse("inspections:finding-record", args=[round_.pk])
    client.force_login(round_.here.office)
    full_database(round_.here.office)
    before = AuditEvent.objects.count()

    answer = client.post(refused, finding_form())

    assert answer.status_code == 403
    assert AuditEvent.objects.count() == before
    assert "Refused and not recorded" in caplog.text and refused in caplog.text


@only_sqlite
@pytest.mark.django_db(transaction=True)
def test_nobody_waits_longer_than_two_seconds_for_a_lock(client, clock):
    round_ = on_site_round()
    client.force_login(round_.here.member)
    held, done = threading.Event(), threading.Event()

    def hold():
        other = connections["default"]
        other.ensure_connection()
        other.connection.execute("BEGIN IMMEDIATE")
        held.set()
        done.wait(20)
        other.connection.execute("ROLLBACK")
        other.close()

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(10)
    began = time.monotonic()
    answer = post(client, round_)
    waited = time.monotonic() - began
    done.set()
    holder.join()

    assert answer.status_code == 503
    assert TYPED in answer.content.decode() and "服务器此时正在处理他人提交的内容" in answer.content.decode()
    assert 1.5 < waited < 6
    assert post(client, round_).status_code == 302


@pytest.mark.parametrize("is_read_by_guard", [True, False])
@pytest.mark.django_db
def test_upload_that_finds_no_room_is_answered_with_a_page(client, clock, monkeypatch, is_read_by_guard):
    """Before there is a form: when the guard against forged requests reads what was sent, or else the view."""
    client.handler.enforce_csrf_checks = is_read_by_guard
    round_ = on_site_round()
    client.force_login(round_.here.member)
    client.get(reverse("inspections:finding-record", args=[round_.pk]))  # brings the guard's cookie
    client.raise_request_exception = False
    monkeypatch.setattr("config.upload_folder.tempfile.NamedTemporaryFile", no_room)
    large = SimpleUploadedFile("a.png", PNG + bytes(settings.FILE_UPLOAD_MAX_MEMORY_SIZE))

    answer = post(client, round_, evidence=[large])

    page = answer.content.decode()
    assert answer.status_code == 507
    assert "服务器存储空间已满" in page and "请通知系统管理员" in page
    assert TYPED not in page and "已填写的文字仍然保留" not in page  # there is no form to keep it
    assert "请返回上一页" in page


@pytest.mark.django_db
def test_another_fault_is_no_trouble_of_the_machine(client, clock, monkeypatch):
    round_ = on_site_round()
    client.force_login(round_.here.member)

    def fails(*args, **kwargs):
        raise OSError(errno.EIO, "odd")

    monkeypatch.setattr(Blob._meta.get_field("file").storage, "save", fails)
    with pytest.raises(OSError, match="odd"):
        post(client, round_, evidence=[SimpleUploadedFile("a.png", PNG)])


def caused_by(**facts):
    error = DatabaseError("…")
    error.__cause__ = type("Cause", (Exception,), facts)()
    return error


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (OSError(errno.ENOSPC, ""), FULL),
        (OSError(errno.EDQUOT, ""), FULL),
        (OSError(errno.EACCES, ""), None),
        (Busy("no place"), BUSY),
        (caused_by(sqlite_errorcode=13), FULL),
        (caused_by(sqlite_errorcode=5), BUSY),
        (caused_by(sqlite_errorcode=5 | 2 << 8), BUSY),  # SQLITE_BUSY_SNAPSHOT
        (caused_by(sqlite_errorcode=19), None),
        (caused_by(sqlstate="53100"), FULL),
        (caused_by(sqlstate="40P01"), BUSY),
        (caused_by(sqlstate="23505"), None),
        (DatabaseError("…"), None),
        (ValueError("…"), None),
        (None, None),
    ],
)
def test_what_the_driver_says_is_understood(error, trouble):
    assert trouble_of(error) is trouble
