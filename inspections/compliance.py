"""What the rounds of a year prove, from the notice to the approved report (一(二), 三(一) to 三(三)4, 四(二))."""

from collections.abc import Callable

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.compliance import CHECKS, Answer, Asked, Check, Outcome, not_kept, of_each, proof
from core.day_words import day_in_words
from deadlines.models import Deadline
from inspections.duties import REPORT
from inspections.models import FieldNote, Finding, InspectionReport, Interview, SubdistrictRound
from inspections.models.interview import InterviewStatus
from inspections.models.report import ReportStatus
from inspections.models.round import RoundStatus
from inspections.models.topic import TopicReason


def register_checks() -> None:
    for order, check in (
        (121, Check("一(二)1", gettext_lazy("Inspected once in the year"), was_inspected)),
        (122, Check("一(二)1", gettext_lazy("At least two weeks in principle"), stayed_long_enough)),
        (123, not_kept("一(二)2", gettext_lazy("Theme of the year or of a key period, set by the leadership"))),
        (310, Check("三(一)", gettext_lazy("All nine contents inspected, or said why not"), covered_contents)),
        (320, Check("三(二)", gettext_lazy("Work by the six methods, chosen as needed"), used_methods)),
        (331, Check("三(三)1", gettext_lazy("The subdistrict was told in advance"), told_in_advance)),
        (340, Check("三(三)2", gettext_lazy("On entry the task was explained to the subdistrict"), explained_task)),
        (350, Check("三(三)3", gettext_lazy("Report to the committee within 15 days"), reported_in_time)),
        (360, Check("三(三)4", gettext_lazy("The committee approved the report"), report_was_approved)),
        (
            420,
            Check(
                "四(二)一",
                gettext_lazy("Leaders interviewed where needed, with a clear opinion"),
                interviews_were_held,
            ),
        ),
        (422, Check("四(二)二", gettext_lazy("The whole process recorded and kept"), was_recorded)),
        (430, not_kept("四(三)", gettext_lazy("Discipline of both sides; whoever reports is protected"))),
    ):
        CHECKS.add(check, order=order)


NO_NOTES: tuple[set, set, int] = (set(), set(), 0)


def rounds_of(asked: Asked) -> list[SubdistrictRound]:
    """Of the year of their entry (DESIGN §2), without those called off."""
    found = SubdistrictRound.objects.visible_to(asked.user).of_year(asked.year).filter(subdistrict=asked.unit)
    found = found.exclude(status=RoundStatus.CANCELLED).select_related("subdistrict", "entry__cycle", "ruleset")
    return list(found.prefetch_related("ruleset__topics").order_by("planned_from_on", "pk"))


def of_rounds(asked: Asked, tell: Callable[[SubdistrictRound], Answer]) -> Answer:
    """What is told of each round of the year; where there is none, nothing was due yet, or all of it was missed."""
    rounds = asked.read(rounds_of)
    if not rounds:
        return Answer(Outcome.MISSED if asked.is_over else Outcome.PENDING, _("No round of this year was begun."))
    return of_each(rounds, tell)


def not_there_yet(round_: SubdistrictRound) -> Answer:
    """The round has not come so far; once it is closed nothing will come any more."""
    is_over = round_.status in (RoundStatus.CLOSED, RoundStatus.ARCHIVED)
    words = _("No record of it in a round that is closed.") if is_over else _("The round has not come so far.")
    return Answer(Outcome.MISSED if is_over else Outcome.PENDING, words, (proof(round_),))


def reports_of(asked: Asked) -> dict:
    rounds = [round_.pk for round_ in asked.read(rounds_of)]
    found = InspectionReport.objects.visible_to(asked.user).filter(round__in=rounds).defer("snapshot")
    read_along = ("round__subdistrict", "round__entry__cycle", "decision")
    return {report.round_id: report for report in found.select_related(*read_along)}


def report_deadlines_of(asked: Asked) -> dict:
    rounds = [str(round_.pk) for round_ in asked.read(rounds_of)]
    found = Deadline.objects.visible_to(asked.user).live().of_kind(REPORT.code).filter(subject_id__in=rounds)
    return {deadline.subject_id: deadline for deadline in found}


def notes_of(asked: Asked) -> dict:
    """Of each round, by method and content, how many."""
    rounds = [round_.pk for round_ in asked.read(rounds_of)]
    notes = FieldNote.objects.visible_to(asked.user).filter(round__in=rounds).order_by()
    found: dict = {}
    for round_id, method, topic, count in notes.values_list("round", "method_number", "topic_number").annotate(
        count=Count("pk")
    ):
        methods, contents, others = found.get(round_id, NO_NOTES)
        found[round_id] = (methods | {method}, contents | {topic}, others + count)
    return found


def contents_of(asked: Asked) -> dict:
    """Of each round, the contents that findings or a reason for leaving them out speak of."""
    rounds = [round_.pk for round_ in asked.read(rounds_of)]
    findings = Finding.objects.visible_to(asked.user).ordinary().standing().filter(round__in=rounds).order_by()
    found: dict = {}
    for rows in (findings, TopicReason.objects.filter(round__in=rounds)):
        for round_id, topic in rows.values_list("round", "topic_number").distinct():
            found.setdefault(round_id, set()).add(topic)
    return found


def was_inspected(asked: Asked) -> Answer:
    def tell(round_):
        if round_.ended_on is None:
            return not_there_yet(round_)
        words = _("On site %(first)s to %(last)s.")
        days = {"first": day_in_words(round_.entered_on), "last": day_in_words(round_.ended_on, round_.entered_on)}
        return Answer(Outcome.MET, words % days, (proof(round_),))

    done = [round_ for round_ in asked.read(rounds_of) if round_.ended_on]
    return of_each(done, tell) if done else of_rounds(asked, tell)


