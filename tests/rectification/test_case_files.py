"""卷宗: one ZIP and one PDF/A that open and are checked without the system (四(二)二, R83)."""

import csv
import hashlib
import io
import json
import subprocess
import zipfile
from io import BytesIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from accounts.actions.scopes import open_scope
from accounts.roles import ScopeKind
from core.refusals import IllegalMove, NotAllowed
from inspections.actions import case_files, supplements
from inspections.case_contents import Contents
from inspections.models import CaseFile, Finding, SubdistrictRound
from inspections.scenes import case_files as steps
from records.actions.documents import attach_scan
from records.actions.evidence import attach
from records.actions.issuing import make_document
from records.jobs import carry_out
from records.models import EvidenceLink, IssuedDocument
from records.scenes import pdf
from tests.accounts.builders import sign_in
from tests.inspections.builders import at_on
from tests.rectification import builders as b
from tests.rectification.results.builders import finished

pytestmark = pytest.mark.django_db
LEAD = "暗记线索某甲"


@pytest.fixture
def round_():
    """Archived, its papers made, with a scan and evidence."""
    case = finished(b.accepted_case())
    found = case.round
    here, at = case.here, at_on(b.DECIDED)
    SubdistrictRound.objects.filter(pk=found.pk).update(status="archived", closed_on=b.DECIDED, archived_on=b.DECIDED)
    for paper in IssuedDocument.objects.all():
        make_document(document=paper, at=at)
    scanned = IssuedDocument.objects.filter(kind="feedback").get()
    attach_scan(document=scanned, upload=pdf("反馈意见签字件.pdf"), by=here.office, at=at)
    attach(upload=pdf("现场.pdf"), subject=found.findings.first(), scope=found.scope, by=here.office, at=at)
    found = SubdistrictRound.objects.get(pk=found.pk)
    found.here = here
    return found


def made(round_, **facts) -> CaseFile:
    job = case_files.ask(round=round_, retention="thirty", by=round_.here.office, at=timezone.now(), **facts)
    job = carry_out(job, timezone.now)
    assert job.status == "ready", job.words
    return CaseFile.objects.get(pk=job.result_id)


def bytes_of(blob) -> bytes:
    with blob.file.open("rb") as file:
        return file.read()


def written(case_file, tmp_path):
    path = tmp_path / "卷宗.zip"
    path.write_bytes(bytes_of(case_file.package))
    return path


@pytest.mark.requirement("R83")
def test_package_opens_without_the_system_and_its_hashes_pass(round_, tmp_path):
    case_file = made(round_)
    path = written(case_file, tmp_path)
    folder = tmp_path / "out"

    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        package.extractall(folder)

    checked = subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=folder, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr
    listed = json.loads((folder / "manifest.json").read_text())
    rows = list(csv.reader(io.StringIO((folder / "manifest.csv").read_text(encoding="utf-8-sig"))))
    assert [[one["path"], one["title"], str(one["size"]), one["sha256"]] for one in listed["files"]] == rows[1:]
    for one in listed["files"]:
        assert hashlib.sha256((folder / one["path"]).read_bytes()).hexdigest() == one["sha256"]
    # Issued papers, scans and originals byte for byte.
    kept = {hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.rglob("*") if file.is_file()}
    contents = Contents(round_)
    assert {paper.pdf.sha256 for paper in contents.papers} <= kept and len(contents.papers) >= 5
    assert {link.blob.sha256 for link in EvidenceLink.objects.filter(scope=round_.scope)} <= kept
    assert "sha256sum -c SHA256SUMS" in (folder / "README.txt").read_text()
    assert (listed["retention"], listed["pages"]) == ("定期30年", case_file.pages)
    assert (folder / "卷宗.pdf").read_bytes() == bytes_of(case_file.book)

    out = io.StringIO()
    call_command("verify_case_file", str(path), stdout=out)
    assert json.loads(out.getvalue()) == {"checked": len(listed["files"]) + 2, "bad": []}


