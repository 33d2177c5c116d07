"""The topics of a round as its pages show them: what was inspected, left out, or is still lacking, as things stand."""

from dataclasses import dataclass

from django.utils.translation import pgettext

from inspections.models.round import RoundStatus
from inspections.policies import FROZEN, shown_report_of
from inspections.queries.coverage import TopicCoverage, coverage_of


@dataclass(frozen=True)
class TopicCell:
    """`said` and `signal` tell how it stands (signal.html); `reason` is its own or the one given for the whole in the
    report; `is_lacking`: something is owed for it and was not given."""

    topic: TopicCoverage
    said: str
    signal: str
    reason: str = ""
    is_lacking: bool = False


def topic_cells(round_) -> list[TopicCell]:
    report = shown_report_of(round_)
    for_all = report.uncovered_reason if report is not None else ""
    may_still_be_given = round_.status == RoundStatus.ENDED and (report is None or report.status not in FROZEN)
    lacking = _lacking(round_.status, may_still_be_given=may_still_be_given)
    return [_cell(topic, for_all, lacking) for topic in coverage_of(round_)]


def count_lacking(cells: list[TopicCell]) -> int:
    return sum(cell.is_lacking for cell in cells)


def _cell(topic: TopicCoverage, for_all: str, lacking: tuple[str, str, bool]) -> TopicCell:
    if topic.is_covered:
        return TopicCell(topic, pgettext("topic", "covered"), "done")
    if reason := topic.reason or for_all:
        return TopicCell(topic, pgettext("topic", "left out"), "normal", reason)
    said, signal, is_lacking = lacking
    return TopicCell(topic, said, signal, is_lacking=is_lacking)


def _lacking(status: str, *, may_still_be_given: bool) -> tuple[str, str, bool]:
    """What is said of a topic with neither record nor reason. After the stay nothing can be recorded any more; a
    reason may still be given with the report, until that has gone."""
    if status == RoundStatus.CANCELLED:
        return pgettext("topic", "called off"), "", False
    if status == RoundStatus.NOTIFIED:
        return pgettext("topic", "not begun"), "", False
    if status == RoundStatus.ON_SITE:
        return pgettext("topic", "open"), "near", True
    return pgettext("topic", "no record"), "near" if may_still_be_given else "normal", True
