import hashlib
import json

import pytest
from django.core.management import call_command

from core.models import AuditEvent
from records.actions.evidence import share
from records.actions.issuing import issue
from records.models import Blob, EvidenceLink, IssuedDocument
from tests.records import builders
from tests.records.triggers import drop_triggers, execute

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


def attached(link):
    return AuditEvent.objects.get(verb="evidence.attach", target_id=str(link.pk))


@pytest.fixture
def links(at):
    district = builders.desk(at)
    contents = {"通知.pdf": builders.PDF, "现场.jpg": builders.photo(), "谈话.wav": builders.sound()}
    found = [builders.picture(district, at, content=content, name=name) for name, content in contents.items()]
    found[0].district = district
    return found


def bad(capsys):
    code, said = run(capsys)
    assert code == (1 if said["bad"] else 0)
    return [(one["problem"], one.get("thing")) for one in said["bad"]]


def exchange(blob, content):
    """The stored bytes, and the hash and length in the row."""
    with open(blob.file.path, "wb") as file:
        file.write(content)
    Blob.objects.filter(pk=blob.pk).update(sha256=hashlib.sha256(content).hexdigest(), size=len(content))


@pytest.mark.requirement("R82")
def test_file_exchanged_together_with_its_hash_is_found(links, capsys):
    assert bad(capsys) == []
    exchange(links[0].blob, b"%PDF-1.7 another")

    assert bad(capsys) == [("exchanged", f"evidencelink {links[0].pk}")]


@pytest.mark.requirement("R82")
def test_link_pointed_at_another_file_is_found(links, capsys):
    EvidenceLink.objects.filter(pk=links[0].pk).update(blob=links[2].blob)

    assert bad(capsys) == [("exchanged", f"evidencelink {links[0].pk}")]


@pytest.mark.parametrize("whose", ["blob", "viewing_copy"])
def test_copy_for_viewing_exchanged_is_found(links, capsys, whose):
    copy = links[1].viewing_copy if whose == "blob" else None
    EvidenceLink.objects.filter(pk=links[1].pk).update(**{whose: copy})

    assert bad(capsys) == [("exchanged", f"evidencelink {links[1].pk}")]


def test_copy_for_viewing_put_in_is_found(links, capsys):
    EvidenceLink.objects.filter(pk=links[0].pk).update(viewing_copy=links[1].viewing_copy)

    assert bad(capsys) == [("unattested", f"evidencelink {links[0].pk}")]


def test_evidence_moved_to_another_thing_is_found(links, capsys):
    EvidenceLink.objects.filter(pk=links[0].pk).update(subject_id="999")

    assert bad(capsys) == [("moved", f"evidencelink {links[0].pk}")]


def test_evidence_removed_is_found(links, capsys):
    EvidenceLink.objects.filter(pk=links[0].pk).delete()

    assert bad(capsys) == [("removed", f"evidencelink {links[0].pk}")]


def test_evidence_put_in_from_outside_is_found(links, capsys):
    link = links[0]
    link.pk = None
    link.save(force_insert=True)

    assert bad(capsys) == [("unattested", f"evidencelink {link.pk}")]


def test_event_changed_with_the_link_tells_nothing(links, capsys):
    """Who changes the event too makes it none of ours; verify_audit names it besides."""
    EvidenceLink.objects.filter(pk=links[0].pk).update(blob=links[2].blob)
    drop_triggers()
    new = json.dumps({**attached(links[0]).new, "sha256": links[2].blob.sha256})
    execute("UPDATE core_auditevent SET new = %s WHERE id = %s", new, attached(links[0]).pk)

    assert bad(capsys) == [("unattested", f"evidencelink {links[0].pk}")]


def test_event_put_in_before_the_true_one_tells_nothing(links, capsys):
    event = attached(links[0])
    columns = (
        'actor_id, actor_name, verb, target_kind, target_id, target_version, old, reason, "on", at, address, mark'
    )
    copy = (
        f"INSERT INTO core_auditevent (id, new, {columns}) SELECT %s, %s, {columns} FROM core_auditevent WHERE id = %s"  # noqa: S608
    )
    execute(copy, -5, json.dumps({**event.new, "sha256": links[2].blob.sha256}), event.pk)
    EvidenceLink.objects.filter(pk=links[0].pk).update(blob=links[2].blob)

    assert bad(capsys) == [("exchanged", f"evidencelink {links[0].pk}")]


def test_evidence_shared_with_another_thing_is_attested_by_its_own_event(links, capsys, at):
    link = links[1]
    share(link=link, subject=link.uploaded_by, scope=link.scope, by=link.uploaded_by, at=at)

    assert bad(capsys) == []


def test_issued_paper_exchanged_is_found(links, capsys, at):
    document = builders.document(links[0].district, at)
    document = issue(document=document, pdf_bytes=builders.PDF + b"paper", at=at)
    assert bad(capsys) == []

    IssuedDocument.objects.filter(pk=document.pk).update(pdf=links[0].blob)

    assert bad(capsys) == [("exchanged", f"issueddocument {document.pk}")]
