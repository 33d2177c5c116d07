"""The verbs of a subdistrict round, 三(三)1–3: notice, entry, last day on site, closing, archive."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import cast

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Count, Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.actions.messages import notify as tell
from accounts.actions.scopes import unit_scope
from accounts.models import User
from accounts.permissions import Permission
from core.actions.moves import apply_move, begin
from core.day_order import require_order
from core.day_words import day_in_words
from core.refusals import IllegalMove
from core.transitions import check_move, check_permission, lock
from deadlines.actions.deadlines import open_deadline
from inspections.actions.leads import end_lead_grants
from inspections.closing import gaps
from inspections.models import SubdistrictRound
from inspections.models.round import RoundStatus
from inspections.papers.notice import notice_data, notice_title
from inspections.people import leader_users, subdistrict_users
from inspections.policies import require_conductor, require_recorded
from planning.actions.grants import end_round_grants
from planning.models import InspectionTeam, PlanEntry, Ruleset
from planning.models.plan import PlanStatus
from planning.models.team import TeamStatus
from records import head
from records.actions.documents import number_document
from records.actions.evidence import attach_all
from records.policies import require_past


@transaction.atomic
def notify(*, entry: PlanEntry, by: User, on: date, at: datetime, order_reason: str = "") -> SubdistrictRound:
    """Tell the subdistrict in advance (三(三)1, R46) and open its round: the entry's scope, the ruleset of its days.

    A notice after the planned entry needs `order_reason`. Raises NotAllowed, OutOfOrder, and IllegalMove for an entry
    whose plan or team is not approved or that has a round already.
    """
    check_permission(Permission.ROUND_NOTIFY, by=by)
    entry = lock(entry)
    require_past(on, at=at)
    words = _("Entry is planned for %(entry)s, before the notice of %(notice)s. Change the plan, or give the reason.")
    days = {"entry": day_in_words(entry.from_on), "notice": day_in_words(on)}
    require_order(on, entry.from_on, words % days, reason=order_reason)
    team = _require_ready(entry)
    ruleset = Ruleset.objects.in_force_on(entry.from_on).first() or team.ruleset
    round_ = SubdistrictRound(
        status=RoundStatus.NOTIFIED,
        entry=entry,
        team=team,
        subdistrict=entry.subdistrict,
        scope=entry.scope,
        ruleset=ruleset,
        planned_from_on=entry.from_on,
        planned_to_on=entry.to_on,
        notified_on=on,
        short_reason=entry.short_reason,
    )
    begin(round_, "round.notify", by=by, on=on, at=at, reason=order_reason.strip())
    document = number_document(
        kind="advance_notice",
        title=notice_title(entry.subdistrict),
        data=notice_data(round_, by=by),
        scope=unit_scope(unit=entry.subdistrict, by=by, at=at),
        round_scope=round_.scope,
        addressee=entry.subdistrict,
        subject=round_,
        on=on,
        by=by,
        at=at,
    )
    tell(
        recipients=subdistrict_users(round_),
        subject=_("Advance notice of inspection: %(number)s") % {"number": document.full_number},
        body=_("The inspection team is planned to be on site from %(first)s to %(last)s.")
        % {"first": day_in_words(entry.from_on), "last": day_in_words(entry.to_on)},
        about=document,
        at=at,
    )
    tell(
        recipients=leader_users(round_, timezone.localdate(at)),
        subject=_("%(round)s was given notice; the team enters next") % {"round": round_},
        body=_("The inspection team is planned to be on site from %(first)s to %(last)s.")
        % {"first": day_in_words(entry.from_on), "last": day_in_words(entry.to_on)},
        about=round_,
        at=at,
    )
    return round_


def _require_ready(entry: PlanEntry) -> InspectionTeam:
    rounds = SubdistrictRound.objects.filter(scope=entry.scope)
    if rounds.exclude(status=RoundStatus.CANCELLED).exists():
        raise IllegalMove(_("The subdistrict was notified of this round already."))
    if entry.is_ad_hoc and rounds.exists():
        raise IllegalMove(_("This order was called off with its round. Enter a new one for another round."))
    if entry.plan is not None and entry.plan.status != PlanStatus.APPROVED:
        raise IllegalMove(_("The annual plan is not approved yet; there is nothing to give notice of."))
    return _require_team(entry.team)


def _require_team(team: InspectionTeam | None) -> InspectionTeam:
    """No round without a team the committee has approved (二(三), R30)."""
    if team is None:
        raise IllegalMove(_("No team is assigned to this entry of the plan. Assign one first."))
    if team.status != TeamStatus.APPROVED:
        raise IllegalMove(
            _("The committee has not approved the team “%(team)s” (now: %(status)s); entry comes after that (二(三)).")
            % {"team": team.name, "status": team.get_status_display()}
        )
    return team


@transaction.atomic
def enter(
    *,
    round: SubdistrictRound,
    place: str,
    minutes: str,
    by: User,
    on: date,
    at: datetime,
    order_reason: str = "",
    version: int | None = None,
) -> SubdistrictRound:
    """The team enters on `on` and tells the subdistrict its task (三(三)2, R47): place and minutes of that meeting.

    The round carries for good the edition of the regulation that is in force on that day (R2, R34), though another was
    in force, or expected to be, when notice was given. Entry before the notice needs `order_reason` and shows as such.
    Raises NotAllowed, OutOfOrder, IllegalMove, StaleCopy.
    """
    round_ = lock(round, version=version)
    move = check_move(round_, "enter", by=by)
    require_conductor(round_, by=by, on=on)
    require_past(on, at=at)
    words = _("Notice was given on %(notice)s, after an entry on %(entry)s. Check the day, or give the reason.")
    days = {"notice": day_in_words(round_.notified_on), "entry": day_in_words(on)}
    require_order(round_.notified_on, on, words % days, reason=order_reason)
    _require_team(round_.team)
    if not (place.strip() and minutes.strip()):
        raise IllegalMove(_("Enter place and minutes of the opening meeting: entry begins with it (三(三)2)."))
    require_free(round_, on, None)
    edition = Ruleset.objects.in_force_on(on).first() or round_.ruleset
    told = {"on": on} if edition == round_.ruleset else {"on": on, "edition": edition.document_number}
    return apply_move(
        round_, move, by=by, on=on, at=at, new=told, reason=order_reason.strip(),
        entered_on=on, entry_place=place.strip(), entry_minutes=minutes.strip(), ruleset=edition,
    )  # fmt: skip


def require_free(round_: SubdistrictRound, entered_on: date, ended_on: date | None) -> None:
    """Neither the team nor the subdistrict is in another round on these days, both inclusive. Raises IllegalMove."""
    others = SubdistrictRound.objects.exclude(pk=round_.pk).exclude(ended_on__lt=entered_on)
    for other in others.select_related("team", "subdistrict"):
        if other.entered_on is None or (ended_on is not None and other.entered_on > ended_on):
            continue
        if other.team_id == round_.team_id:
            raise IllegalMove(
                _("The team is on site in %(place)s from %(first)s; end that round first.")
                % {"place": other.subdistrict.short_name, "first": day_in_words(other.entered_on)}
            )
        if other.subdistrict_id == round_.subdistrict_id:
            raise IllegalMove(
                _("Another team, “%(team)s”, is on site in this subdistrict from %(first)s.")
                % {"team": other.team.name, "first": day_in_words(other.entered_on)}
            )


@transaction.atomic
def end(
    *, round: SubdistrictRound, by: User, on: date, at: datetime, short_reason: str = "",
    no_recording_reason: str = "", evidence: Sequence[UploadedFile] = (), version: int | None = None,
) -> SubdistrictRound:  # fmt: skip
    """`on` is the last day on site; the period to report starts on it (三(三)3, R56).

    Days are natural days, entry and last day both counted; fewer than the ruleset's need a reason (一(二)1, R7).
    So does a stay without a sound or film of its checks, `evidence` included (四(二)二, R82).
    Raises NotAllowed, IllegalMove, StaleCopy.
    """
    round_ = lock(round, version=version)
    move = check_move(round_, "end", by=by)
    require_conductor(round_, by=by, on=on)
    require_past(on, at=at, not_before=round_.entered_on)
    if not round_.entry_minutes.strip():
        raise IllegalMove(_("There is no record of the entry meeting; add it before the round ends (三(三)2)."))
    require_all_before(round_, on)
    short_reason = short_reason.strip()
    entered_on = cast(date, round_.entered_on)  # a round on site has entered
    require_long_enough(round_.ruleset, entered_on, on, short_reason)
    require_free(round_, entered_on, on)
    days = (on - entered_on).days + 1
    if evidence:
        attach_all(uploads=evidence, subject=round_, scope=round_.scope, by=by, at=at)
    unrecorded = require_recorded(round_, no_recording_reason)
    apply_move(
        round_, move, by=by, on=on, at=at, new={"on": on, "days": days}, no_recording_reason=unrecorded,
        ended_on=on, short_reason=short_reason if days < round_.ruleset.minimum_round_days else "",
    )  # fmt: skip
    open_deadline(
        kind="report",
        scope=round_.scope,
        subject=round_,
        start_on=on,
        period=f"{round_.ruleset.report_days}d",
        start_reason=gettext_noop("Fieldwork ended"),
        responsible_role="leader",
        roll=round_.ruleset.rolls_to_workday,
        subject_label=str(round_),
        by=by,
        at=at,
    )
    return round_


def require_all_before(round_: SubdistrictRound, on: date, *, until: date | None = None) -> None:
    """What the team recorded on site lies within its stay (R86). Raises IllegalMove naming how much does not.

    `until`: what lies after that day was recorded as found outside the stay and does not count.
    """
    findings = round_.findings.ordinary().standing().filter(found_on__gt=on)
    notes = round_.notes.filter(happened_on__gt=on)
    if until is not None:
        findings, notes = findings.filter(found_on__lte=until), notes.filter(happened_on__lte=until)
    found = findings.aggregate(count=Count("pk"), last=Max("found_on"))
    noted = notes.aggregate(count=Count("pk"), last=Max("happened_on"))
    if found["count"] or noted["count"]:
        raise IllegalMove(
            _(
                "%(findings)s findings and %(notes)s field notes are of days after %(on)s, the last of %(last)s. "
                "Fieldwork ends on that day or later; where a day is wrong, correct it there first."
            )
            % {
                "findings": found["count"],
                "notes": noted["count"],
                "on": day_in_words(on),
                "last": day_in_words(max(day for day in (found["last"], noted["last"]) if day is not None)),
            }
        )


def require_long_enough(ruleset: Ruleset, entered_on: date, ended_on: date, short_reason: str) -> None:
    days = (ended_on - entered_on).days + 1
    if days < ruleset.minimum_round_days and not short_reason:
        raise IllegalMove(
            _(
                "%(days)s days on site, entry and last day included, are fewer than the %(minimum)s of clause "
                "%(clause)s. Give the reason; it will stand in the report."
            )
            % {"days": days, "minimum": ruleset.minimum_round_days, "clause": ruleset.clause_of("minimum_round_days")}
        )


@transaction.atomic
def cancel(
    *, round: SubdistrictRound, reason: str, by: User, on: date, at: datetime, version: int | None = None
) -> SubdistrictRound:
    """The round does not take place, with a reason. Its entry of the plan may be notified anew; an order outside the
    plan is called off with its round, so the team's access to it ends (R4)."""
    round_ = lock(round, version=version)
    move = check_move(round_, "cancel", by=by)
    require_past(on, at=at, not_before=round_.notified_on)
    if not reason.strip():
        raise IllegalMove(_("Say why the round does not take place."))
    apply_move(round_, move, by=by, on=on, at=at, reason=reason, cancel_reason=reason.strip())
    if round_.entry.is_ad_hoc:
        end_round_grants(round_.scope, by, at)
    tell(
        recipients=subdistrict_users(round_),
        subject=_("The inspection planned from %(first)s does not take place")
        % {"first": day_in_words(round_.planned_from_on)},
        body=reason,
        at=at,
    )
    return round_


