"""巡查工作报告, 反馈意见 and the list that will be issued, made from the data of the round (R57).

Counts are never typed: they are taken from the findings at the moment of making, so that text and list agree.
"""

import re

from inspections.models.finding import RECTIFIED_KINDS, FindingKind, FindingStatus
from inspections.papers.additions import added_dispositions, added_overview
from inspections.papers.finding_lines import finding_line
from inspections.papers.method_names import used_names
from inspections.people import members_on
from inspections.queries.coverage import coverage_of, methods_used
from inspections.queries.photos import chosen_photos
from inspections.vocabulary import KIND_WORDS
from planning.bodies import (
    committee_name,
    office_contact,
    office_name,
    order_of,
    principals_of,
    regulation_name,
    team_name,
)
from planning.models.membership import MemberRole
from records.typesetting.text import date_words

_OWN_NUMBER = re.compile(r"^(?:[(（]?[0-9一二三四五六七八九十]{1,3}[)）、.．]\s*)")
_HEADING = re.compile(r"^[(（]?[一二三四五六七八九十]{1,3}[)）、]\s*")


def lines_of(text: str) -> list[str]:
    """One sentence or paragraph a line, without numbers of their own: the paper numbers them itself."""
    return [_OWN_NUMBER.sub("", line.strip()) for line in text.splitlines() if line.strip()]


def reported_findings(round_) -> list:
    """Confirmed findings as the report lists them: what is rectified first, suggestions last.

    Leads leave by hand-off only, withdrawn findings not at all (DESIGN §2).
    """
    confirmed = round_.findings.confirmed().ordinary().select_related("unit", "enterprise", "order").order_by("number")
    return sorted(confirmed, key=lambda finding: finding.kind not in RECTIFIED_KINDS)


def snapshot_of(report, *, on) -> dict:
    """All that submission freezes: what is printed, what is fed back, and the numbered list of what is issued.

    `reported` holds the id of every finding the report lists; `issued` is what of it goes to the subdistrict, with
    numbers from 1 without gaps: what departments fell short in is handed off. `counts` is what was in the database
    then. `on`: the day of submission, today for a preview. The photos that the leader lets go along stand beside the
    line they belong to, each with the hash of what is seen of it.
    """
    findings = reported_findings(report.round)
    round_ = report.round
    lines = [finding_line(finding, months=round_.ruleset.rectification_months, on=on) for finding in findings]
    issued = [(one, line) for one, line in zip(findings, lines, strict=True) if one.goes_to_subdistrict]
    photos = {pk: [_frozen_photo(link) for link in links] for pk, links in chosen_photos(findings).items()}
    return {
        "report": report_data(report, lines),
        "feedback": feedback_data(report, [_with_photos(line, photos.get(str(one.pk), [])) for one, line in issued]),
        "reported": [str(finding.pk) for finding in findings],
        "issued": [
            {"number": number, "finding": str(finding.pk), "rectified": finding.becomes_item}
            | {"photos": photos.get(str(finding.pk), [])}
            | {"kind_words": KIND_WORDS[finding.kind], **line}
            for number, (finding, line) in enumerate(issued, start=1)
        ],
        "counts": counts_of(report.round, findings),
    }


def _frozen_photo(link) -> dict:
    return {"link": str(link.pk), "sha256": link.viewing_copy.sha256}


def _with_photos(line, photos) -> dict:
    """The letter says how many photos go along; the report to the committee has its own list and none."""
    return line | ({"photos": len(photos)} if photos else {})


def stay_of(round_) -> dict:
    """Both days on site, as papers hold them; the feedback prints them as they stand when it is issued."""
    return {
        "entered_on": round_.entered_on.isoformat(),
        "ended_on": (round_.ended_on or round_.entered_on).isoformat(),
    }


def counts_of(round_, findings) -> dict:
    counts = {kind.value: 0 for kind in FindingKind if kind != FindingKind.LEAD}
    for finding in findings:
        counts[finding.kind] += 1
    counts["total"] = sum(counts[kind] for kind in RECTIFIED_KINDS)
    counts["withdrawn"] = round_.findings.ordinary().withdrawn().count()
    return counts


