"""The parts of a round's page that this app owns."""

from datetime import date

from django.db.models import Q

from accounts.models import Delegation
from accounts.permissions import Permission
from core.about import ABOUT, Always, Kind
from core.access import may
from core.sections import HISTORY, MAIN
from core.shapes import Section
from core.transitions import may_move
from deadlines.kinds import crowding_kinds
from deadlines.models import Deadline
from deadlines.presenters import present_all
from inspections.contributions.round_progress import report_seen
from inspections.models import CaseFile, FactCorrection, FieldNote, SubdistrictRound, Supplement
from inspections.models.correction import CorrectionStatus
from inspections.models.round import RoundStatus
from inspections.presenters.case_files import case_files_table
from inspections.presenters.coverage import count_lacking, topic_cells
from inspections.presenters.rounds import COUNTED, counts
from inspections.presenters.supplements import volumes_table
from inspections.queries.case_files import FINISHED, with_all
from inspections.queries.coverage import ON_PAGE, methods_used
from planning.models import Membership
from records.models import IssuedDocument
from records.models.document import NUMBERED_BY

NOTES_SHOWN = 5


CORRECTIONS = Kind(
    FactCorrection,
    lambda round_: Q(round=round_.pk, status=CorrectionStatus.PROPOSED),
    lambda corrections: corrections,
)


def _of_scope(round_) -> Q:
    return Q(scope_id=round_.scope_id) | Q(round_scope_id=round_.scope_id)


def _deadlines(round_, user, today):
    found = Deadline.objects.visible_to(user).filter(_of_scope(round_)).exclude(kind__in=crowding_kinds())
    return found.order_by("due_on")


def _documents(round_, user, today):
    found = IssuedDocument.objects.visible_to(user).filter(_of_scope(round_))
    return found.only("title", "issued_on", *NUMBERED_BY)


def _notes(round_, user, today):
    found = FieldNote.objects.filter(round=round_.pk).select_related("recorded_by")
    return found.only("text", "happened_on", "recorded_by__full_name")[:NOTES_SHOWN]


def _members(round_, user, today):
    # A candidate dropped before approval keeps a row without a start; he never served.
    served = Membership.objects.filter(team=round_.team_id).exclude(from_on=None).select_related("person__unit")
    told = served.only("role", "to_on", "person__full_name", "person__post", "person__unit__short_name")
    return told.order_by("role", "person__full_name")


def _stand_ins(round_, user, today):
    found = Delegation.objects.in_force(today).filter(scope=round_.scope_id).select_related("taker")
    return found.only("to_on", "taker__full_name")


_SCOPE = ("scope_id",)
DEADLINES, DOCUMENTS = Always(_deadlines, _SCOPE, is_personal=True), Always(_documents, _SCOPE, is_personal=True)
NOTES, MEMBERS = Always(_notes), Always(_members, ("team_id",))
# Who stands in for others changes with the day.
STAND_INS = Always(_stand_ins, _SCOPE, is_personal=True)


def register_sections() -> None:
    ABOUT.add(SubdistrictRound, CORRECTIONS, order=10)
    for always in (*ON_PAGE, COUNTED, DEADLINES, DOCUMENTS, NOTES, MEMBERS, STAND_INS):
        ABOUT.add(SubdistrictRound, always, order=900)
    for order, told in (
        (10, waiting_corrections),
        (100, days),
        (200, findings),
        (290, deadlines),
        (300, coverage),
        (310, notes),
        (320, papers),
        (330, team),
        (340, supplements),
        (350, case_files),
    ):
        MAIN.add(SubdistrictRound, told, order=order)
    HISTORY.add(SubdistrictRound, told_of_report, order=400)
    HISTORY.add(SubdistrictRound, told_of_supplements, order=920)
    HISTORY.add(SubdistrictRound, case_files_seen, order=930)


def told_of_report(round_, user) -> list:
    report = report_seen(round_, user)
    return [report] if report else []


def told_of_supplements(round_, user) -> list:
    return list(Supplement.objects.visible_to(user).filter(round=round_)) if _is_archived(round_) else []


def _is_archived(round_) -> bool:
    return round_.status == RoundStatus.ARCHIVED


def waiting_corrections(round_, user, today: date) -> Section | None:
    """Dates of the round that wait for a second person."""
    return corrections_section(CORRECTIONS.of(round_, user))


def corrections_section(found: list) -> Section | None:
    """Also for corrections that other apps know of."""
    return Section("inspections/round/_sections/corrections.html", {"corrections": found}) if found else None


def days(round_, user, today: date) -> Section:
    """Planned beside actual."""
    return Section("inspections/round/_sections/days.html", {"round": round_}, is_narrow=True)


def findings(round_, user, today: date) -> Section:
    context = {"round": round_, "counts": counts(round_, user), "report": report_seen(round_, user)}
    return Section("inspections/round/_sections/findings.html", context, is_narrow=True)


def deadlines(round_, user, today: date) -> Section | None:
    """The round's deadlines and those issued out of it; kinds that come in crowds stand with their own things."""
    dues = present_all(DEADLINES.of(round_, user, today), today, user)
    return Section("inspections/round/_sections/deadlines.html", {"deadlines": dues}, is_narrow=True) if dues else None


def coverage(round_, user, today: date) -> Section | None:
    """Once the team is on site: before that, and of a round that was called off, nothing is missing yet."""
    if round_.entered_on is None:
        return None
    topics = topic_cells(round_)
    context = {
        "round": round_,
        "coverage": topics,
        "open_topics": count_lacking(topics),
        "methods": methods_used(round_),
        "may_leave_out": may_move(round_, "note", access=user.access),
    }
    return Section("inspections/round/_sections/coverage.html", context)


def notes(round_, user, today: date) -> Section:
    context = {"round": round_, "notes": NOTES.of(round_)}
    return Section("inspections/round/_sections/notes.html", context, is_narrow=True)


def papers(round_, user, today: date) -> Section:
    """Those this person may see, the notice of the round at least."""
    context = {"documents": DOCUMENTS.of(round_, user, today)}
    return Section("inspections/round/_sections/papers.html", context, is_narrow=True)


def team(round_, user, today: date) -> Section:
    members, stand_ins = MEMBERS.of(round_), STAND_INS.of(round_, user, today)
    left = sum(member.to_on is not None and member.to_on < today for member in members)
    context = {"members": members, "serving": len(members) - left, "left": left, "stand_ins": stand_ins}
    return Section("inspections/round/_sections/team.html", context, is_narrow=True)


def supplements(round_, user, today: date) -> Section | None:
    """What came after the archiving, volume by volume."""
    table = volumes_table(round_, user, today) if _is_archived(round_) else None
    return Section("inspections/round/_sections/supplements.html", {"table": table}) if table and table.body else None


def case_files_seen(round_, user) -> list[CaseFile]:
    """None before the round is closed; the right is asked besides, since the team reads the round."""
    if round_.status not in FINISHED or not may(user, Permission.CASE_FILE_VIEW, round_):
        return []
    return list(with_all(CaseFile.objects.visible_to(user).filter(round=round_)))


def case_files(round_, user, today: date) -> Section | None:
    found = case_files_seen(round_, user)
    context = {"table": case_files_table(found, today)}
    return Section("inspections/round/_sections/case_files.html", context) if found else None