@pytest.mark.requirement("R83")
def test_catalogue_names_every_paper_with_its_pages_in_the_volume(round_):
    case_file = made(round_)
    book = PdfReader(BytesIO(bytes_of(case_file.book)))
    papers = Contents(round_).papers
    with zipfile.ZipFile(BytesIO(bytes_of(case_file.package))) as package:
        lines = json.loads(package.read("manifest.json"))["catalogue"]

    assert [line["number"] for line in lines[: len(papers)]] == [paper.full_number for paper in papers]
    assert [line["title"] for line in lines[len(papers) :]] == ["时间线", "证据目录"]
    front = len(book.pages) - case_file.pages
    catalogue = "".join(page.extract_text() for page in book.pages[:front])
    assert "卷内目录" in catalogue and "保管期限" in catalogue and "定期30年" in catalogue
    next_page = 1
    for paper, line in zip(papers, lines, strict=False):
        first, _dash, last = line["pages"].partition("-")
        assert int(first) == next_page, "numbered through"
        next_page = int(last or first) + 1
        assert next_page - int(first) == len(PdfReader(BytesIO(bytes_of(paper.pdf))).pages)
        shown = book.pages[front + int(first) - 1].extract_text()
        assert paper.full_number in shown and first in shown.split()
    assert int(lines[-1]["pages"].rpartition("-")[2]) == case_file.pages


def test_volume_is_an_archival_pdf(round_):
    """What PDF/A-2B asks and can be looked at here: level, colours, fonts inside, no secrets, acts or annotations."""
    book = PdfReader(BytesIO(bytes_of(made(round_).book)))
    root = book.trailer["/Root"]
    packet = root["/Metadata"].get_data().decode()

    assert "<pdfaid:part>2</pdfaid:part>" in packet and "<pdfaid:conformance>B</pdfaid:conformance>" in packet
    assert root["/OutputIntents"][0]["/S"] == "/GTS_PDFA1" and "/Filter" not in root["/Metadata"]
    assert not book.is_encrypted and book.trailer["/ID"] and "/Info" not in book.trailer
    assert not {"/Names", "/AA", "/OpenAction", "/AcroForm", "/StructTreeRoot"} & root.keys()
    for page in book.pages:
        assert "/Annots" not in page and "/AA" not in page
        fonts = [*page["/Resources"].get("/Font", {}).values()]
        number = page["/Resources"].get("/XObject", {}).get("/XuNumber")
        fonts += number["/Resources"]["/Font"].values() if number is not None else []
        for font in fonts:
            inner = font.get("/DescendantFonts", [font])[0]
            assert any(name.startswith("/FontFile") for name in inner["/FontDescriptor"])


@pytest.mark.parametrize("how", ["changed", "missing", "unlisted"])
def test_check_names_a_file_that_is_not_what_was_kept(round_, tmp_path, how, capsys):
    source = zipfile.ZipFile(BytesIO(bytes_of(made(round_).package)))
    path, victim = tmp_path / "x.zip", "时间线.csv"
    with zipfile.ZipFile(path, "w") as out:
        for name in source.namelist():
            data = source.read(name)
            if name == victim and how != "unlisted":
                if how == "missing":
                    continue
                data += b"x"
            out.writestr(name, data)
        if how == "unlisted":
            out.writestr("另加.txt", b"x")
            victim = "另加.txt"

    with pytest.raises(SystemExit) as ended:
        call_command("verify_case_file", str(path))

    assert ended.value.code == 1
    assert json.loads(capsys.readouterr().out)["bad"] == [{"path": victim, "problem": how}]


@pytest.mark.parametrize("data", [b"no zip", steps.EMPTY_ZIP])
def test_check_says_in_one_line_what_is_no_case_file(tmp_path, data):
    path = tmp_path / "x.zip"
    path.write_bytes(data)
    with pytest.raises(CommandError, match=r"cannot be read as a ZIP|it is no case file"):
        call_command("verify_case_file", str(path))


