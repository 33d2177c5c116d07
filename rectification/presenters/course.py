"""The course of one item from its issue to 销号: one order, one look, on its own page and on that of its finding."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.about import of_each
from core.event_words import verb_label
from core.shapes import Fact
from records.models import Decision
from records.presenters.decisions import decision_facts, decision_words
from records.queries.decisions import DECISIONS
from records.queries.evidence import EVIDENCE
from rectification.models import FiledItem, RectificationItem
from rectification.models.case import NEVER_FILED
from rectification.models.item import UNFINISHED
from rectification.models.submission import FiledResult
from rectification.presenters.items import NO_EVIDENCE, ItemRow, Pictures, item_row, pictures_of
from rectification.queries.filings import FILINGS


@dataclass(frozen=True)
class Happening:
    """One thing that happened: `words` are what was said, with their line breaks; `tone` is "", ok or bad."""

    label: str
    on: date | None
    who: str = ""
    words: str = ""
    facts: tuple[Fact, ...] = ()
    url: str = ""
    link: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Course:
    row: ItemRow
    happenings: list[Happening]
    pictures: Pictures


def course_of(item: RectificationItem, user, today: date, *, sees_inner: bool) -> Course:
    """One query at most, whatever happened. `item` comes with what its own page reads along
    (queries.items.with_case); `sees_inner`: the opinion of the leader and scans of decisions, which the subdistrict is
    not told."""
    is_filed, is_decided = item.case.status not in NEVER_FILED, item.decision_id is not None
    asked = [EVIDENCE, *([FILINGS] if is_filed else []), *([DECISIONS] if is_decided else [])]
    told_of = dict(zip(asked, of_each(asked, item, user, today), strict=True))
    files, lines, decisions = (told_of.get(one, []) for one in (EVIDENCE, FILINGS, DECISIONS))
    told = [
        _issued(item),
        *_filed(item, lines),
        *_reported(item),
        *(_opined(item) if sees_inner else ()),
        *_checked(item),
        *_decided(item, lines, decisions, sees_inner=sees_inner),
    ]
    told.sort(key=lambda one: one.on or today)
    return Course(item_row(item, today), told, pictures_of(files, item))


def _issued(item) -> Happening:
    feedback = item.case.feedback
    return Happening(
        _("Issued with the feedback as item %(number)s") % {"number": item.number},
        item.case.issued_on,
        url=feedback.get_absolute_url(),
        link=feedback.full_number,
        facts=(Fact(_("To be fixed by"), item.due_on),),
    )


def _filed(item, lines) -> Iterator[Happening]:
    """The reports it stood in. The words of the present one stand where they were reported, not twice."""
    for line in lines:
        submission = line.submission
        is_present = submission.number == item.filing
        yield Happening(
            _("Filed with report %(number)s: %(result)s")
            % {"number": submission.number, "result": line.get_result_display()},
            submission.submitted_on,
            submission.committed_by.printed_name,
            words="" if is_present else line.measures,
            facts=() if is_present else tuple(_line_facts(line)),
        )


def _line_facts(line: FiledItem) -> Iterator[Fact]:
    if line.responsible_name:
        yield Fact(_("Person responsible"), line.responsible_name)
    if line.penalty:
        yield Fact(_("Punishment and accountability"), line.penalty)
    if line.result == FiledResult.UNFINISHED:
        yield Fact(_("Reason why it is not finished"), line.reason)
        yield Fact(_("Expected to be finished on"), line.expected_on)


def _reported(item) -> Iterator[Happening]:
    if item.status not in UNFINISHED and item.reported_on:
        facts = (
            Fact(NO_EVIDENCE, item.no_evidence_reason, clause="三(三)4"),
            Fact(_("Person responsible"), item.responsible_name),
            Fact(_("Punishment and accountability"), item.penalty, clause="三(三)5"),
        )
        yield Happening(
            _("Rectification reported"), item.reported_on, item.reported_by.printed_name, words=item.measures,
            facts=tuple(fact for fact in facts if fact.value),
        )  # fmt: skip
    elif item.is_explained:
        expected = Fact(_("Expected to be finished on"), item.expected_on)
        yield Happening(_("Unfinished, explained"), None, words=item.unfinished_reason, facts=(expected,), tone="bad")


def _opined(item) -> Iterator[Happening]:
    if item.opinion:
        label = _("Opinion of the team leader")
        if item.opinion_is_earlier:
            label = _("Opinion of the team leader, on the report that came back")
        yield Happening(label, item.opinion_on, item.opinion_by.printed_name, words=item.opinion)


def _checked(item) -> Iterator[Happening]:
    if item.verification and item.verified_on:
        failed = item.failed_its_check
        label = _("Check failed") if failed else pgettext("picture", "Check")
        yield Happening(
            label, item.verified_on, item.verified_by.printed_name, words=item.verification,
            tone="bad" if failed else "",
        )  # fmt: skip


def _decided(item, lines, decisions: list[Decision], *, sees_inner: bool) -> Iterator[Happening]:
    """Returned, closed and reopened, each time. The reason of the last return stands with the item, those of earlier
    ones with the reports that came back."""
    returned = [one for one in decisions if one.verb != "item.close"]
    for decision in decisions:
        is_last_return = bool(returned) and decision == returned[-1]
        yield Happening(
            str(verb_label(decision.verb)),
            decision.decided_on,
            decision_words(decision),
            words=(item.return_reason if is_last_return else _earlier_reason(lines, decision)) or decision.note,
            facts=tuple(decision_facts(decision, sees_scan=sees_inner)[1:]),
            tone="ok" if decision.verb == "item.close" else "bad",
        )


def _earlier_reason(lines, decision: Decision) -> str:
    """Of a return before the last: what the review said of the report that came back that day."""
    came_back = [line for line in lines if line.submission.decided_on == decision.decided_on]
    return came_back[-1].decision_reason if came_back and decision.verb == "item.return" else ""
