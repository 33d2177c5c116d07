"""What has to happen in the access world before a verb of the rounds is possible (core/scenes.py)."""

from core.scenes import World
from inspections.actions import corrections, findings, rounds
from inspections.models import InspectionReport, SubdistrictRound
from inspections.scenes import interviews, orders, steps

NOTIFIED, ENDED = -10, -1


def round_notified(world: World) -> SubdistrictRound:
    return steps.notified(world, world.entries["waiting"], on=NOTIFIED)


def next_round_notified(world: World) -> SubdistrictRound:
    """The team has left the last one."""
    _ended(world)
    return round_notified(world)


def report_begun(world: World) -> InspectionReport:
    """Of the round that was on site; what nobody sorted is taken back."""
    round_, leader, member = world.things["round_on_site"], world.users["leader"], world.users["member"]
    steps.every_topic_noted(world, round_, by=member, on=ENDED)
    for finding in round_.findings.drafts():
        if finding.topic_number:
            steps.confirmed(world, finding, by=leader, on=ENDED)
        else:
            findings.withdraw(finding=finding, reason="重复", by=leader, **world.when(ENDED))
    ended = _ended(world)
    return steps.report_drafted(world, ended, by=leader, on=0, assessment="总体平稳。", suggestions="加强排查。")


def report_submitted(world: World) -> InspectionReport:
    return steps.report_submitted(world, report_begun(world), by=world.users["leader"], on=0)


def _ended(world: World) -> SubdistrictRound:
    return rounds.end(
        round=world.things["round_on_site"], short_reason="台风预警，提前撤离。", no_recording_reason=steps.UNRECORDED,
        by=world.users["leader"], **world.when(ENDED),
    )  # fmt: skip


def round_reported(world: World) -> SubdistrictRound:
    return steps.report_approved(world, report_submitted(world), on=0).round


def correction_decided(world: World) -> None:
    """So that another may be put forward."""
    corrections.refuse(correction=world.things["correction"], note="无误", by=world.users["leader"], at=world.at(0))


MOMENTS = {
    "inspections:round-enter": next_round_notified,
    "inspections:round-cancel": round_notified,
    "inspections:report-edit": report_begun,
    "inspections:report-submit": report_begun,
    "inspections:report-approve": report_submitted,
    "inspections:report-return": report_submitted,
    "inspections:correction-propose": correction_decided,
    **orders.MOMENTS,
    **interviews.MOMENTS,
}