def test_leads_and_what_lies_apart_are_not_in_it(round_):
    finding = round_.findings.first()
    lead_scope = lead_scope_of(round_)
    lead = Finding.objects.get(pk=finding.pk)
    lead.pk, lead.number, lead.kind, lead.text, lead.scope = None, 999, "lead", LEAD, lead_scope
    lead.is_apart, lead.topic_number = True, 8
    lead._state.adding = True
    lead.save_base(force_insert=True)
    attach(upload=pdf(f"{LEAD}.pdf"), subject=lead, scope=lead_scope, by=round_.here.office, at=timezone.now())

    contents = Contents(round_)

    assert str(lead.pk) not in contents._subjects["finding"]
    assert not [link for link in contents.evidence if LEAD in link.name]
    assert not contents.events.filter(scope_id=lead_scope.pk).exists()
    # Ids are counted in each kind anew: nothing of accounts and plans, whose numbers are the same.
    assert not contents.events.filter(target_kind__in=["user", "unit", "scope", "annualplan"]).exists()
    with zipfile.ZipFile(BytesIO(bytes_of(made(round_).package))) as package:
        assert not [name for name in package.namelist() if LEAD in name]
        for name in ("时间线.csv", "manifest.json"):
            assert LEAD not in package.read(name).decode()


def lead_scope_of(round_):
    return open_scope(kind=ScopeKind.LEAD, label="线索")


def test_damaged_file_stops_the_whole_and_nothing_is_kept(round_):
    paper = Contents(round_).papers[0]
    paper.pdf.file.storage.delete(paper.pdf.file.name)
    job = case_files.ask(round=round_, retention="ten", by=round_.here.office, at=timezone.now())

    job = carry_out(job, timezone.now)

    assert job.status == "failed" and "无法收入" in job.words
    assert not CaseFile.objects.exists()


def test_paper_that_is_not_made_yet_is_waited_for(round_):
    IssuedDocument.objects.filter(pk=Contents(round_).papers[0].pk).update(pdf=None, status="numbered")
    with pytest.raises(IllegalMove, match="正在生成"):
        case_files.ask(round=round_, retention="ten", by=round_.here.office, at=timezone.now())


def test_round_that_goes_on_has_no_case_file_and_others_make_none(round_):
    for who in ("committee", "leader", "principal"):
        with pytest.raises(NotAllowed):
            case_files.ask(round=round_, retention="ten", by=getattr(round_.here, who), at=timezone.now())
    SubdistrictRound.objects.filter(pk=round_.pk).update(status="ended", closed_on=None, archived_on=None)
    with pytest.raises(IllegalMove, match="办结后制作"):
        case_files.ask(
            round=SubdistrictRound.objects.get(pk=round_.pk), retention="ten", by=round_.here.office, at=timezone.now()
        )


def test_each_volume_has_one_standing_case_file_and_a_supplement_its_own(round_):
    office = round_.here.office
    main = made(round_)
    with pytest.raises(IllegalMove, match="已有案卷"):
        case_files.ask(round=round_, retention="ten", by=office, at=timezone.now())
    today = timezone.localdate()
    later = supplements.add(
        round=round_, title="回访材料", reason="归档后收到", evidence=[pdf("回访.pdf")], by=office, on=today,
        at=timezone.now(),
    )  # fmt: skip

    volume = made(round_, supplement=later)

    with zipfile.ZipFile(BytesIO(bytes_of(volume.package))) as package:
        assert [name for name in package.namelist() if name.startswith("证据/")] == ["证据/0001 回访.pdf"]
        assert not [name for name in package.namelist() if name.startswith("文件/")]
    case_files.withdraw(case_file=main, reason="保管期限有误", by=office, on=today, at=timezone.now())
    again = made(round_)
    assert (
        again.pk != main.pk
        and "证据/0001 回访.pdf" not in zipfile.ZipFile(BytesIO(bytes_of(again.package))).namelist()
    )


