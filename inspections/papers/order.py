"""立行立改通知书: the team to the subdistrict about what is fixed while it is on site. Papers are in Chinese."""

from typing import NotRequired

from typing_extensions import TypedDict

from planning.bodies import office_contact, order_of, principals_of, regulation_name, team_name
from records.rendering.kinds.common import CLOSED, Contact, Official, basis, contact_words, official
from records.rendering.schema import IsoDate
from records.typesetting.composition import Composition, Paragraph, items, section
from records.typesetting.text import date_words, sentence


class _Problem(TypedDict):
    subject: str
    text: str
    place: NotRequired[str]
    found_on: IsoDate


class OrderNotice(Official):
    """subdistrict: its short name. problem: as it was found. requirement: what has to be done. due_on: last day,
    included; due_time: hour of it, such as 17:00, where one is given."""

    subdistrict: str
    team: str
    problem: _Problem
    requirement: str
    due_on: IsoDate
    due_time: NotRequired[str]
    contact: Contact


def notice_data(order) -> dict:
    """Data of the kind immediate_order, `title` included."""
    round_ = order.round
    data = {
        "title": f"关于{order.subject_name}\n立行立改事项的通知",
        "issuer": team_name(round_.team),
        "addressee": principals_of(round_.subdistrict),
        "regulation": regulation_name(round_.ruleset),
        **order_of(round_.entry),
        "subdistrict": round_.subdistrict.short_name,
        "team": team_name(round_.team),
        "problem": {
            "subject": order.subject_name,
            "text": order.text,
            "place": order.place,
            "found_on": order.finding.found_on.isoformat(),
        },
        "requirement": order.requirement,
        "due_on": order.due_on.isoformat(),
        "contact": office_contact(order.issued_by),
    }
    return data | ({"due_time": order.due_time.strftime("%H:%M")} if order.due_time else {})


def time_words(text: str) -> str:
    """17:00 as 17时, 9:30 as 9时30分."""
    hour, minute = (int(part) for part in text.split(":"))
    return f"{hour}时" + (f"{minute}分" if minute else "")


def compose(data):
    problem = data["problem"]
    place = f"（{problem['place']}）" if problem.get("place") else ""
    until = date_words(data["due_on"]) + (
        f"{time_words(data['due_time'])}前" if data.get("due_time") else "前（含当日）"
    )
    body = (
        Paragraph(
            f"根据{basis(data)}，{data['team']}在{data['subdistrict']}巡查期间，于{date_words(problem['found_on'])}发现"
            f"{problem['subject']}存在可以立即整改的问题。现通知如下。"
        ),
        section("存在问题"),
        Paragraph(sentence(f"{problem['subject']}{place}：{problem['text']}")),
        section("整改要求"),
        *items(
            [
                sentence(data["requirement"]),
                f"于{until}整改到位，并将整改前后照片和整改情况报送巡查组。",
                "整改期间落实防护措施；经核查未整改到位的，列入巡查反馈意见督促整改。",
            ]
        ),
        Paragraph(contact_words(data["contact"])),
    )
    return Composition(**official(data, title=data["title"], layout="letter", note=CLOSED), body=body)
