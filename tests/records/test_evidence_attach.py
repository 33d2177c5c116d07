"""What is kept of an upload, and what is refused (R82)."""

import hashlib
import io
import struct
import zipfile
import zlib
from datetime import date

import pytest
from django.conf import settings
from openpyxl import Workbook
from PIL import ExifTags, Image
from PIL.PngImagePlugin import PngInfo

from accounts.permissions import Permission
from core.models import AuditEvent
from core.refusals import IllegalMove, NotAllowed
from records import viewing_copies
from records.actions.evidence import attach, attach_all
from records.file_names import clean_name
from records.models import Blob, EvidenceLink
from tests.races import run_at_once
from tests.records import builders

pytestmark = pytest.mark.django_db


def stored(blob) -> bytes:
    with blob.file.open("rb") as file:
        return file.read()


def files_in_store() -> int:
    folder = settings.STORAGES["default"]["OPTIONS"]["location"] / "blobs"
    return sum(1 for path in folder.rglob("*") if path.is_file())


def located_photo(*, size=(2400, 1800), orientation=6) -> bytes:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Beispiel"
    exif[ExifTags.Base.Model] = "M1"
    exif[ExifTags.Base.Orientation] = orientation
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (34.0, 48.0, 21.0)
    return builders.photo(size=size, exif=exif, comment=b"taken by a reporter")


def workbook(*, macro=False) -> bytes:
    out = io.BytesIO()
    Workbook().save(out)
    if macro:
        with zipfile.ZipFile(out, "a") as archive:
            archive.writestr("xl/vbaProject.bin", b"macro")
    return out.getvalue()


@pytest.mark.requirement("R82")
def test_original_is_kept_byte_for_byte_with_its_hash(at):
    district, content = builders.desk(at), located_photo()

    link = builders.picture(district, at, content=content, name="现场.jpg", taken_on=date(2026, 3, 1))

    assert stored(link.blob) == content
    assert link.blob.sha256 == hashlib.sha256(content).hexdigest()
    assert (link.blob.size, link.blob.content_type) == (len(content), "image/jpeg")
    assert (link.device, link.taken_on) == ("Beispiel M1", date(2026, 3, 1))


@pytest.mark.requirement("R82", "R103")
def test_viewing_copy_is_small_upright_and_says_nothing_but_the_picture(at):
    link = builders.picture(builders.desk(at), at, content=located_photo(), name="现场.jpg")

    copy = stored(link.viewing_copy)
    with Image.open(io.BytesIO(copy)) as picture:
        assert picture.size == (1200, 1600)
        assert not picture.getexif()
        assert "comment" not in picture.info
    assert b"reporter" not in copy
    assert b"Beispiel" not in copy


def test_viewing_copy_of_png_leaves_its_texts_behind(at):
    texts = PngInfo()
    texts.add_text("Author", "reporter")
    content = builders.photo(form="PNG", pnginfo=texts)

    link = builders.picture(builders.desk(at), at, content=content, name="截图.png")

    assert b"reporter" in stored(link.blob)
    assert b"reporter" not in stored(link.viewing_copy)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("通知.pdf", builders.PDF),
        ("台账.xlsx", workbook()),
        ("旧表.xls", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)),
        ("录音.wav", builders.sound()),
        ("录音.mp3", b"ID3\x03\x00" + bytes(300)),
        ("没有标签.mp3", b"\xff\xfb\x90\x44" + bytes(300)),
        ("手机.mp4", b"\0\0\0\x18ftyp3gp4\0\0\2\0isom3gp4" + bytes(50)),
        ("录音.m4a", b"\0\0\0\x20ftypmp42\0\0\2\0isomiso2avc1mp41" + bytes(50)),
        ("录像.MP4", b"\0\0\0\x20ftypisom\0\0\2\0isomiso2avc1mp41" + bytes(50)),
    ],
)
def test_other_kinds_are_kept_without_a_viewing_copy(at, name, content):
    link = builders.evidence(builders.desk(at), at, content=content, name=name)

    assert (link.name, link.viewing_copy, link.awaits_copy) == (name, None, False)
    assert stored(link.blob) == content


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("现场.jpg", builders.PDF, ".pdf"),
        ("现场.png", builders.photo(), ".jpg"),
        ("录像.avi", b"RIFF\0\0\0\0AVI LIST" + bytes(50), ".avi"),
        ("录音.wav", b"RIFF\0\0\0\0AVI LIST" + bytes(50), "wav"),
        ("压缩.zip", b"PK\x05\x06" + bytes(18), "zip"),
        ("宏.xlsx", workbook(macro=True), "xlsx"),
        ("网页.pdf", b"<html><script>alert(1)</script></html>", "pdf"),
        ("脚本.wav", b"<script>WAVEfmt </script>" + bytes(50), "wav"),
        ("脚本.mp4", b"<!--ftypisom--><script>alert(1)</script>" + bytes(50), "mp4"),
        ("脚本.m4a", b"<script>alert(1);//-iso2avc1mp41" + bytes(50), "m4a"),
        ("手机.jpg", b"\0\0\0\x1cftypheic\0\0\0\0mif1heicmp42" + bytes(50), "jpg"),
        ("手机.mp4", b"\0\0\0\x1cftypheic\0\0\0\0mif1heicmp42" + bytes(50), "mp4"),
        ("图片.png", builders.photo(form="WEBP"), "png"),
        ("动图.png", builders.photo(form="PNG", save_all=True, append_images=[Image.new("RGB", (60, 40))]), "png"),
        ("没有后缀", builders.PDF, "pdf"),
        ("空.pdf", b"", "0"),
    ],
)
def test_upload_that_is_not_what_it_should_be_is_refused_with_its_name(at, name, content, said):
    district = builders.desk(at)

    with pytest.raises(IllegalMove) as refusal:
        builders.evidence(district, at, content=content, name=name)

    assert name in str(refusal.value.reason)
    assert said in str(refusal.value.reason)
    assert not Blob.objects.exists()


