"""A decision of the committee as every page says it: whoever put it down never stands as who decided (R30)."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.day_words import day_in_words
from core.event_words import verb_label
from core.shapes import Fact
from records.models import Decision
from records.typesetting.text import date_words


def decision_words(decision: Decision | None) -> str:
    """Who decided, on what day, in which meeting; "" where nothing is decided."""
    if decision is None:
        return ""
    said = {"day": day_in_words(decision.decided_on), "meeting": _number(decision)}
    if decision.decided_by is None:
        recorded = said | {"body": decision.body, "name": decision.recorded_by.full_name}
        return _("%(body)s, meeting %(meeting)s on %(day)s (recorded by %(name)s)") % recorded
    said["name"] = decision.decided_by.printed_name
    if decision.meeting_number:
        return _("%(name)s on %(day)s, meeting %(meeting)s") % said
    return _("%(name)s on %(day)s") % said


def meeting_on_paper(decision: Decision) -> str:
    """The meeting as a paper names it, in Chinese; "" where a member of the committee decided without one."""
    if not decision.meeting_number:
        return ""
    return f"{decision.body}{date_words(decision.decided_on)}会议（{_number(decision)}）"


def _number(decision: Decision) -> str:
    """Without the name of the body, which stands before it."""
    return decision.meeting_number.removeprefix(decision.body)


def decision_facts(decision: Decision | None, *, sees_scan: bool = True) -> list[Fact]:
    """What was decided by whom, and the scan; empty where nothing is. `sees_scan`: the person reaches the paper."""
    if decision is None:
        return []
    facts = [Fact(verb_label(decision.verb), decision_words(decision))]
    if decision.scan is not None and sees_scan:
        url = reverse("records:evidence-view", args=[decision.scan_id])
        facts.append(Fact(_("Scan of the signed paper"), decision.scan.name, url))
    return facts