@transaction.atomic
def close(
    *, round: SubdistrictRound, by: User, on: date, at: datetime, version: int | None = None
) -> SubdistrictRound:
    """All problems are dealt with to the end (四(二)二, R84); the team's reading ends with it (DESIGN §4).

    Raises IllegalMove that names every gap.
    """
    round_ = lock(round, version=version)
    move = check_move(round_, "close", by=by)
    require_past(on, at=at, not_before=round_.ended_on)
    if open_ends := gaps(round_, on):
        raise IllegalMove(
            _("The round cannot be closed yet: %(gaps)s") % {"gaps": _("; ").join(str(gap.label) for gap in open_ends)}
        )
    apply_move(round_, move, by=by, on=on, at=at, closed_on=on)
    end_round_grants(round_.scope, by, at)
    end_lead_grants(round_, by=by, at=at)
    return round_


@transaction.atomic
def archive(
    *, round: SubdistrictRound, by: User, on: date, at: datetime, version: int | None = None
) -> SubdistrictRound:
    """Freeze a closed round; what comes later becomes a supplement. The event, which stands on the page of the
    archived round, says where the proof of the log ended by then (四(二)二)."""
    round_ = lock(round, version=version)
    move = check_move(round_, "archive", by=by)
    require_past(on, at=at, not_before=round_.closed_on)
    log_end = head.told()
    return apply_move(round_, move, by=by, on=on, at=at, new={"log_end": log_end} if log_end else {}, archived_on=on)
