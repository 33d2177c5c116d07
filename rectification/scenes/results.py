"""Results in the demo and in the access world: assessment, copies, announcements.

`things` of the access world hold `assessment` (told to the subdistrict), `copy` and `copy_other` (to another body),
`announcement` (on the public page) with its `publication`, and `announcement_draft` with a `redaction`.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from core.scenes import World
from inspections.models import SubdistrictRound
from inspections.scenes.facts import UNKNOWN_NAME
from records.actions.documents import issue
from records.scenes import PDF, pdf
from rectification.actions import announcement_decisions, announcements, assessments, copy_letters
from rectification.models import Announcement, Assessment, CopyLetter
from rectification.models.announcement import Part
from rectification.scenes import steps

# Seen by somebody it is not for, it says which wall has a hole.
HIDDEN = "暗记脱敏寅三"
OBJECTION = "数据无误，望考虑汛期影响整改进度的客观情况。"


# --- Steps ----------------------------------------------------------------------------------------------------------


def drafted(world: World, round_: SubdistrictRound, *, on) -> Assessment:
    return assessments.draft(round=round_, by=world.users["office"], **world.when(on))


def told(world: World, assessment: Assessment, *, on) -> Assessment:
    return assessments.tell(assessment=assessment, by=world.users["office"], **world.when(on))


def agreed(world: World, assessment: Assessment, *, by, on) -> Assessment:
    return assessments.agree(assessment=assessment, by=by, **world.when(on))


def locked(world: World, assessment: Assessment, *, on) -> Assessment:
    return assessments.lock_score(assessment=assessment, by=world.users["committee"], **world.when(on))


def assessed(world: World, round_: SubdistrictRound, *, by, on) -> Assessment:
    """Drafted, told, agreed to by the principal `by`, and locked."""
    assessment = told(world, drafted(world, round_, on=on), on=on)
    return locked(world, agreed(world, assessment, by=by, on=on), on=on)


def copied(world: World, round_: SubdistrictRound, *, on, **facts: Any) -> list[CopyLetter]:
    return copy_letters.send(round=round_, by=world.users["office"], **facts, **world.when(on))


def received(world: World, copy: CopyLetter, *, by, on) -> CopyLetter:
    return copy_letters.receive(copy=copy, by=by, **world.when(on))


def receipt_on_paper(world: World, copy: CopyLetter, *, on, signed_by: str = "收发员") -> CopyLetter:
    return copy_letters.record_receipt(
        copy=copy, signed_by=signed_by, receipt=pdf("签收回执.pdf"), by=world.users["office"], **world.when(on)
    )


def composed(world: World, round_: SubdistrictRound, part: str, *, on) -> Announcement:
    return announcements.draft(round=round_, part=part, by=world.users["office"], **world.when(on))


def submitted(world: World, announcement: Announcement, *, on) -> Announcement:
    """What is listed is hidden first."""
    office, when = world.users["office"], world.when(on)
    announcement = announcements.hide_words(announcement=announcement, by=office, **when)
    return announcements.submit(announcement=announcement, by=office, **when)


def approved(world: World, announcement: Announcement, *, on) -> Announcement:
    announcement = submitted(world, announcement, on=on)
    return announcement_decisions.approve(
        announcement=announcement, note="同意。", by=world.users["committee"], **world.when(on)
    )


def name_found(world: World, announcement: Announcement, *, on: date) -> Announcement:
    """Submitted with it, and returned."""
    return announcement_decisions.return_(
        announcement=submitted(world, announcement, on=on),
        note=f"正文中有人员姓名“{UNKNOWN_NAME}”，请隐去。", by=world.users["committee"], **world.when(on),
    )  # fmt: skip


def name_listed(world: World, announcement: Announcement, *, on: date) -> Announcement:
    return announcements.list_words(
        announcement=announcement, words=UNKNOWN_NAME, kind="person", by=world.users["office"], **world.when(on)
    )


def published(world: World, announcement: Announcement, *, on, medium: str = "system", **facts: Any) -> Announcement:
    return announcements.publish(
        announcement=announcement, medium=medium, by=world.users["office"], **facts, **world.when(on)
    )


def announced(world: World, round_: SubdistrictRound, parts: Sequence[str], *, on) -> None:
    """Each of these parts composed, approved and on the public page."""
    for part in parts:
        published(world, approved(world, composed(world, round_, part, on=on), on=on), on=on)


def finished(world: World, round_: SubdistrictRound, *, principal, on) -> None:
    """All that 三(三)6 asks before a round may close: assessed, copied with receipts, both parts announced."""
    assessed(world, round_, by=principal, on=on)
    for copy in copied(world, round_, on=on):
        receipt_on_paper(world, copy, on=on)
    announced(world, round_, Part.values, on=on)


# --- The demo -------------------------------------------------------------------------------------------------------


def demo_results(world: World) -> None:
    """The archived round went all the way; of the one that is being rectified the announcement of the feedback came
    back, since a name can be read in it."""
    last = world.entries["archived"].to_on
    round_, users = world.things["round_archived"], world.users
    assessed(world, round_, by=users[round_.subdistrict.org_code], on=last + timedelta(days=80))
    for copy in copied(world, round_, on=last + timedelta(days=80)):
        received(world, copy, by=users[copy.body.org_code], on=last + timedelta(days=81))
    announced(world, round_, Part.values, on=last + timedelta(days=81))
    other, day = world.things["round_rectifying"], world.entries["rectifying"].to_on + timedelta(days=30)
    name_found(world, composed(world, other, Part.FEEDBACK, on=day), on=day)


# --- The access world -----------------------------------------------------------------------------------------------

DRAFTED, ANNOUNCED, TOLD, ACCEPTED, LOCKED, COPIED = -2, -3, -2, -7, -6, -5


def access_results(world: World) -> None:
    """Here the subdistrict has its assessment and may object, and the feedback is announced; elsewhere the result is
    accepted, locked and copied to both bodies, and an announcement is drafted."""
    users, things = world.users, world.things
    things["assessment"] = told(world, drafted(world, things["round"], on=TOLD), on=TOLD)
    draft = composed(world, things["round"], Part.FEEDBACK, on=ANNOUNCED)
    things["announcement"] = published(world, approved(world, draft, on=ANNOUNCED), on=ANNOUNCED)
    issue(document=things["announcement"].document, pdf_bytes=PDF, at=world.at(ANNOUNCED))
    things["publication"] = things["announcement"].publications.get()
    round_, principal = things["round_elsewhere"], users["principal_elsewhere"]
    _accepted_elsewhere(world)
    things["assessment_elsewhere"] = assessed(world, round_, by=principal, on=LOCKED)
    copies = {copy.body: copy for copy in copied(world, round_, on=COPIED)}
    things |= {"copy": copies[world.units["body"]], "copy_other": copies[world.units["other_body"]]}
    things["announcement_draft"] = announcements.list_words(
        announcement=composed(world, round_, Part.FEEDBACK, on=DRAFTED), words=HIDDEN, kind="own",
        by=users["office"], **world.when(DRAFTED),
    )  # fmt: skip
    things["redaction"] = things["announcement_draft"].redactions.get(word=HIDDEN)


def _accepted_elsewhere(world: World) -> None:
    case, users = world.things["case_elsewhere"], world.users
    item = steps.verified(world, case.items.get(), by=users["member_elsewhere"], on=ACCEPTED)
    steps.filed(world, case, by=users["principal_elsewhere"], on=ACCEPTED, lateness_reason="汛期")
    steps.closed(world, item, on=ACCEPTED)
    steps.accepted(world, case, on=ACCEPTED)
