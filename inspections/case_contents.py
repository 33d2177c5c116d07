"""What belongs to the case file of a round (四(二)二, R83). The apps above register their things in ready()."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import cached_property

from core.models import AuditEvent
from core.slots import Slot
from inspections.models import InspectionReport, SubdistrictRound, Supplement
from records.case_files.contents import decisions_about, events_of, evidence_of, papers_of, subjects_of
from records.models import EvidenceLink, IssuedDocument

# Papers about a case file are none of it; nor is a file whose receipt is a file of it.
TRANSFER = "case_transfer"
_NOT_EVIDENCE = ("casefile", "supplement")


@dataclass(frozen=True)
class Things:
    """Rows whose papers, evidence and events belong to the case. `is_crowd`: so many that the volume to read leaves
    their events to the table beside it."""

    rows: QuerySet
    is_crowd: bool = False


THINGS: Slot[Callable[[SubdistrictRound], Iterable[Things]]] = Slot()


@dataclass(frozen=True)
class Contents:
    """Of one volume: the round itself, or what came in one supplement."""

    round: SubdistrictRound
    supplement: Supplement | None = None

    @cached_property
    def papers(self) -> Sequence[IssuedDocument]:
        if self.supplement is not None:
            return []
        return list(papers_of(self.round.scope, self._subjects, but=(TRANSFER,)))

    @cached_property
    def evidence(self) -> Sequence[EvidenceLink]:
        """The scans that stand with their papers are not told twice."""
        if self.supplement is not None:
            found = EvidenceLink.objects.filter(subject_kind="supplement", subject_id=str(self.supplement.pk))
            return list(found.select_related("blob", "uploaded_by"))
        subjects = self._subjects | self._of_papers | subjects_of([decisions_about(self._subjects)])
        scans = {paper.signed_scan_id for paper in self.papers}
        found = evidence_of(self.round.scope, subjects, but=_NOT_EVIDENCE)
        return [link for link in found if link.pk not in scans]

    @property
    def events(self) -> QuerySet[AuditEvent]:
        if self.supplement is not None:
            return events_of({"supplement": [str(self.supplement.pk)]})
        return events_of(self._subjects | self._of_papers)

    @property
    def course(self) -> QuerySet[AuditEvent]:
        """The events without those of crowds."""
        if self.supplement is not None:
            return self.events
        return events_of(subjects_of(part.rows for part in self._parts if not part.is_crowd))

    @property
    def count(self) -> int:
        """Of files that are read through."""
        return len(self.papers) + len(self.evidence) + sum(paper.signed_scan_id is not None for paper in self.papers)

    def unmade(self) -> list[IssuedDocument]:
        """Papers that have a number and are not made yet."""
        return [paper for paper in self.papers if paper.pdf_id is None]

    @cached_property
    def _parts(self) -> list[Things]:
        return [part for told in THINGS for part in told(self.round)]

    @cached_property
    def _subjects(self) -> dict[str, set[str]]:
        return subjects_of(part.rows for part in self._parts)

    @property
    def _of_papers(self) -> dict[str, set[str]]:
        return {"issueddocument": {str(paper.pk) for paper in self.papers}}


def of_round(round_: SubdistrictRound) -> list[Things]:
    """What inspections itself knows; neither leads nor what lies in a scope of its own."""
    return [
        Things(SubdistrictRound.objects.filter(pk=round_.pk)),
        Things(InspectionReport.objects.filter(round=round_)),
        Things(round_.corrections.all()),
        Things(round_.orders.all()),
        Things(round_.interviews.all()),
        Things(round_.interview_proposals.all()),
        Things(round_.notes.all(), is_crowd=True),
        Things(round_.topic_reasons.all(), is_crowd=True),
        Things(round_.findings.ordinary(), is_crowd=True),
    ]
