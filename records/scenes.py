"""Files and papers of the worlds: what evidence is made of, and a letter to each department and body with a file."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.actions.scopes import unit_scope
from core.scenes import World
from records.actions.documents import issue, number_document
from records.actions.evidence import attach
from records.actions.viewing_copies import make_viewing_copy
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