def report_data(report, lines) -> dict:
    """Data of the kind inspection_report."""
    round_ = report.round
    members = members_on(round_, round_.ended_on or round_.entered_on)
    leaders = [one for one in members if one.role == MemberRole.LEADER]
    leader = leaders[0].person if leaders else None
    return {
        "issuer": team_name(round_.team),
        "addressee": committee_name(),
        "copies": [office_name()],
        "printed_by": office_name(),
        "regulation": regulation_name(round_.ruleset),
        **order_of(round_.entry),
        "subdistrict": round_.subdistrict.short_name,
        "team": team_name(round_.team),
        **stay_of(round_),
        "leader": _with_post(leader) if leader else "",
        "members": [one.person.full_name for one in members if one.role != MemberRole.LEADER],
        "topics": [topic.text.rstrip("；;。") for topic in round_.ruleset.topics.all()],
        "methods": used_names(methods_used(round_)),
        "activities": activities_of(round_),
        "overview": [*generated_overview(report), *lines_of(report.overview)],
        "overall": report.assessment.strip(),
        "achievements": lines_of(report.achievements),
        "findings": lines,
        "dispositions": [*lines_of(report.handling_proposals), *added_dispositions(round_)],
        "advice": lines_of(report.suggestions),
        "signatory": leader.full_name if leader else "",
    }


def _with_post(person) -> str:
    post = f"{person.unit.short_name if person.unit else ''}{person.post}"
    return f"{person.full_name}（{post}）" if post else person.full_name


def activities_of(round_) -> list[dict]:
    activities = [
        {"label": name, "count": count, "unit": "次"}
        for method in methods_used(round_)
        for name, count in method.parts
    ]
    seen = round_.findings.ordinary().exclude(status=FindingStatus.DISCARDED)
    enterprises = seen.exclude(enterprise=None).values("enterprise").distinct().count()
    if enterprises:
        activities.append({"label": "延伸巡查企业", "count": enterprises, "unit": "家"})
    return activities


def generated_overview(report) -> list[str]:
    """What the text must say because the data say it: deviations from the plan (R48), a short stay (R7), no sound or
    film (R82), topics left out (R43), withdrawals (R87), lateness (R56)."""
    round_ = report.round
    actual, planned = (round_.entered_on, round_.ended_on), (round_.planned_from_on, round_.planned_to_on)
    if round_.ended_on is not None and actual != planned:
        yield (
            f"原计划巡查时间为{date_words(round_.planned_from_on)}至{date_words(round_.planned_to_on)}，"
            f"实际为{date_words(round_.entered_on)}至{date_words(round_.ended_on)}"
        )
    if round_.short_reason and round_.days is not None and round_.days < round_.ruleset.minimum_round_days:
        yield f"现场巡查{round_.days}天，少于规定的{round_.ruleset.minimum_round_days}天，原因：{round_.short_reason}"
    if round_.no_recording_reason:
        yield f"现场检查未留存录音录像，原因：{round_.no_recording_reason}"
    topics = coverage_of(round_)
    covered = sum(topic.is_covered for topic in topics)
    yield f"巡查内容共{len(topics)}项，实际巡查{covered}项"
    for topic in topics:
        if not topic.is_covered:
            reason = topic.reason or report.uncovered_reason or "未说明"
            yield f"未涉及第{topic.number}项“{topic.short}”，原因：{reason}"
    if withdrawn := round_.findings.ordinary().withdrawn().count():
        yield f"巡查期间记录后撤回问题{withdrawn}项，均已注明原因"
    yield from added_overview(round_)
    if report.first_submitted_on is not None:
        yield f"本报告于{date_words(report.first_submitted_on)}首次报送，按审核意见修改后重新报送"
    if report.lateness_reason:
        yield f"本报告逾期报送，原因：{report.lateness_reason}"


def feedback_data(report, lines) -> dict:
    """Data of the kind feedback, as the committee approves it with the report."""
    round_ = report.round
    return {
        "issuer": committee_name(),
        "addressee": principals_of(round_.subdistrict),
        "printed_by": office_name(),
        "regulation": regulation_name(round_.ruleset),
        **order_of(round_.entry),
        "subdistrict": round_.subdistrict.short_name,
        "team": team_name(round_.team),
        **stay_of(round_),
        "overall": lines_of(report.assessment),
        "problems": problem_groups(report.feedback_text),
        "findings": lines,
        "months": round_.ruleset.rectification_months,
        "report_to": committee_name(),
        "deemed_workdays": round_.ruleset.deemed_receipt_workdays,
        "contact": office_contact(),
    }


def problem_groups(text: str) -> list[dict]:
    """Headings are lines that begin with 一、 or （一）; the lines below belong to them. Empty text gives no group."""
    groups: list[dict] = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        if _HEADING.match(line):
            groups.append({"heading": _HEADING.sub("", line).rstrip("。"), "texts": []})
            continue
        if not groups:
            groups.append({"heading": "需要重点整改的问题", "texts": []})
        groups[-1]["texts"].append(_OWN_NUMBER.sub("", line))
    return groups
