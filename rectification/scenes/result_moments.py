"""What has to happen in the access world before a verb of the results is possible (core/scenes.py)."""

from core.scenes import World
from inspections.models import SubdistrictRound
from inspections.scenes.moments import round_reported
from rectification.actions import announcements, assessments, copy_letters
from rectification.models import Announcement
from rectification.scenes import results, steps

YESTERDAY = -1


def round_fed_back(world: World) -> SubdistrictRound:
    """Nothing of it is assessed or announced yet."""
    round_ = round_reported(world)
    steps.issued(world, round_, on=0)
    return round_


def assessment_agreed(world: World) -> None:
    results.agreed(world, world.things["assessment"], by=world.users["principal"], on=YESTERDAY)


def assessment_objected(world: World) -> None:
    assessments.file_objection(
        assessment=world.things["assessment"], objection=results.OBJECTION, by=world.users["principal"],
        **world.when(YESTERDAY),
    )  # fmt: skip


def assessment_locked(world: World) -> None:
    assessment_agreed(world)
    results.locked(world, world.things["assessment"], on=YESTERDAY)


def assessment_reopened(world: World) -> None:
    assessment_locked(world)
    assessments.reopen(
        assessment=world.things["assessment"], note="重新核算", by=world.users["committee"], **world.when(YESTERDAY)
    )


def copies_withdrawn(world: World) -> SubdistrictRound:
    for name in ("copy", "copy_other"):
        copy_letters.withdraw(
            copy=world.things[name], reason="重新核算", by=world.users["office"], **world.when(YESTERDAY)
        )
    return world.things["round_elsewhere"]


def words_hidden(world: World) -> None:
    announcements.hide_words(
        announcement=world.things["announcement_draft"], by=world.users["office"], **world.when(YESTERDAY)
    )


def announcement_submitted(world: World) -> Announcement:
    return results.submitted(world, world.things["announcement_draft"], on=YESTERDAY)


MOMENTS = {
    "rectification:assessment-draft": round_fed_back,
    "rectification:assessment-tell": assessment_reopened,
    "rectification:assessment-recount": assessment_reopened,
    "rectification:assessment-answer": assessment_objected,
    "rectification:assessment-lock": assessment_agreed,
    "rectification:assessment-reopen": assessment_locked,
    "rectification:copy-send": copies_withdrawn,
    "rectification:announcement-draft": round_fed_back,
    "rectification:announcement-submit": words_hidden,
    "rectification:announcement-approve": announcement_submitted,
    "rectification:announcement-return": announcement_submitted,
}