@pytest.mark.requirement("R83")
def test_case_file_is_handed_over_with_a_list_and_the_archive_signs(round_, client):
    office, today = round_.here.office, timezone.localdate()
    case_file = made(round_)
    sign_in(client, office)
    page = client.get(case_file.get_absolute_url()).content.decode()
    assert case_file.package.sha256 in page and "移交案卷" in page

    client.post(
        reverse("inspections:case-file-hand-over", args=[case_file.pk]),
        {"archive": "区综合档案馆", "on": today, "version": case_file.version},
    )

    case_file = CaseFile.objects.get()
    assert (case_file.status, case_file.archive, case_file.handed_over_on) == ("handed_over", "区综合档案馆", today)
    paper = make_document(document=case_file.transfer, at=timezone.now())
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(bytes_of(paper.pdf))).pages)
    assert "案卷移交表" in text and case_file.package.sha256 in "".join(text.split()) and "接收人" in text

    client.post(
        reverse("inspections:case-file-record-receipt", args=[case_file.pk]),
        {"signed_by": "周敏", "on": today, "receipt": pdf("移交表.pdf"), "version": case_file.version},
    )

    case_file = CaseFile.objects.get()
    assert (case_file.status, case_file.signed_by, case_file.received_on) == ("received", "周敏", today)
    page = client.get(case_file.get_absolute_url()).content.decode()
    assert "周敏" in page and "移交表.pdf" in page and "档案馆已签收" in page


def test_office_makes_it_from_the_page_of_the_round_and_follows_its_progress(round_, client):
    office = sign_in(client, round_.here.office)
    page = office.get(round_.get_absolute_url()).content.decode()
    make = reverse("inspections:case-file-make", args=[round_.pk])
    assert make in page
    shown = office.get(make).content.decode()
    assert "问题线索、举报人信息、暗访材料不入卷" in shown

    answer = office.post(make, {"retention": "permanent"}, follow=True)

    job = answer.context["thing"]
    assert "已收入文件" in answer.content.decode()
    job = carry_out(job, timezone.now)
    page = office.get(job.get_absolute_url()).content.decode()
    case_file = CaseFile.objects.get()
    assert f'href="{case_file.get_absolute_url()}"' in page and "查看案卷" in page
    page = office.get(round_.get_absolute_url()).content.decode()
    assert 'id="case-files"' in page and case_file.get_absolute_url() in page and make not in page
    page = office.get(reverse("inspections:case-file-list") + "?q=兴仁&status=made&retention=permanent")
    assert case_file.get_absolute_url() in page.content.decode()
    empty = office.get(reverse("inspections:case-file-list") + "?status=received").content.decode()
    assert case_file.get_absolute_url() not in empty


def test_committee_and_secretary_read_and_nobody_else(round_, client):
    case_file, answers = made(round_), []
    for who in ("office", "committee", "secretary"):
        sign_in(client, getattr(round_.here, who))
        for name in ("package", "book"):
            answer = client.get(reverse(f"inspections:case-file-{name}", args=[case_file.pk]))
            blob = getattr(case_file, name)
            assert hashlib.sha256(b"".join(answer.streaming_content)).hexdigest() == blob.sha256
            answers.append(answer)
    for who in ("leader", "principal", "stranger"):
        sign_in(client, getattr(round_.here, who))
        for name in ("detail", "package", "book"):
            assert client.get(reverse(f"inspections:case-file-{name}", args=[case_file.pk])).status_code in (403, 404)
    for answer in answers:
        answer.close()


def test_list_costs_the_same_however_long(round_, client, django_assert_max_num_queries):
    made(round_)
    sign_in(client, round_.here.office)
    with django_assert_max_num_queries(12):
        client.get(reverse("inspections:case-file-list"))
