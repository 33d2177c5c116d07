"""挂牌督办通知书 and 摘牌通知书: the committee to the subdistrict of the hazard, copied to the department that
supervises (三(三)4, R64, R65; DOMAIN §2.2)."""

from typing import NotRequired

from planning.bodies import committee_name, office_contact, office_name, order_of, regulation_name, team_name
from records.presenters.decisions import meeting_on_paper
from records.rendering.kinds.common import ON_REQUEST, Contact, Official, basis, contact_words, official
from records.rendering.schema import IsoDate
from records.typesetting.composition import Composition, Paragraph, items, section
from records.typesetting.text import date_words, joinable, sentence


class _OfHazard(Official):
    """subject, place, text, found_on: the hazard as it was found. criterion, criterion_text: by which it is a major
    one. department: who supervises. meeting: of the committee that decided, empty where it decided without one."""

    subdistrict: str
    subject: str
    text: str
    found_on: IsoDate
    criterion: str
    department: str
    meeting: str
    contact: Contact
    place: NotRequired[str]
    credit_code: NotRequired[str]


class ListingNotice(_OfHazard):
    """body, person: who removes it. measures, interim, funds, due_on, plan: 五落实, with what holds until then."""

    team: str
    entered_on: IsoDate
    body: str
    person: str
    measures: str
    interim: str
    funds: str
    due_on: IsoDate
    plan: str
    criterion_text: NotRequired[str]


class RemovalNotice(_OfHazard):
    """notice, listed_on: number and day of the listing. rectification: how it was removed, as reported on
    requested_on. checked_on, check: of the check for acceptance."""

    notice: str
    listed_on: IsoDate
    rectification: str
    requested_on: IsoDate
    checked_on: IsoDate
    check: str


def notice_data(listing, decision) -> dict:
    """Data of the kind listing_notice, `title` included; its line feed is a line break in print."""
    round_ = listing.round
    return _of_hazard(listing, decision) | {
        "title": f"关于对{listing.subject_name}\n重大事故隐患挂牌督办的通知",
        "team": team_name(round_.team),
        "entered_on": round_.entered_on.isoformat(),
        "criterion_text": listing.criterion_text,
        "body": listing.responsible_body,
        "person": listing.responsible_person,
        "measures": listing.measures,
        "interim": listing.interim_measures,
        "funds": listing.funds,
        "due_on": listing.due_on.isoformat(),
        "plan": listing.plan,
    }


def removal_data(listing, decision) -> dict:
    """Data of the kind removal_notice, `title` included."""
    return _of_hazard(listing, decision) | {
        "title": f"关于对{listing.subject_name}\n重大事故隐患摘牌的通知",
        "notice": listing.notice.full_number,
        "listed_on": listing.listed_on.isoformat(),
        "rectification": listing.rectification,
        "requested_on": listing.requested_on.isoformat(),
        "checked_on": listing.acceptance.checked_on.isoformat(),
        "check": listing.acceptance.words,
    }


def _of_hazard(listing, decision) -> dict:
    round_ = listing.round
    return {
        "issuer": committee_name(),
        "addressee": round_.subdistrict.name,
        "copies": [listing.department.name],
        "printed_by": office_name(),
        "regulation": regulation_name(round_.ruleset),
        **order_of(round_.entry),
        "subdistrict": round_.subdistrict.short_name,
        "subject": listing.subject_name,
        "credit_code": listing.credit_code,
        "place": listing.place,
        "text": listing.text,
        "found_on": listing.found_on.isoformat(),
        "criterion": listing.criterion,
        "department": listing.department.name,
        "meeting": meeting_on_paper(decision),
        "contact": office_contact(),
    }


def _decided(data) -> str:
    return f"经{data['meeting']}审定" if data["meeting"] else "经区安委会审定"


def _hazard(data) -> str:
    code = f"（统一社会信用代码{data['credit_code']}）" if data.get("credit_code") else ""
    place = f"，位置：{joinable(data['place'])}" if data.get("place") else ""
    return f"{date_words(data['found_on'])}，巡查发现{data['subject']}{code}{place}：{sentence(data['text'])}"


def compose_notice(data):
    day = date_words(data["due_on"])
    content = f"：{joinable(data['criterion_text'])}" if data.get("criterion_text") else ""
    five = (
        f"责任。{data['body']}是治理责任单位，责任人为{joinable(data['person'])}；{data['subdistrict']}负责属地督促落实，"
        f"{data['department']}负责行业监管督办",
        f"措施。{sentence(data['measures'])}整改完成前的管控措施：{joinable(data['interim'])}",
        f"资金。{joinable(data['funds'])}",
        f"时限。{day}前（含当日）完成治理",
        f"预案。{joinable(data['plan'])}",
    )
    body = [
        Paragraph(
            f"根据{basis(data)}，{data['team']}自{date_words(data['entered_on'])}起对{data['subdistrict']}开展了安全生产"
            f"巡查。{_decided(data)}，决定对下列重大事故隐患挂牌督办，现通知如下。"
        ),
        section("隐患情况"),
        Paragraph(_hazard(data)),
        section("判定依据"),
        Paragraph(sentence(f"{data['criterion']}{content}")),
        section("督办要求"),
        *items([sentence(each) for each in five]),
        section("期限与报告"),
        Paragraph(
            "收到本通知后，在隐患现场醒目位置设置挂牌督办公示牌并报送照片；治理期间配合检查。隐患消除后，附整改前后影像等"
            f"证明材料，于{day}前向区安委会申请验收。"
        ),
        Paragraph("验收由整改单位以外的人员现场进行，经区安委会审定后摘牌；挂牌和摘牌均向社会公布。"),
        section("逾期处理"),
        Paragraph("逾期未完成治理且无正当理由的，予以催办、约谈，并计入年度安全生产工作绩效考核；隐患消除前，持续落实前述管控措施。"),
        Paragraph(contact_words(data["contact"])),
    ]  # fmt: skip
    return Composition(**official(data, title=data["title"], layout="letter", note=ON_REQUEST), body=tuple(body))


def compose_removal(data):
    body = [
        Paragraph(
            f"根据{basis(data)}，区安委会于{date_words(data['listed_on'])}以{data['notice']}通知对下列重大事故隐患挂牌督办。"
            "现将摘牌事项通知如下。"
        ),
        section("整改完成情况"),
        Paragraph(_hazard(data)),
        Paragraph(f"{data['subdistrict']}于{date_words(data['requested_on'])}报告：{sentence(data['rectification'])}"),
        section("验收意见"),
        Paragraph(f"{date_words(data['checked_on'])}，整改单位以外的人员进行了现场验收：{sentence(data['check'])}"),
        section("摘牌决定"),
        Paragraph(f"{_decided(data)}，该隐患已经消除，同意摘牌。"),
        section("后续要求"),
        Paragraph(
            f"{data['subdistrict']}督促责任单位举一反三、巩固治理成效，防止问题反弹；{data['department']}加强日常监管。撤除"
            "现场公示牌，有关资料存档备查。"
        ),
        Paragraph(contact_words(data["contact"])),
    ]
    return Composition(**official(data, title=data["title"], layout="letter", note=ON_REQUEST), body=tuple(body))
