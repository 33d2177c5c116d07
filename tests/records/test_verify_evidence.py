import json

import pytest
from django.core.management import call_command

from records.models import Blob
from tests.records import builders

pytestmark = pytest.mark.django_db


def run(capsys):
    code = 0
    try:
        call_command("verify_evidence")
    except SystemExit as stop:
        code = stop.code
    return code, json.loads(capsys.readouterr().out)


@pytest.fixture
def blobs(at):
    district = builders.desk(at)
    for n in range(3):
        builders.evidence(district, at, content=builders.PDF + bytes([n]))
    return list(Blob.objects.order_by("pk"))


@pytest.mark.requirement("R82")
def test_untouched_files_are_good(blobs, capsys):
    assert run(capsys) == (0, {"checked": 3, "bad": []})


@pytest.mark.requirement("R82")
def test_changed_and_missing_files_are_found(blobs, capsys):
    with open(blobs[0].file.path, "r+b") as file:
        file.write(b"%PDF-1.8")
    blobs[2].file.storage.delete(blobs[2].file.name)

    assert run(capsys) == (
        1,
        {
            "checked": 3,
            "bad": [
                {"sha256": blobs[0].sha256, "problem": "changed"},
                {"sha256": blobs[2].sha256, "problem": "missing"},
            ],
        },
    )
