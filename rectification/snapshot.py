"""Reads what the approved report froze (inspections.papers.report.snapshot_of): the feedback and the list to issue.

Pure. Findings the committee has withdrawn since the approval are left out of both, and the list is numbered anew,
since gaps betray what is hidden (DESIGN §2).
"""

from dataclasses import dataclass
from datetime import date

from inspections.papers.finding_lines import due_printed, own_date
from inspections.vocabulary import KIND_WORDS


@dataclass(frozen=True)
class FrozenPhoto:
    """A photo of the finding as the committee saw it: the id of its link, and the hash of its viewing copy."""

    link: str
    sha256: str


@dataclass(frozen=True)
class IssuedLine:
    """One row of 问题清单; `number` counts from 1 without gaps and is that of the annex as printed, as is `due`.

    `own_due_on`: the date of its own that `due` names, None where that is the two months. `photos` go along with it.
    """

    number: int
    finding_id: str
    kind: str
    text: str
    requirement: str
    subject_name: str
    due: str
    own_due_on: date | None
    photos: tuple[FrozenPhoto, ...]

    @property
    def kind_words(self) -> str:
        return KIND_WORDS[self.kind]


def feedback_of(snapshot: dict, *, standing: dict, submitted_on: date) -> dict:
    """Data of the document kind `feedback`; `standing` holds the findings not withdrawn by their ids as strings,
    `submitted_on` is the day of the report: both papers name one date for one finding (ADR 10)."""
    dates = {"months": snapshot["feedback"]["months"], "on": submitted_on}
    lines = [row | {"due": due_printed(standing[line["finding"]], **dates)} for line, row in _rows(snapshot, standing)]
    return snapshot["feedback"] | {"findings": lines}


def items_of(snapshot: dict, *, standing: dict, submitted_on: date) -> list[IssuedLine]:
    """What becomes an item; leads are not in the snapshot, suggestions are listed in the letter without one.
    Arguments as in feedback_of."""
    dates = {"months": snapshot["feedback"]["months"], "on": submitted_on}
    return [
        IssuedLine(
            number=number,
            finding_id=line["finding"],
            kind=line["category"],
            text=line["text"],
            requirement=line.get("requirement", ""),
            subject_name=line["subject"],
            due=due_printed(standing[line["finding"]], **dates),
            own_due_on=own_date(standing[line["finding"]], **dates),
            photos=tuple(FrozenPhoto(**photo) for photo in line.get("photos", ())),
        )
        for number, (line, _finding) in enumerate(_rows(snapshot, standing), start=1)
        if line["rectified"]
    ]


def _rows(snapshot, standing) -> list[tuple[dict, dict]]:
    """Each line of the list beside its row in the letter: the two were made in one go, in one order."""
    rows = zip(snapshot["issued"], snapshot["feedback"]["findings"], strict=True)
    return [(line, finding) for line, finding in rows if line["finding"] in standing]
