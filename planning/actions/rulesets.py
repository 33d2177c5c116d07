"""The verbs of the ruleset: the text of 2022 is loaded word for word, every later edition is drafted by the office
from the one before and approved by the committee with the day from which it rules (ADR 31)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions.messages import notify as tell
from accounts.models import User
from accounts.permissions import Permission
from core.actions.moves import apply_move, begin
from core.day_words import day_in_words
from core.refusals import IllegalMove
from core.texts import house_text
from core.transitions import check_move, check_permission, lock
from planning import regulation
from planning.models import InspectionMethod, InspectionTopic, Ruleset
from planning.models.ruleset import RulesetStatus
from planning.people import deciders
from planning.problems import refuse_where_blocked
from planning.queries.rulesets import latest_approved, problems_of
from planning.ruleset_rules import number_problems
from records.actions.decisions import decide, send_back
from records.policies import Paper, require_past

HEAD = ("title", "document_number", "effective_on")
NUMBERS = (*Ruleset.CLAUSES,)


@dataclass(frozen=True)
class NumberedText:
    """A topic or a method as an edition is to have it; its number is its place."""

    short: str
    text: str
    checkpoints: str = ""


@transaction.atomic
def load_regulation(*, by: User | None, at: datetime) -> Ruleset:
    """Put 枣高管办字〔2022〕7号 in force, word for word (R2); where it is loaded already, that ruleset comes back.

    `by` None stands for the house itself (the command). Raises NotAllowed for anybody who may not draft editions.
    """
    if by is not None:
        check_permission(Permission.RULESET_DRAFT, by=by)
    edition = {"document_number": regulation.DOCUMENT_NUMBER, "effective_on": regulation.EFFECTIVE_ON}
    if known := Ruleset.objects.approved().filter(**edition).first():
        return known
    ruleset = Ruleset(
        status=RulesetStatus.APPROVED,
        title=regulation.TITLE,
        leader_ranks=[rank.value for rank in regulation.LEADER_RANKS],
        **edition,
        **regulation.NUMBERS,
    )
    begin(ruleset, "ruleset.load", by=by, on=regulation.EFFECTIVE_ON, at=at, new={"number": ruleset.document_number})
    topics = [
        NumberedText(short, text, "\n".join(regulation.CHECKPOINTS.get(number, ())))
        for number, short, text in regulation.TOPICS
    ]
    _write_topics(ruleset, topics)
    _write_methods(ruleset, [NumberedText(short, text) for _number, short, text in regulation.METHODS])
    return ruleset


@transaction.atomic
def revise(
    *,
    ruleset: Ruleset,
    reason: str,
    by: User,
    on: date,
    at: datetime,
    version: int | None = None,
) -> Ruleset:
    """Begin a new edition as a copy of this one, the latest approved; returns the draft.

    Raises IllegalMove without a reason, for an edition that has a later one, and while another is being prepared;
    NotAllowed, StaleCopy.
    """
    ruleset = lock(ruleset, version=version)
    move = check_move(ruleset, "revise", by=by)
    require_past(on, at=at)
    if not reason.strip():
        raise IllegalMove(_("Say why a new edition is needed; the reason stands with it."))
    if Ruleset.objects.being_prepared().exists():
        raise IllegalMove(_("An edition is being prepared already. Go on with that one."))
    if latest_approved() != ruleset:
        raise IllegalMove(_("There is a later edition. Draft the new one from that."))
    draft = Ruleset(
        base=ruleset,
        title=ruleset.title,
        revision_reason=reason.strip(),
        clauses=dict(ruleset.clauses),
        **{name: getattr(ruleset, name) for name in NUMBERS},
    )
    # The reason stands with the draft: the page of an approved edition is everybody's.
    apply_move(ruleset, move, by=by, on=on, at=at)
    begin(draft, "ruleset.draft", by=by, on=on, at=at, reason=reason)
    _write_topics(draft, [NumberedText(one.short, one.text, one.checkpoints) for one in ruleset.topics.all()])
    _write_methods(draft, [NumberedText(one.short, one.text) for one in ruleset.methods.all()])
    return draft


@transaction.atomic
def edit(*, ruleset: Ruleset, by: User, on: date, at: datetime, version: int | None = None, **facts: Any) -> Ruleset:
    """Change title, document number, the day proposed (`HEAD`), numbers and lists (`NUMBERS`) and their `clauses`, by
    field; a number without a clause is one on which the text is silent.

    Raises IllegalMove that names what cannot be; NotAllowed, StaleCopy.
    """
    ruleset = lock(ruleset, version=version)
    move = check_move(ruleset, "edit", by=by)
    if unknown := set(facts) - {*HEAD, *NUMBERS, "clauses"}:
        raise TypeError(f"A ruleset has no {', '.join(sorted(unknown))}.")
    if wrong := number_problems({name: facts.get(name, getattr(ruleset, name)) for name in NUMBERS}):
        raise IllegalMove(_("; ").join(_said(name, words) for name, words in wrong.items()))
    if "clauses" in facts:
        facts["clauses"] = {name: code.strip() for name, code in facts["clauses"].items() if code.strip()}
    return apply_move(ruleset, move, by=by, on=on, at=at, **facts)


def _said(name: str, words: str) -> str:
    label = getattr(Ruleset._meta.get_field(name), "verbose_name", name)
    return _("%(field)s: %(words)s") % {"field": label, "words": words}


@transaction.atomic
def edit_topics(
    *,
    ruleset: Ruleset,
    texts: Sequence[NumberedText],
    by: User,
    on: date,
    at: datetime,
    version: int | None = None,
) -> Ruleset:
    """Write the topics 三(一) of a draft anew, numbered in this order. Raises IllegalMove, NotAllowed, StaleCopy."""
    ruleset = lock(ruleset, version=version)
    move = check_move(ruleset, "edit_topics", by=by)
    _require_whole(texts)
    ruleset.topics.all().delete()
    _write_topics(ruleset, texts)
    return apply_move(ruleset, move, by=by, on=on, at=at, new={"count": len(texts)})


@transaction.atomic
def edit_methods(
    *,
    ruleset: Ruleset,
    texts: Sequence[NumberedText],
    by: User,
    on: date,
    at: datetime,
    version: int | None = None,
) -> Ruleset:
    """Write the methods 三(二) of a draft anew, numbered in this order. Raises IllegalMove, NotAllowed, StaleCopy."""
    ruleset = lock(ruleset, version=version)
    move = check_move(ruleset, "edit_methods", by=by)
    _require_whole(texts)
    ruleset.methods.all().delete()
    _write_methods(ruleset, texts)
    return apply_move(ruleset, move, by=by, on=on, at=at, new={"count": len(texts)})


def _require_whole(texts: Sequence[NumberedText]) -> None:
    if not texts or any(not (one.short.strip() and one.text.strip()) for one in texts):
        raise IllegalMove(_("Each entry needs its short title and its text, and there is one at least."))


def _write_topics(ruleset: Ruleset, texts: Sequence[NumberedText]) -> None:
    InspectionTopic.objects.bulk_create(
        InspectionTopic(
            ruleset=ruleset,
            number=number,
            short=house_text(one.short, "short"),
            text=_kept(one.text),
            checkpoints=_kept(one.checkpoints),
        )
        for number, one in enumerate(texts, start=1)
    )


def _write_methods(ruleset: Ruleset, texts: Sequence[NumberedText]) -> None:
    InspectionMethod.objects.bulk_create(
        InspectionMethod(ruleset=ruleset, number=number, short=house_text(one.short, "short"), text=_kept(one.text))
        for number, one in enumerate(texts, start=1)
    )


def _kept(text: str) -> str:
    return house_text(text, "text") if text else ""


@transaction.atomic
def submit(*, ruleset: Ruleset, by: User, on: date, at: datetime, version: int | None = None) -> Ruleset:
    """Ask the committee to approve the edition. Raises IllegalMove that names all that is missing; NotAllowed."""
    ruleset = lock(ruleset, version=version)
    move = check_move(ruleset, "submit", by=by)
    require_past(on, at=at)
    refuse_where_blocked(problems_of(ruleset), _("The edition cannot be submitted yet:"))
    apply_move(ruleset, move, by=by, on=on, at=at, proposed_by=by, proposed_on=on, decision=None)
    tell(
        recipients=deciders(),
        subject=_("Edition of the regulation awaiting approval: %(edition)s") % {"edition": ruleset.document_number},
        about=ruleset,
        at=at,
    )
    return ruleset


@transaction.atomic
def approve(
    *,
    ruleset: Ruleset,
    effective_on: date,
    by: User,
    on: date,
    at: datetime,
    note: str = "",
    paper: Paper | None = None,
    version: int | None = None,
) -> Ruleset:
    """The committee approves: the edition is locked and rules from `effective_on` (inclusive) on; the one before rules
    until the day before, without a further step. Rounds that were entered keep theirs.

    `effective_on` is not before the day of the decision `on` nor on or before that of the latest edition. Raises
    NotAllowed for the proposer, IllegalMove, StaleCopy.
    """
    ruleset = lock(ruleset, version=version)
    move = check_move(ruleset, "approve", by=by)
    decision = decide(ruleset, "ruleset.approve", by=by, on=on, at=at, note=note, paper=paper)
    refuse_where_blocked(problems_of(ruleset), _("The edition cannot be approved as it stands; return it:"))
    if effective_on < on:
        raise IllegalMove(_("An edition is in force from the day of its approval on at the earliest."))
    latest = latest_approved()
    if latest is not None and latest.effective_on is not None and effective_on <= latest.effective_on:
        raise IllegalMove(
            _("The edition before is in force from %(day)s; this one comes later.")
            % {"day": day_in_words(latest.effective_on)}
        )
    apply_move(
        ruleset, move, by=by, on=on, at=at, reason=note, new={"effective_on": effective_on, **decision.told},
        effective_on=effective_on, decision=decision,
    )  # fmt: skip
    _tell_proposer(ruleset, _("Approved, in force from %(day)s: %(edition)s"), at)
    return ruleset


@transaction.atomic
def return_(
    *,
    ruleset: Ruleset,
    note: str,
    by: User,
    on: date,
    at: datetime,
    paper: Paper | None = None,
    version: int | None = None,
) -> Ruleset:
    """The committee sends the edition back to be mended; `note` says what."""
    lacking = _("Say why the edition is returned and what is to be mended.")
    ruleset = send_back(ruleset, lacking=lacking, note=note, by=by, on=on, at=at, paper=paper, version=version)
    _tell_proposer(ruleset, _("Returned: %(edition)s"), at)
    return ruleset


@transaction.atomic
def discard(*, ruleset: Ruleset, reason: str, by: User, on: date, at: datetime, version: int | None = None) -> Ruleset:
    """Give up a draft: it keeps its row and its page, and another may be begun. Raises IllegalMove without a reason,
    NotAllowed, StaleCopy."""
    ruleset = lock(ruleset, version=version)
    move = check_move(ruleset, "discard", by=by)
    require_past(on, at=at)
    if not reason.strip():
        raise IllegalMove(_("Say why the draft is discarded; the reason stays with it."))
    return apply_move(ruleset, move, by=by, on=on, at=at, reason=reason, discard_reason=reason.strip())


def _tell_proposer(ruleset: Ruleset, words: str, at: datetime) -> None:
    if ruleset.proposed_by is not None:
        day = day_in_words(ruleset.effective_on) if ruleset.effective_on else ""
        subject = words % {"edition": ruleset.document_number, "day": day}
        tell(recipients=[ruleset.proposed_by], subject=subject, about=ruleset, at=at)