def stayed_long_enough(asked: Asked) -> Answer:
    def tell(round_):
        if round_.ended_on is None:
            return not_there_yet(round_)
        days = (round_.ended_on - round_.entered_on).days + 1
        if days >= round_.ruleset.minimum_round_days:
            return Answer(Outcome.MET, _("%(days)s days on site.") % {"days": days}, (proof(round_),))
        facts = {"days": days, "reason": round_.short_reason}
        if round_.short_reason:
            return Answer(Outcome.MET, _("%(days)s days on site; reason: %(reason)s") % facts, (proof(round_),))
        return Answer(Outcome.MISSED, _("Only %(days)s days on site, without a reason.") % facts, (proof(round_),))

    return of_rounds(asked, tell)


def covered_contents(asked: Asked) -> Answer:
    reports, notes, findings = asked.read(reports_of), asked.read(notes_of), asked.read(contents_of)

    def tell(round_):
        if round_.ended_on is None:
            return not_there_yet(round_)
        seen = notes.get(round_.pk, NO_NOTES)[1] | findings.get(round_.pk, set())
        numbers = [topic.number for topic in round_.ruleset.topics.all()]
        left = [number for number in numbers if number not in seen]
        report = reports.get(round_.pk)
        if not left:
            return Answer(Outcome.MET, _("Each content has records."), (proof(round_),))
        facts = {"contents": _(", ").join(map(str, left)), "reason": report.uncovered_reason if report else ""}
        if facts["reason"]:
            return Answer(
                Outcome.MET, _("Without records: %(contents)s; reason: %(reason)s") % facts, (proof(report),)
            )
        outcome = Outcome.MISSED if report and report.status == ReportStatus.APPROVED else Outcome.PENDING
        return Answer(outcome, _("Without records: %(contents)s") % facts, (proof(round_),))

    return of_rounds(asked, tell)


def used_methods(asked: Asked) -> Answer:
    notes = asked.read(notes_of)

    def tell(round_):
        methods, _contents, count = notes.get(round_.pk, NO_NOTES)
        if not count:
            return not_there_yet(round_)
        words = _("%(methods)s methods, %(notes)s records.") % {"methods": len(methods), "notes": count}
        return Answer(Outcome.MET, words, (proof(round_),))

    return of_rounds(asked, tell)


def told_in_advance(asked: Asked) -> Answer:
    def tell(round_):
        entered = round_.entered_on or round_.planned_from_on
        words = _("Told on %(day)s.") % {"day": day_in_words(round_.notified_on)}
        return Answer(Outcome.MET if round_.notified_on <= entered else Outcome.MISSED, words, (proof(round_),))

    return of_rounds(asked, tell)


def explained_task(asked: Asked) -> Answer:
    def tell(round_):
        if not round_.entry_minutes:
            return not_there_yet(round_)
        words = _("Opening meeting on %(day)s.") % {"day": day_in_words(round_.entered_on)}
        return Answer(Outcome.MET, words, (proof(round_),))

    return of_rounds(asked, tell)


def reported_in_time(asked: Asked) -> Answer:
    reports, deadlines = asked.read(reports_of), asked.read(report_deadlines_of)

    def tell(round_):
        report, deadline = reports.get(round_.pk), deadlines.get(str(round_.pk))
        if report is None or report.first_submitted_on is None:
            is_late = deadline is not None and deadline.due_on < asked.today
            late = Answer(Outcome.MISSED, _("Not filed, and the last day is over."), (proof(round_),))
            return late if is_late else not_there_yet(round_)
        day = {"day": day_in_words(report.first_submitted_on)}
        if deadline is not None and deadline.days_late:
            facts = day | {"days": deadline.days_late}
            return Answer(Outcome.MISSED, _("Filed on %(day)s, %(days)s days late.") % facts, (proof(report),))
        return Answer(Outcome.MET, _("Filed on %(day)s.") % day, (proof(report),))

    return of_rounds(asked, tell)


def report_was_approved(asked: Asked) -> Answer:
    reports = asked.read(reports_of)

    def tell(round_):
        report = reports.get(round_.pk)
        if report is None or report.status != ReportStatus.APPROVED:
            return not_there_yet(round_)
        return Answer(
            Outcome.MET, _("Approved on %(day)s.") % {"day": day_in_words(report.decided_on)}, (proof(report),)
        )

    return of_rounds(asked, tell)


def was_recorded(asked: Asked) -> Answer:
    notes = asked.read(notes_of)

    def tell(round_):
        count = notes.get(round_.pk, NO_NOTES)[2]
        if not count:
            return not_there_yet(round_)
        return Answer(Outcome.MET, _("%(notes)s records of the fieldwork.") % {"notes": count}, (proof(round_),))

    return of_rounds(asked, tell)


def interviews_were_held(asked: Asked) -> Answer:
    """Those that were called; whether one was needed is for people to judge."""
    rounds = [round_.pk for round_ in asked.read(rounds_of)]
    found = Interview.objects.visible_to(asked.user).filter(round__in=rounds)
    called = found.exclude(status=InterviewStatus.CALLED_OFF).select_related("notice", "unit")

    def tell(interview):
        if interview.status != InterviewStatus.CLOSED:
            return Answer(Outcome.PENDING, _("Not closed yet."), (proof(interview),))
        words = _("Held on %(day)s.") % {"day": day_in_words(interview.held_on)}
        return Answer(Outcome.MET, words, (proof(interview),))

    return of_each(called.order_by("meet_on", "pk"), tell)
