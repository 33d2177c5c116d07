"""What a camera wrote of itself into a picture: kept as far as it can be printed, and never in anybody's way."""

import pytest
from PIL import ExifTags, Image

from records import tasks
from records.models import EvidenceLink
from records.tasks import make_viewing_copies
from tests.records import builders

pytestmark = pytest.mark.django_db


def taken_by(maker: str, model: str) -> bytes:
    exif = Image.Exif()
    exif[ExifTags.Base.Make], exif[ExifTags.Base.Model] = maker, model
    return builders.photo(exif=exif)


def test_device_that_cannot_be_printed_stops_no_picture(at):
    district = builders.desk(at)
    for number, content in enumerate((taken_by("华为", "P40\x00xx\x07"), taken_by("HUAWEI", "P40"))):
        builders.evidence(district, at, content=content, name=f"现场{number}.jpg")

    assert make_viewing_copies() == {"made": 2, "none": 0, "failed": 0}

    strange, plain = EvidenceLink.objects.order_by("name")
    assert plain.device == "HUAWEI P40"
    assert "\x07" not in strange.device and "\x00" not in strange.device


def test_picture_that_fails_in_whatever_way_holds_up_no_other(at, monkeypatch):
    district = builders.desk(at)
    for number in range(2):
        builders.evidence(district, at, content=builders.photo(size=(9, 9 + number)), name=f"现场{number}.jpg")
    first = EvidenceLink.objects.order_by("uploaded_at", "pk").first()
    made = tasks.make_viewing_copy

    def failing(*, link, at):
        if link.pk == first.pk:
            raise RuntimeError("decoder")
        return made(link=link, at=at)

    monkeypatch.setattr(tasks, "make_viewing_copy", failing)

    counts = make_viewing_copies()

    assert (counts["made"], counts["failed"]) == (1, 1)
