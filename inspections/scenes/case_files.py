"""A case file of the access world, and what has to happen before its verbs are possible."""

from core.scenes import World
from inspections.actions import case_files
from inspections.models import CaseFile
from records.actions.blobs import store_bytes
from records.scenes import PDF, pdf

# The directory of an empty ZIP.
EMPTY_ZIP = b"PK\x05\x06" + bytes(18)
ARCHIVE = "枣庄高新区综合档案馆"


def kept_here(world: World) -> None:
    """The world has no closed round, so that none can be made: the row alone says who knows of it."""
    round_ = world.things["round"]
    world.things["case_file"] = CaseFile.objects.create(
        round=round_, scope=round_.scope, retention="thirty", pages=1, papers=1, files=1,
        package=store_bytes(EMPTY_ZIP, content_type="application/zip"),
        book=store_bytes(PDF, content_type="application/pdf"), made_by=world.users["office"], made_at=world.at(-2),
    )  # fmt: skip


def handed_over(world: World, case_file: CaseFile, *, on) -> CaseFile:
    return case_files.hand_over(case_file=case_file, archive=ARCHIVE, by=world.users["office"], **world.when(on))


def received(world: World, case_file: CaseFile, *, on) -> CaseFile:
    return case_files.record_receipt(
        case_file=case_file, signed_by="档案馆 周敏", receipt=pdf("移交表.pdf"), by=world.users["office"],
        **world.when(on),
    )  # fmt: skip


def on_its_way(world: World) -> CaseFile:
    return handed_over(world, world.things["case_file"], on=-1)


MOMENTS = {"inspections:case-file-record-receipt": on_its_way}
