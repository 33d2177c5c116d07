"""A round, its findings and its report, brought on step by step."""

from core.scenes import World
from inspections.actions import findings, notes, photos, reports, rounds
from inspections.models import Finding, InspectionReport, SubdistrictRound
from inspections.queries.photos import showable_photos

# What the house's own worlds say where nobody took a film along.
UNRECORDED = "现场检查以照片和书面记录留存，未作录音录像。"


def notified(world: World, entry, *, on) -> SubdistrictRound:
    return rounds.notify(entry=entry, by=world.users["office"], **world.when(on))


def entered(
    world: World, round_, *, by, on, place="会议室", minutes="通报任务。", order_reason=""
) -> SubdistrictRound:
    return rounds.enter(round=round_, place=place, minutes=minutes, by=by, order_reason=order_reason, **world.when(on))


def walked_round(world: World, entry, *, leader, notified_on, entered_on, **meeting) -> SubdistrictRound:
    """On site; `meeting` is place and minutes of the meeting on entry."""
    round_ = notified(world, entry, on=notified_on)
    return entered(world, round_, by=leader, on=entered_on, **meeting)


def every_topic_noted(world: World, round_, *, by, on, text="听取专题汇报。", **facts) -> None:
    """A field note for each of the nine topics, by the first method."""
    for number in range(1, 10):
        notes.record(round=round_, method_number=1, topic_number=number, text=text, by=by, **facts, **world.when(on))


def found(world: World, round_, *, by, on, text, kind="general_hazard", confirmed_by=None, **facts) -> Finding:
    """A draft, or confirmed on the same day."""
    finding = findings.record(round=round_, kind=kind, text=text, by=by, **facts, **world.when(on))
    return confirmed(world, finding, by=confirmed_by, on=on) if confirmed_by else finding


def confirmed(world: World, finding, *, by, on, **facts) -> Finding:
    return findings.confirm(finding=finding, by=by, **facts, **world.when(on))


def photos_chosen(world: World, finding, *, by, on) -> Finding:
    """All of them go to the subdistrict."""
    chosen = [str(link.pk) for link in showable_photos(finding)]
    return photos.choose(finding=finding, photos=chosen, by=by, **world.when(on))


def ended(world: World, round_, *, by, on, **facts) -> SubdistrictRound:
    """Without sound or film it says why."""
    return rounds.end(round=round_, by=by, **({"no_recording_reason": UNRECORDED} | facts), **world.when(on))


def report_drafted(world: World, round_, *, by, on, **texts) -> InspectionReport:
    report = reports.draft(round=round_, by=by, **world.when(on))
    return reports.edit(report=report, by=by, **texts, **world.when(on))


def report_submitted(world: World, report, *, by, on, **reasons) -> InspectionReport:
    """`reasons` say why it is late, or what was not covered."""
    return reports.submit(report=report, by=by, **reasons, **world.when(on))


def report_approved(world: World, report, *, on, note="") -> InspectionReport:
    return reports.approve(report=report, note=note, by=world.users["committee"], **world.when(on))


def closed(world: World, round_, *, on) -> SubdistrictRound:
    return rounds.close(round=round_, by=world.users["office"], **world.when(on))


def archived(world: World, round_, *, on) -> SubdistrictRound:
    return rounds.archive(round=round_, by=world.users["office"], **world.when(on))
