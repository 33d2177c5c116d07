"""约谈通知书 and 约谈纪要 (四(二)一, R79; DOMAIN §2.2). Papers are in Chinese."""

from typing import Literal, NotRequired

from inspections.papers.order import time_words
from planning.bodies import office_contact, office_name, order_of, principals_of, regulation_name, team_name
from records.rendering.kinds.common import CLOSED, Contact, Official, basis, contact_words, official, paragraphs
from records.rendering.schema import IsoDate
from records.typesetting.composition import Composition, Paragraph, items, section
from records.typesetting.text import date_words, sentence

SPEAKERS = {"committee": "区安委会负责同志", "office": "区安委会办公室负责同志", "leader": "巡查组组长"}


class _OfInterview(Official):
    """subject: the subdistrict or enterprise whose leader is called; person: who, with post. is_enterprise: the
    subdistrict passes it on. level: who speaks. meet_on, meet_time, place: when (14:30) and where."""

    subject: str
    person: str
    is_enterprise: bool
    level: Literal["committee", "office", "leader"]
    reason: str
    legal_basis: str
    meet_on: IsoDate
    meet_time: str
    place: str
    contact: Contact


class InterviewNotice(_OfInterview):
    """materials: what to bring."""

    materials: NotRequired[str]


class InterviewMinutes(_OfInterview):
    """notice: number of the notice. host, recorder, attendees: who was there. problems: put forward; statement and
    commitment: of who was called; opinion: on the rectification, a sentence a line. reply_by: last day, included."""

    notice: str
    held_on: IsoDate
    host: str
    recorder: str
    attendees: str
    problems: str
    statement: NotRequired[str]
    opinion: str
    commitment: NotRequired[str]
    reply_by: IsoDate


def _of_interview(interview) -> dict:
    round_ = interview.round
    is_teams = interview.level == "leader"
    issuer = team_name(round_.team) if is_teams else office_name()
    return {
        "issuer": issuer,
        "addressee": principals_of(interview.unit),
        "regulation": regulation_name(round_.ruleset),
        **order_of(round_.entry),
        "subject": interview.subject_name,
        "person": interview.person,
        "is_enterprise": interview.enterprise_id is not None,
        "level": str(interview.level),
        "reason": interview.reason,
        "legal_basis": interview.legal_basis,
        "meet_on": interview.meet_on.isoformat(),
        "meet_time": interview.meet_time.strftime("%H:%M"),
        "place": interview.place,
        "contact": office_contact(interview.called_by),
    }


def notice_data(interview) -> dict:
    """Data of the kind interview_notice, `title` included; its line feed is a line break in print."""
    return _of_interview(interview) | {
        "title": f"关于约谈{interview.subject_name}\n负责人的通知",
        "materials": interview.materials,
    }


def minutes_data(interview) -> dict:
    """Data of the kind interview_minutes, `title` included; its line feed is a line break in print."""
    return _of_interview(interview) | {
        "title": f"约谈{interview.subject_name}\n负责人纪要",
        "notice": interview.notice.full_number,
        "held_on": interview.held_on.isoformat(),
        "host": interview.host,
        "recorder": interview.recorder,
        "attendees": interview.attendees,
        "problems": interview.problems,
        "statement": interview.statement,
        "opinion": interview.opinion,
        "commitment": interview.commitment,
        "reply_by": interview.reply_by.isoformat(),
    }


def compose_notice(data):
    passed_on = "请你街道将本通知送达该单位，并督促其负责人按时参加。" if data["is_enterprise"] else ""
    body = [
        Paragraph(
            f"根据{basis(data)}关于开展重点约谈的规定，依据{data['legal_basis']}，决定约谈{data['subject']}负责人。"
            "现将有关事项通知如下。"
        ),
        section("约谈事由"),
        *_lines(data["reason"]),
        section("约谈对象和主持人"),
        Paragraph(f"约谈对象为{data['person']}，由{SPEAKERS[data['level']]}主持约谈。{passed_on}"),
        section("时间和地点"),
        Paragraph(f"{date_words(data['meet_on'])}{time_words(data['meet_time'])}，{sentence(data['place'])}"),
    ]
    if data.get("materials"):
        body += [section("需准备的材料"), *_lines(data["materials"])]
    body.append(Paragraph(contact_words(data["contact"])))
    return Composition(**official(data, title=data["title"], layout="letter", note=CLOSED), body=tuple(body))


def compose_minutes(data):
    told = [
        f"约谈对象：{data['person']}",
        f"主持人：{data['host']}；记录人：{data['recorder']}",
        f"参加人员：{'、'.join(line.strip() for line in data['attendees'].splitlines() if line.strip())}",
    ]
    body = [
        Paragraph(
            f"根据{basis(data)}，按照{data['notice']}约谈通知书，{date_words(data['held_on'])}在{data['place']}"
            f"约谈了{data['subject']}负责人。"
        ),
        *items([sentence(one) for one in told]),
        section("通报的问题"),
        *_lines(data["problems"]),
    ]
    for title, name in (("被约谈方说明", "statement"), ("整改意见", "opinion"), ("被约谈方表态", "commitment")):
        if data.get(name):
            body += [section(title), *_lines(data[name])]
    body += [
        section("报告要求"),
        Paragraph(f"被约谈单位应于{date_words(data['reply_by'])}前（含当日）书面报告落实情况。"),
        Paragraph("主持人：　　　　　　记录人：　　　　　　被约谈人："),
    ]
    return Composition(**official(data, title=data["title"], layout="letter", note=CLOSED), body=tuple(body))


def _lines(text):
    return paragraphs([line for line in text.splitlines() if line.strip()])
