"""Files and papers of the worlds: what evidence is made of, and a letter to each department and body with a file."""

import io

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from accounts.actions.scopes import unit_scope
from core.scenes import World
from records.actions import jobs
from records.actions.documents import issue, number_document
from records.actions.evidence import attach
from records.actions.viewing_copies import make_viewing_copy
from records.jobs import held
from records.models import EvidenceLink

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
ADDRESSEES = ("department", "other_department", "body", "other_body")
LETTER = {
    "issuer": "权限核对安委办",
    "addressee": "权限核对应急局",
    "title": "关于报送材料的通知",
    "sections": [{"heading": "", "paragraphs": ["请于三日内报送材料。"]}],
}


def pdf(name="材料.pdf"):
    return SimpleUploadedFile(name, PDF)


def photo(name="照片.png"):
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "steelblue").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue())


def site_photo(number: int, *, is_tidy: bool = False) -> SimpleUploadedFile:
    """A drawn corridor as a camera would send it, with things in the way or, once it is tidy, without; a few numbers
    give as many different ones."""
    picture = Image.new("RGB", (1280, 960), "#d8dcdd")
    draw = ImageDraw.Draw(picture)
    draw.polygon([(0, 960), (1280, 960), (820, 460), (460, 460)], fill=("#9aa39d", "#a89f92", "#8f979f")[number % 3])
    draw.polygon([(0, 0), (460, 240), (460, 460), (0, 960)], fill="#c3c9c6")
    draw.polygon([(1280, 0), (820, 240), (820, 460), (1280, 960)], fill="#b9c0bd")
    draw.rectangle((540, 250, 740, 460), fill="#5f6b70")
    draw.rectangle((585, 195, 695, 235), fill="#1f8a4c" if is_tidy else "#6c7073")
    for box in range(0 if is_tidy else 7):
        turn = (number * 5 + box) * 211
        left, foot, size = 220 + turn % 600, 560 + turn % 370, 90 + turn % 130
        colour = ("#8a5a2b", "#b07a3d", "#6e4a25", "#b23b2e")[turn % 4]
        draw.rectangle((left, foot - size, left + size, foot), fill=colour, outline="#3c2a18", width=5)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return SimpleUploadedFile(f"{'整改后' if is_tidy else '现场'}{number}.jpg", out.getvalue())


def looked_at(thing) -> None:
    """What the background would have done by now for the pictures of this thing."""
    for link in EvidenceLink.objects.filter(subject_id=str(thing.pk), awaits_copy=True):
        make_viewing_copy(link=link, at=link.uploaded_at)


def write_to_bodies(world: World) -> None:
    """For the access world."""
    when, office = world.when(-10), world.users["office"]
    for code in ADDRESSEES:
        unit = world.units[code]
        scope = unit_scope(unit=unit, by=office, at=when["at"])
        document = number_document(
            kind="letter", title=f"致{unit.short_name}的函", series="核对函", data=LETTER, scope=scope,
            addressee=unit, subject=unit, by=office, **when,
        )  # fmt: skip
        world.things[f"document_{code}"] = issue(document=document, pdf_bytes=PDF, at=when["at"])
        world.things[f"evidence_{code}"] = attach(
            upload=photo(), subject=document, scope=scope, by=office, at=when["at"]
        )


def look_at_pictures(world: World) -> None:
    """For the access world: what the background would have done by now."""
    for name, thing in world.things.items():
        if isinstance(thing, EvidenceLink) and thing.awaits_copy:
            world.things[name] = make_viewing_copy(link=thing, at=thing.uploaded_at)


def ask_for_files(world: World) -> None:
    """A list of the office's as a file, made by now, and one that still is."""
    office, at = world.users["office"], world.clock.at(world.clock.today)
    facts = {"path": "/findings/", "query": "export=csv", "form": "csv"}
    made = jobs.ask(kind="export", title="问题", facts=facts, total=1, by=office, at=at)
    made = jobs.start(job=made, at=at)
    fields = {"file_name": "问题.csv", "access": held(office.fresh_access())}
    world.things["job"] = jobs.finish(
        job=made, at=at, made=fields, file=ContentFile("序号\r\n".encode("utf-8-sig"), name="list.csv")
    )
    facts["query"] = "export=xlsx"
    running = jobs.ask(kind="export", title="问题", facts=facts | {"form": "xlsx"}, total=9, by=office, at=at)
    world.things["job_running"] = jobs.start(job=running, at=at)
