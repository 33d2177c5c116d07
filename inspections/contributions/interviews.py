"""What interviews add elsewhere: to the pages of round, finding and enterprise, to timelines, to closing (四(二))."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.permissions import Permission
from core.about import ABOUT, Kind
from core.access import access_of
from core.sections import HISTORY, MAIN
from core.shapes import Section
from deadlines.kinds import register_escalation
from inspections.actions.interview_proposals import propose
from inspections.closing import Gap, register_gate
from inspections.contributions.orders import TABLE
from inspections.models import Enterprise, Finding, Interview, InterviewProposal, SubdistrictRound
from inspections.models.interview import InterviewStatus
from inspections.papers.additions import register_dispositions
from inspections.presenters.interviews import proposals_table, table
from inspections.queries.interviews import with_all, with_round
from records.typesetting.text import date_words


def interviews_about(about: Callable[[Any], Q], *reads: str) -> Kind:
    """Those about a thing that a person reads."""
    return Kind(Interview, about, with_all, Permission.INTERVIEW_VIEW, reads)


OF_ROUND = interviews_about(lambda round_: Q(round=round_.pk))
OF_FINDING = interviews_about(lambda finding: Q(finding=finding.pk))
OF_ENTERPRISE = interviews_about(lambda enterprise: Q(enterprise=enterprise.pk))
PROPOSALS = Kind(InterviewProposal, lambda round_: Q(round=round_.pk), with_round)


def register_interviews() -> None:
    """Called in AppConfig.ready()."""
    register_escalation(propose)
    ABOUT.add(SubdistrictRound, PROPOSALS, order=214)
    ABOUT.add(SubdistrictRound, OF_ROUND, order=215)
    ABOUT.add(Finding, OF_FINDING, order=215)
    MAIN.add(SubdistrictRound, proposals_on_round, order=214)
    MAIN.add(SubdistrictRound, on_round, order=215)
    MAIN.add(Finding, on_finding, order=215)
    MAIN.add(Enterprise, on_enterprise, order=215)
    HISTORY.add(SubdistrictRound, told_of, order=215)
    register_gate(gate)
    register_dispositions(dispositions)


def _seen_proposals(round_, user) -> list[InterviewProposal]:
    if not access_of(user).permits(Permission.INTERVIEW_VIEW, round_.scope_ids):
        return []
    return PROPOSALS.of(round_, user)


def interviews_section(found: list[Interview], today: date) -> Section | None:
    if not found:
        return None
    return Section(TABLE, {"title": _("Interviews"), "icon": "person-exclamation", "table": table(found, today)})


def on_round(round_, user, today: date) -> Section | None:
    return interviews_section(OF_ROUND.of(round_, user), today)


def on_finding(finding, user, today: date) -> Section | None:
    return interviews_section(OF_FINDING.of(finding, user), today)


def on_enterprise(enterprise, user, today: date) -> Section | None:
    return interviews_section(OF_ENTERPRISE.of(enterprise, user), today)


def proposals_on_round(round_, user, today: date) -> Section | None:
    found = _seen_proposals(round_, user)
    if not found:
        return None
    shown = proposals_table(found, today)
    return Section(TABLE, {"title": _("Proposed interviews"), "icon": "person-exclamation", "table": shown})


def told_of(round_, user) -> list:
    return [*OF_ROUND.of(round_, user), *_seen_proposals(round_, user)]


def dispositions(round_) -> list[str]:
    """What the report says under 处置; papers are in Chinese."""
    found = Interview.objects.filter(round=round_).exclude(held_on=None).order_by("held_on", "pk")
    return [f"{date_words(one.held_on)}约谈{one.subject_name}负责人，提出明确整改意见。" for one in found]


def gate(round_, today: date) -> list[Gap]:
    """Every interview is closed or called off, and nothing that was proposed waits for a decision (R80)."""
    office = _("Committee office")
    found = [
        Gap(
            _("%(interview)s is not closed (now: %(status)s)")
            % {"interview": one, "status": one.get_status_display()},
            one.get_absolute_url(),
            one.unit.short_name if one.status == InterviewStatus.HELD else office,
        )
        for one in with_all(Interview.objects.filter(round=round_).running())
    ]  # fmt: skip
    if InterviewProposal.objects.filter(round=round_, status="proposed").exists():
        path = InterviewProposal.objects.get(round=round_, status="proposed").get_absolute_url()
        found.append(Gap(_("a proposed interview is not decided on"), path, office))
    return found
