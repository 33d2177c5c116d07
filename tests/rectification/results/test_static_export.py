"""An announcement as a folder for any web server: whole by itself, with its paper and hashes, and nothing hidden."""

import hashlib
import io
import json
import re
import zipfile

import pytest
from django.urls import reverse
from pypdf import PdfReader

from records.actions.documents import issue
from records.case_files.package import read_sums
from records.rendering import render_document
from rectification.actions import announcements
from rectification.scenes import results as steps
from tests.inspections.builders import at_on
from tests.rectification.results import builders as b

pytestmark = pytest.mark.django_db
COMPLAINANT, SECRET, PHONE = "张举报", "示例配方十三号", "13900002222"


def with_paper(one):
    """As a task makes it after the approval."""
    document = one.document
    pdf = render_document(
        document.kind, document.data, number=document.full_number, issued_on=document.issued_on, draft=False
    )
    issue(document=document, pdf_bytes=pdf, at=at_on(b.ANNOUNCED))
    return one


def folder_of(client, one, user) -> dict[str, bytes]:
    client.force_login(user)
    answer = client.get(reverse("rectification:announcement-site", args=[one.pk]))
    assert answer.headers["Content-Type"] == "application/zip"
    assert "attachment" in answer.headers["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as found:
        assert found.testzip() is None
        return {name: found.read(name) for name in found.namelist()}


def words_in(files: dict[str, bytes]) -> str:
    """Everything a reader finds in any of them, the PDF as its text and as its bytes."""
    printed = "".join(page.extract_text() for page in PdfReader(io.BytesIO(files["announcement.pdf"])).pages)
    told = "".join(data.decode("utf-8", errors="ignore") for data in files.values())
    return re.sub(r"\s", "", told + printed)


@pytest.mark.requirement("R73")
def test_folder_stands_by_itself_with_paper_and_hashes(client):
    one = with_paper(b.approved())

    files = folder_of(client, one, one.here.office)

    assert set(files) == {
        "index.html", "css/public.css", "img/mark.svg", "announcement.pdf", "manifest.json", "manifest.csv",
        "SHA256SUMS",
    }  # fmt: skip
    page = files["index.html"].decode()
    assert one.title in page
    assert one.document.full_number in page
    led = re.findall(r'(?:href|src)="([^"]*)"', page)
    # Beside it in the folder, so that it opens from a disc, too.
    assert set(led) == {"css/public.css", "img/mark.svg", "announcement.pdf"}
    for path in ("index.html", "css/public.css"):
        text = files[path].decode()
        assert not re.search(r"https?:|//[a-z]|<script|@import|url\(", text)
    assert files["announcement.pdf"].startswith(b"%PDF")
    sums = dict(read_sums(files["SHA256SUMS"].decode()))
    assert {path: hashlib.sha256(files[path]).hexdigest() for path in sums} == sums
    assert set(sums) == set(files) - {"SHA256SUMS"}
    manifest = json.loads(files["manifest.json"])
    assert (manifest["number"], manifest["title"]) == (one.document.full_number, one.title)
    assert {each["path"]: each["sha256"] for each in manifest["files"]}.items() <= sums.items()


def test_same_announcement_gives_the_same_bytes(client):
    one = with_paper(b.approved())
    client.force_login(one.here.office)
    url = reverse("rectification:announcement-site", args=[one.pk])
    assert client.get(url).content == client.get(url).content


@pytest.mark.requirement("R73")
def test_redacted_words_and_complainant_data_are_in_no_file(client):
    one = b.composed()
    here = one.here
    when = {"by": here.office, "on": b.ANNOUNCED, "at": at_on(b.ANNOUNCED)}
    note = one.case.round.notes.first()
    type(note).objects.filter(pk=note.pk).update(text=f"来电人{COMPLAINANT}反映", people=f"{COMPLAINANT} {PHONE}")
    one = announcements.edit(
        announcement=one, title=one.title, text=f"{one.text}\n{COMPLAINANT}（{PHONE}）反映{SECRET}存放不当。", **when
    )
    for words, kind in ((COMPLAINANT, "complainant"), (SECRET, "trade_secret"), (PHONE, "number")):
        one = announcements.list_words(announcement=b.fresh(one), words=words, kind=kind, **when)
    hidden = [redaction.word for redaction in one.redactions.filter(kept_reason="")]
    assert {COMPLAINANT, SECRET, PHONE} <= set(hidden)
    assert COMPLAINANT in one.text

    one = with_paper(steps.approved(here, b.fresh(one), on=b.ANNOUNCED))
    told = words_in(folder_of(client, one, here.office))

    assert "存放不当" in told
    assert [word for word in hidden if re.sub(r"\s", "", word) in told] == []


def test_folder_is_there_once_the_paper_is_made_and_the_page_says_so(client):
    one = b.approved()
    client.force_login(one.here.office)
    url = reverse("rectification:announcement-site", args=[one.pk])
    assert client.get(url).status_code == 404
    assert "PDF生成后" in client.get(one.get_absolute_url()).content.decode()
    with_paper(one)
    assert url in client.get(one.get_absolute_url()).content.decode()


def test_folder_of_a_draft_is_not_there(client):
    one = b.composed()
    client.force_login(one.here.office)
    assert client.get(reverse("rectification:announcement-site", args=[one.pk])).status_code == 404


def test_strangers_get_no_folder(client):
    one = with_paper(b.approved())
    client.force_login(one.here.leader)
    assert client.get(reverse("rectification:announcement-site", args=[one.pk])).status_code in (403, 404)
