"""Which of the topics and methods a round has touched (R43, R49)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from core.about import Always, once
from inspections.models import FieldNote, Finding, SubdistrictRound, TopicReason
from planning.models.ruleset import InspectionMethod, InspectionTopic


@dataclass(frozen=True)
class TopicCoverage:
    """One topic of the round's ruleset. `notes` and `findings` count records, leads and withdrawn ones left out."""

    number: int
    short: str
    text: str
    notes: int
    findings: int
    reason: str

    @property
    def is_covered(self) -> bool:
        return bool(self.notes or self.findings)

    @property
    def is_answered(self) -> bool:
        return self.is_covered or bool(self.reason)


@dataclass(frozen=True)
class MethodUse:
    number: int
    short: str
    text: str
    notes: int
    parts: tuple[tuple[str, int], ...]
    """The parts that its title names, each with its records; those told of the whole alone under its whole title."""


# Of each topic (None: none), method and part of a method, how many notes bear it.
NoteCounts = list[tuple[int | None, int, int, int]]


def _notes_counted(round_: SubdistrictRound, user: Any, today: Any) -> QuerySet:
    found = FieldNote.objects.filter(round=round_.pk).order_by()
    return found.values_list("topic_number", "method_number", "method_part").annotate(count=Count("pk"))


def _findings_counted(round_: SubdistrictRound, user: Any, today: Any) -> QuerySet:
    found = Finding.objects.filter(round=round_.pk).ordinary().standing().exclude(topic_number=None)
    return found.order_by().values_list("topic_number").annotate(count=Count("pk"))


def _reasons(round_: SubdistrictRound, user: Any, today: Any) -> QuerySet:
    return TopicReason.objects.filter(round=round_.pk).values_list("topic_number", "reason")


def _topics(round_: SubdistrictRound, user: Any, today: Any) -> QuerySet:
    return InspectionTopic.objects.filter(ruleset=round_.ruleset_id).order_by("number")


def _methods(round_: SubdistrictRound, user: Any, today: Any) -> QuerySet:
    return InspectionMethod.objects.filter(ruleset=round_.ruleset_id).order_by("number")


_NOTES, _FINDINGS, _REASONS = Always(_notes_counted), Always(_findings_counted), Always(_reasons)
_TOPICS, _METHODS = Always(_topics, ("ruleset_id",)), Always(_methods, ("ruleset_id",))
# What the page of a round tells of its coverage.
ON_PAGE = (_NOTES, _FINDINGS, _REASONS, _TOPICS, _METHODS)


def topics_of(round_: SubdistrictRound) -> Iterable[InspectionTopic]:
    """Elsewhere those of its ruleset, which may be read along with many rounds."""
    found = _TOPICS.kept(round_)
    return round_.ruleset.topics.all() if found is None else found


def methods_of(round_: SubdistrictRound) -> Iterable[InspectionMethod]:
    found = _METHODS.kept(round_)
    return round_.ruleset.methods.all() if found is None else found


def note_counts(round_: SubdistrictRound) -> NoteCounts:
    return _NOTES.of(round_)


def coverage_of(round_: SubdistrictRound) -> list[TopicCoverage]:
    """Four queries, however many records there are; none where ON_PAGE was read before."""
    return once(round_, _coverage_of)


def _coverage_of(round_: SubdistrictRound) -> list[TopicCoverage]:
    notes: Counter[int | None] = Counter()
    for topic, _method, _part, count in note_counts(round_):
        notes[topic] += count
    findings, reasons = dict(_FINDINGS.of(round_)), dict(_REASONS.of(round_))
    return [
        TopicCoverage(
            number=item.number,
            short=item.short,
            text=item.text,
            notes=notes[item.number],
            findings=findings.get(item.number, 0),
            reason=reasons.get(item.number, ""),
        )
        for item in topics_of(round_)
    ]


def methods_used(round_: SubdistrictRound) -> list[MethodUse]:
    """Every method of the ruleset with its count; none is mandatory (三(二))."""
    notes: Counter[tuple[int, int]] = Counter()
    for _topic, method, part, count in note_counts(round_):
        notes[method, part] += count
    return [_use_of(method, notes) for method in methods_of(round_)]


def _use_of(method: InspectionMethod, notes: Mapping[tuple[int, int], int]) -> MethodUse:
    names = enumerate((method.short, *method.parts))
    told = [(name, notes.get((method.number, part), 0)) for part, name in names]
    return MethodUse(
        number=method.number,
        short=method.short,
        text=method.text,
        notes=sum(count for _name, count in told),
        parts=tuple((name, count) for name, count in told if count),
    )