def test_upload_of_500_megabytes_is_refused_unread(at):
    district = builders.desk(at)
    upload = builders.fake_upload(size=500 * 1024**2)

    with pytest.raises(IllegalMove) as refusal:
        attach(upload=upload, subject=district.first, scope=district.scope, by=district.office, at=at)

    assert "500" in str(refusal.value.reason)
    assert str(settings.MAX_UPLOAD_BYTES // 1024**2) in str(refusal.value.reason)


def test_upload_of_exactly_the_limit_is_kept(at, settings):
    settings.MAX_UPLOAD_BYTES = len(builders.PDF)

    assert builders.evidence(builders.desk(at), at).blob.size == settings.MAX_UPLOAD_BYTES


def test_same_bytes_twice_are_stored_once_and_nobody_can_tell(at):
    district = builders.desk(at)
    before = files_in_store()
    first = builders.evidence(district, at, name="甲.pdf")

    second = builders.evidence(district, at, name="乙.pdf", by=district.committee)

    assert first.blob == second.blob
    assert (first.name, second.name) == ("甲.pdf", "乙.pdf")
    events = AuditEvent.objects.filter(verb="evidence.attach").values_list("new", flat=True)
    assert events[0] == events[1]
    assert files_in_store() == before + 1


def test_picture_that_claims_to_be_huge_is_kept_without_a_copy(at):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 60000, 60000, 8, 2, 0, 0, 0)
    bomb = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(1000)))
        + chunk(b"IEND", b"")
    )

    link = builders.picture(builders.desk(at), at, content=bomb, name="大.png")

    assert link.viewing_copy is None
    assert stored(link.blob) == bomb


def test_picture_too_large_for_the_memory_gets_no_copy(monkeypatch):
    picture = io.BytesIO(builders.photo(size=(40, 40), form="PNG"))
    monkeypatch.setattr(viewing_copies, "MAX_PIXELS", 1600)
    assert viewing_copies.viewing_copy(picture) is not None

    monkeypatch.setattr(viewing_copies, "MAX_PIXELS", 1599)
    assert viewing_copies.viewing_copy(picture) is None


def test_damaged_picture_is_kept_without_a_copy(at):
    content = builders.photo(size=(300, 300))[:500]

    assert builders.picture(builders.desk(at), at, content=content, name="坏.jpg").viewing_copy is None


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\文件\\现场.pdf", "现场.pdf"),
        ("a\u202efdp.exe.pdf", "a_fdp.exe.pdf"),
        ("一\r\n二.pdf", "一__二.pdf"),
        ("..pdf.pdf", "pdf.pdf"),
    ],
)
def test_name_is_cleaned(at, given, kept):
    upload = builders.upload()
    upload._name = given
    district = builders.desk(at)

    assert attach(upload=upload, subject=district.first, scope=district.scope, by=district.office, at=at).name == kept


def test_long_name_keeps_its_ending():
    assert clean_name("长" * 300 + ".pdf") == "长" * 196 + ".pdf"


def test_evidence_taken_tomorrow_is_refused(at):
    district = builders.desk(at)

    builders.evidence(district, at, taken_on=date(2026, 3, 2))
    with pytest.raises(IllegalMove):
        builders.evidence(district, at, taken_on=date(2026, 3, 3))


def test_permission_is_asked_where_given(at):
    district = builders.desk(at)

    builders.evidence(district, at, by=district.clerk, permission=Permission.ITEM_REPORT)
    with pytest.raises(NotAllowed):
        builders.evidence(district, at, by=district.other_principal, permission=Permission.ITEM_REPORT)


def test_several_files_are_kept_all_or_none(at):
    district = builders.desk(at)
    facts = {"subject": district.first, "scope": district.scope, "by": district.office, "at": at}

    with pytest.raises(IllegalMove):
        attach_all(uploads=[builders.upload(), builders.upload(b"text", "b.pdf")], **facts)
    assert not EvidenceLink.objects.exists()

    assert len(attach_all(uploads=[builders.upload(), builders.upload(name="c.pdf")], **facts)) == 2


@pytest.mark.django_db(transaction=True)
def test_same_bytes_from_four_people_at_once_are_stored_once(at):
    check_race(at)


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_same_bytes_from_four_people_at_once_are_stored_once_on_postgresql(at):
    check_race(at)


def check_race(at):
    district = builders.desk(at)

    links = run_at_once(lambda index: builders.evidence(district, at, name=f"{index}.pdf"), threads=4)

    assert {link.blob.pk for link in links} == {Blob.objects.get().pk}
    assert EvidenceLink.objects.count() == 4


def test_name_of_a_file_holds_nothing_that_cannot_be_printed():
    assert clean_name("现场😀\ue000.jpg") == "现场__.jpg"
