"""Which of the topics and methods a round has touched (R43, R49)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from core.about import once
from inspections.models import SubdistrictRound
from planning.models.ruleset import InspectionMethod


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


def note_counts(round_: SubdistrictRound) -> NoteCounts:
    return once(round_, _note_counts)


def _note_counts(round_: SubdistrictRound) -> NoteCounts:
    by = ("topic_number", "method_number", "method_part")
    return list(round_.notes.order_by().values_list(*by).annotate(count=Count("pk")))


def coverage_of(round_: SubdistrictRound, counts: NoteCounts | None = None) -> list[TopicCoverage]:
    """Four queries, however many records there are; `counts` are those of its notes, where they are known."""
    return once(round_, _coverage_of) if counts is None else _coverage_of(round_, counts)


def _coverage_of(round_: SubdistrictRound, counts: NoteCounts | None = None) -> list[TopicCoverage]:
    notes: Counter[int | None] = Counter()
    for topic, _method, _part, count in note_counts(round_) if counts is None else counts:
        notes[topic] += count
    recorded = round_.findings.ordinary().standing().exclude(topic_number=None)
    findings = _counted(recorded, "topic_number")
    reasons = dict(round_.topic_reasons.values_list("topic_number", "reason"))
    return [
        TopicCoverage(
            number=item.number,
            short=item.short,
            text=item.text,
            notes=notes[item.number],
            findings=findings.get(item.number, 0),
            reason=reasons.get(item.number, ""),
        )
        for item in round_.ruleset.topics.all()
    ]


def methods_used(round_: SubdistrictRound, counts: NoteCounts | None = None) -> list[MethodUse]:
    """Every method of the ruleset with its count; none is mandatory (三(二)). `counts` as above."""
    notes: Counter[tuple[int, int]] = Counter()
    for _topic, method, part, count in note_counts(round_) if counts is None else counts:
        notes[method, part] += count
    return [_use_of(method, notes) for method in round_.ruleset.methods.all()]


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


def _counted(rows: QuerySet, field: str) -> dict[int, int]:
    return dict(rows.order_by().values_list(field).annotate(count=Count("pk")))
