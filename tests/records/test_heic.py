"""Pictures as telephones take them: kept as they came, shown as JPEG, decoded in the child alone (R82)."""

import hashlib
import io
import subprocess
import sys

import pillow_heif
import pytest
from PIL import ExifTags, Image

from core.refusals import IllegalMove
from records import viewing_copies
from records.file_types import check_upload
from tests.records import builders
from tests.records.test_evidence_attach import stored


def heic(*, size=(64, 48), turned=False) -> bytes:
    exif = Image.Exif()
    exif[ExifTags.Base.Make], exif[ExifTags.Base.Model] = "Apple", "iPhone 15"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSMapDatum] = "secret place"
    if turned:
        exif[ExifTags.Base.Orientation] = 6
    out = io.BytesIO()
    picture = pillow_heif.from_pillow(Image.new("RGB", size, "seagreen"))
    picture.save(out, exif=exif.tobytes())
    return out.getvalue()


@pytest.mark.django_db
@pytest.mark.requirement("R82")
def test_picture_of_a_telephone_is_kept_as_it_came_and_shown_as_jpeg(at):
    content = heic()
    link = builders.picture(builders.desk(at), at, content=content, name="IMG_0001.HEIC")

    assert stored(link.blob) == content
    assert (link.blob.sha256, link.blob.content_type) == (hashlib.sha256(content).hexdigest(), "image/heic")
    assert link.device == "Apple iPhone 15"
    for copy in (link.viewing_copy, link.thumbnail):
        shown = stored(copy)
        with Image.open(io.BytesIO(shown)) as picture:
            assert (picture.format, copy.content_type, picture.size) == ("JPEG", "image/jpeg", (64, 48))
        assert b"iPhone" not in shown and b"secret" not in shown


@pytest.mark.parametrize("brands", [b"heicmif1", b"heixmif1heix", b"mif1MiHEheic"])
def test_single_picture_is_told_by_its_brands(brands):
    head = (16 + len(brands) - 4).to_bytes(4, "big") + b"ftyp" + brands[:4] + bytes(4) + brands[4:]
    assert check_upload(builders.upload(head + bytes(50), "IMG.heif")) == "image/heif"


@pytest.mark.parametrize("brands", [b"msf1hevcheic", b"hevcmsf1heic", b"avifmif1", b"mif1avif", b"mif1miaf"])
def test_what_moves_or_is_packed_otherwise_is_not_taken(brands):
    head = (16 + len(brands) - 4).to_bytes(4, "big") + b"ftyp" + brands[:4] + bytes(4) + brands[4:]
    with pytest.raises(IllegalMove, match="heic"):
        check_upload(builders.upload(head + bytes(50), "IMG.heic"))


def test_name_must_say_what_it_is():
    with pytest.raises(IllegalMove, match="HEIC"):
        check_upload(builders.upload(heic(), "IMG.jpg"))


def test_picture_that_unpacks_to_too_much_has_no_copy(monkeypatch):
    picture = io.BytesIO(heic(size=(80, 40)))
    monkeypatch.setattr(viewing_copies, "MAX_PIXELS", 3199)
    assert viewing_copies.look(picture)["copy"] == ""
    monkeypatch.setattr(viewing_copies, "MAX_PIXELS", 3200)
    assert viewing_copies.look(picture)["copy"]


@pytest.mark.django_db
def test_broken_picture_is_kept_without_a_copy(at):
    whole = heic()
    link = builders.picture(builders.desk(at), at, content=whole[: len(whole) // 2], name="IMG.heic")
    assert (link.viewing_copy, link.thumbnail, link.awaits_copy) == (None, None, False)
    assert stored(link.blob) == whole[: len(whole) // 2]


def test_decoder_is_loaded_by_nobody_but_the_child():
    code = (
        "import django, sys; django.setup();"
        "import config.urls, records.actions.viewing_copies, records.views.evidence;"
        "sys.exit('pillow_heif' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
