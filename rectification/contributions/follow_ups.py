"""What follow-up checks add elsewhere: to the page of their round, to both findings and the item, to what is missing
before the team reports, to closing and to the report."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.permissions import Permission
from core.about import ABOUT, Kind, is_missing
from core.sections import HISTORY, MAIN
from core.shapes import Missing, Section
from inspections.closing import Gap, register_gate
from inspections.models import Finding, SubdistrictRound
from inspections.papers.additions import register_overview
from inspections.stay_gaps import register_stay_gap
from records.models import Draw
from rectification.models import FollowUpCheck, RectificationItem
from rectification.models.follow_up import FollowUpStatus, Hindrance
from rectification.presenters import follow_ups as presenter
from rectification.queries.follow_ups import EARLIER, with_all

_SECTION = "rectification/follow_up/_section.html"
NAMED = 12


def _in_order(checks: QuerySet[FollowUpCheck]) -> QuerySet[FollowUpCheck]:
    return with_all(checks).order_by("round", "number")


def _about(about: Callable[[Any], Q]) -> Kind:
    """Those about a thing that a person reads."""
    return Kind(FollowUpCheck, about, _in_order, Permission.FINDING_VIEW)


OF_ROUND = _about(lambda round_: Q(round=round_.pk))
AS_FOUND = _about(lambda finding: Q(finding=finding.pk))
OF_FINDING = _about(lambda finding: Q(item__finding=finding.pk))
OF_ITEM = _about(lambda item: Q(item=item.pk))


def register_follow_ups() -> None:
    """Called in AppConfig.ready()."""
    for model, kind in (
        (SubdistrictRound, OF_ROUND), (Finding, AS_FOUND), (Finding, OF_FINDING), (RectificationItem, OF_ITEM),
    ):  # fmt: skip
        ABOUT.add(model, kind, order=205)
    ABOUT.add(SubdistrictRound, EARLIER, order=205)
    MAIN.add(SubdistrictRound, on_round, order=205)
    MAIN.add(Finding, came_of, order=5)
    MAIN.add(Finding, on_finding, order=205)
    MAIN.add(RectificationItem, on_item, order=205)
    HISTORY.add(Finding, told_of, order=205)
    register_stay_gap(left_to_look_at)
    register_gate(gate)
    register_overview(report_words)


def on_round(round_, user, today: date) -> Section | None:
    found = OF_ROUND.of(round_, user)
    if not found:
        return None
    draws = Draw.objects.visible_to(user).filter(pk__in={check.draw_id for check in found}).order_by("drawn_at")
    return _section(presenter.tally_words(found), list(draws), presenter.table(found, today))


def _section(words, draws, table) -> Section:
    return Section(_SECTION, {"title": _("Follow-up checks"), "words": words, "draws": draws, "table": table})


def came_of(finding, user, today: date) -> Section | None:
    """On the new finding: which one it was before."""
    found = AS_FOUND.of(finding, user)
    if not found:
        return None
    check = found[0]
    return Section("rectification/follow_up/_came_of.html", {"words": presenter.again_words(check), "check": check})


def on_finding(finding, user, today: date) -> Section | None:
    """On the earlier one: what later rounds saw."""
    return _looked_at(OF_FINDING.of(finding, user), today)


def on_item(item, user, today: date) -> Section | None:
    return _looked_at(OF_ITEM.of(item, user), today)


def _looked_at(found: list[FollowUpCheck], today: date) -> Section | None:
    if not found:
        return None
    back = [check for check in found if check.status == FollowUpStatus.CAME_BACK]
    words = _("Looked at again in later rounds; it was still fixed where it could be checked.")
    if back:
        words = presenter.came_back_words(back[-1])
    elif all(check.status == FollowUpStatus.PENDING for check in found):
        words = _("Drawn to be looked at again.")
    return _section(words, [], presenter.table_on_finding(found, today))


def told_of(finding, user) -> list:
    return AS_FOUND.of(finding, user)


# --- The round's way -----------------------------------------------------------------------------------------------


def left_to_look_at(round_) -> Iterator[Missing]:
    """What was drawn and has no result, by name; and what came back in a finding that was taken back since."""
    if is_missing(OF_ROUND, round_):
        return
    unsettled = list(round_.follow_ups.unsettled().order_by("number")[: NAMED + 1])
    for check in unsettled[:NAMED]:
        yield Missing(_label_of(check), check.get_absolute_url())
    if len(unsettled) > NAMED:
        left = round_.follow_ups.unsettled().count() - NAMED
        words = ngettext("%(count)s more follow-up check", "%(count)s more follow-up checks", left)
        yield Missing(words % {"count": left})


def _label_of(check: FollowUpCheck) -> str:
    words = f"{check.subject_name}：{check.text}"
    short = words if len(words) <= presenter.WORDS else f"{words[: presenter.WORDS - 1]}…"
    return _("follow-up check %(number)s is not recorded: %(matter)s") % {"number": check.number, "matter": short}


def gate(round_, today: date) -> list[Gap]:
    """Each is looked at, or it is said why not."""
    return [Gap(one.text, one.url, _("Team leader")) for one in left_to_look_at(round_)]


# --- The report ----------------------------------------------------------------------------------------------------


def report_words(round_) -> Iterator[str]:
    """检查报告: how many were looked at again, and how they were found. Papers are in Chinese."""
    found = list(round_.follow_ups.all())
    if not found:
        return
    states = Counter(check.status for check in found)
    whole = sum(check.is_taken_whole for check in found)
    words = f"对以往巡查已销号的问题开展回头看，共抽查{len(found)}项"
    if whole:
        words += f"（其中重大事故隐患{whole}项全部纳入，其余随机抽取）"
    words += f"，保持整改{states[FollowUpStatus.HELD]}项，问题重现{states[FollowUpStatus.CAME_BACK]}项"
    if states[FollowUpStatus.CAME_BACK]:
        words += "（已作为本次发现问题列出）"
    if missed := [check for check in found if check.status == FollowUpStatus.NOT_CHECKED]:
        reasons = Counter(_REASONS[check.hindrance] for check in missed)
        told = "、".join(f"{reason}{count}项" for reason, count in reasons.items())
        words += f"，无法核查{len(missed)}项（{told}）"
    yield words


_REASONS = {
    Hindrance.CLOSED: "企业已关闭",
    Hindrance.GONE: "场所已不存在",
    Hindrance.SHUT: "现场无人或停业",
    Hindrance.OTHER: "其他原因",
}
