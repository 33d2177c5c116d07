"""Hand-offs built by the actions, out of one round with matters of every kind.

Days: found and confirmed on 2026-03-02, the stay ends on 2026-03-15, the report is submitted on 2026-03-20 and
approved on 2026-03-25. Sorted on 2026-03-26, sent on Friday 2026-03-27, so that the thirty days end on Sunday
2026-04-26 and the reply is due on Monday 2026-04-27; received on 2026-03-30, the result on 2026-04-20.
"""

from datetime import date
from decimal import Decimal

from django.urls import reverse

from accounts.models.unit import UnitKind
from accounts.roles import Role
from inspections.actions import reports, rounds
from rectification.actions import classifications, duty_entries, hand_off_replies, hand_offs
from rectification.models import HandOff
from tests.accounts import builders as people
from tests.inspections.builders import (
    APPROVED,
    ENDED,
    ENTERED,
    SUBMITTED,
    World,
    add_finding,
    at_on,
    confirm_finding,
    cover_all,
    on_site_round,
)
from tests.records.builders import upload

SORTED = date(2026, 3, 26)
SENT = date(2026, 3, 27)
DUE = date(2026, 4, 27)
RECEIVED = date(2026, 3, 30)
RESULTED = date(2026, 4, 20)
CLOSED = date(2026, 4, 21)
VIOLATION = "电梯未经检验合格投入使用"
BREACH = "未取得许可证从事危险化学品经营"
NEGLECT = "未按计划开展专项执法检查"
LEAD = "反映某干部入股被监管企业"
TEAM_AND_HOUSE = {"office", "office2", "committee", "secretary", "leader", "member"}


def matters_round(here: World | None = None):
    """On site, with an ordinary hazard, two violations, a department's shortcoming and a lead, all confirmed;
    `here.extra` holds the receivers, their officers and the findings."""
    round_ = on_site_round(here)
    here = round_.here
    cover_all(round_)
    extra = here.extra
    extra["market"] = people.unit(UnitKind.DEPARTMENT, "高新区市场监管分局", short_name="市场监管分局")
    extra["fire"] = people.unit(UnitKind.DEPARTMENT, "高新区消防救援大队", short_name="消防救援大队")
    extra["discipline"] = people.unit(UnitKind.PARTY_BODY, "区纪检监察工委", short_name="纪检监察工委")
    extra["party"] = people.unit(UnitKind.LEADERSHIP, "中共枣庄高新区工作委员会", short_name="区党工委")
    for name in ("market", "fire", "discipline", "party"):
        extra[f"{name}_officer"] = people.person(Role.DEPARTMENT, extra[name], f"{name}-officer")
    extra["clerk"] = people.person(Role.SUBDISTRICT, here.subdistrict, "xingren-clerk-2")
    duty(here, "sector", "特种设备", "market")
    duty(here, "kind", "violation", "fire")
    duty(here, "kind", "lead", "discipline")
    confirm_finding(add_finding(round_), here)
    extra["violation"] = confirm_finding(
        add_finding(
            round_, kind="violation", text=VIOLATION, subject_name="示例电梯公司", sector="特种设备（电梯）",
            legal_basis="《特种设备安全法》第三十二条",
        ),
        here,
    )  # fmt: skip
    extra["breach"] = confirm_finding(
        add_finding(round_, kind="violation", text=BREACH, subject_name="示例化工公司"), here
    )
    extra["neglect"] = confirm_finding(
        add_finding(round_, kind="problem", text=NEGLECT, subject_name="高新区消防救援大队"), here
    )
    extra["lead"] = confirm_finding(
        add_finding(round_, kind="lead", text=LEAD, topic_number=8), here, handling="", topic_number=8
    )
    return round_


def duty(here, basis, value, receiver):
    return duty_entries.add(
        basis=basis, value=value, receiver=here.extra[receiver], source="三定方案", by=here.office, on=ENTERED,
        at=at_on(ENTERED),
    )  # fmt: skip


def approved_round(here: World | None = None):
    """The report is approved; nothing is sorted."""
    round_ = matters_round(here)
    here = round_.here
    return approve(submit(round_, here), here)


def submit(round_, here):
    round_ = rounds.end(no_recording_reason="留有照片", round=round_, by=here.leader, on=ENDED, at=at_on(ENDED))
    report = reports.draft(round=round_, by=here.leader, on=ENDED, at=at_on(ENDED))
    report = reports.edit(report=report, assessment="总体平稳。", by=here.leader, on=ENDED, at=at_on(ENDED))
    return reports.submit(report=report, by=here.leader, on=SUBMITTED, at=at_on(SUBMITTED))


def approve(report, here):
    report = reports.approve(report=report, by=here.committee, on=APPROVED, at=at_on(APPROVED))
    round_ = report.round
    round_.here = here
    return round_


def sort(finding, here, *, receiver=None, matter="breach", is_unlawful=True, on=SORTED, **facts):
    return classifications.sort(
        finding=finding, is_unlawful=is_unlawful, matter=matter, receiver=receiver, by=here.leader, on=on,
        at=at_on(on), **facts,
    )  # fmt: skip


def draft(round_, findings, receiver, *, by=None, on=SORTED, **facts) -> HandOff:
    return hand_offs.draft(
        round=round_, findings=findings, receiver=receiver, by=by or round_.here.office, on=on, at=at_on(on), **facts
    )


def drafted(round_=None, **facts) -> HandOff:
    """The elevator to the market supervision, sorted; `hand_off.here` is the world."""
    round_ = round_ or approved_round()
    here = round_.here
    sort(here.extra["violation"], here, receiver=here.extra["market"])
    hand_off = draft(round_, [here.extra["violation"]], here.extra["market"], **facts)
    hand_off.here = here
    return hand_off


def send(hand_off, here, *, on=SENT, by=None, **facts) -> HandOff:
    hand_off = hand_offs.send(hand_off=hand_off, by=by or here.office, on=on, at=at_on(on), **facts)
    hand_off.here = here
    return hand_off


def sent(round_=None, **facts) -> HandOff:
    hand_off = drafted(round_, **facts)
    return send(hand_off, hand_off.here)


def receive(hand_off, here, *, by=None, on=RECEIVED, **facts) -> HandOff:
    hand_off = hand_off_replies.receive(
        hand_off=hand_off, contact="王科长 0632-5550000", by=by or here.extra["market_officer"], on=on, at=at_on(on),
        **facts,
    )  # fmt: skip
    hand_off.here = here
    return hand_off


def received(round_=None) -> HandOff:
    hand_off = sent(round_)
    return receive(hand_off, hand_off.here)


def refuse(hand_off, here, *, by=None, on=RECEIVED, reason="不属于我局职责，应由消防救援大队办理") -> HandOff:
    hand_off = hand_off_replies.refuse(
        hand_off=hand_off, reason=reason, by=by or here.extra["market_officer"], on=on, at=at_on(on)
    )
    hand_off.here = here
    return hand_off


def refused(round_=None) -> HandOff:
    hand_off = sent(round_)
    return refuse(hand_off, hand_off.here)


def report_result(hand_off, here, *, by=None, on=RESULTED, with_file=True, **facts) -> HandOff:
    said = {
        "result": "责令停用，立案处罚。",
        "people_held": 0,
        "units_punished": 1,
        "fine_yuan": Decimal(30000),
    } | facts
    hand_off = hand_off_replies.report_result(
        hand_off=hand_off, by=by or here.extra["market_officer"], on=on, at=at_on(on),
        evidence=[upload(name="处罚决定书.pdf")] if with_file else [], **said,
    )  # fmt: skip
    hand_off.here = here
    return hand_off


def resulted(round_=None, **facts) -> HandOff:
    hand_off = received(round_)
    return report_result(hand_off, hand_off.here, **facts)


def closed(round_=None) -> HandOff:
    hand_off = resulted(round_)
    here = hand_off.here
    hand_off = hand_offs.close(hand_off=hand_off, by=here.office, on=CLOSED, at=at_on(CLOSED))
    hand_off.here = here
    return hand_off


def entrusted_lead(round_, **facts):
    """The lead sorted and entrusted to the office's second officer."""
    here = round_.here
    lead = here.extra["lead"]
    sort(lead, here, receiver=here.extra["discipline"], matter="discipline")
    classifications.entrust(
        finding=lead, officer=here.office2, reason="经办移交", by=here.committee, on=SORTED, at=at_on(SORTED),
        **facts,
    )  # fmt: skip
    here.office2.__dict__.pop("access", None)
    return lead


def sent_lead(round_=None) -> HandOff:
    round_ = round_ or approved_round()
    here = round_.here
    lead = entrusted_lead(round_)
    hand_off = draft(round_, [lead], here.extra["discipline"], by=here.office2)
    return send(hand_off, here, by=here.office2)


def fresh(thing):
    return type(thing).objects.get(pk=thing.pk)


def sees(user, thing) -> bool:
    """Whether a person who signs in now finds the thing."""
    user.__dict__.pop("access", None)
    return type(thing).objects.visible_to(user).filter(pk=thing.pk).exists()


def everybody(here) -> dict:
    """Whoever might see something, by name."""
    others = ("market_officer", "fire_officer", "discipline_officer", "party_officer", "clerk")
    named = {name: getattr(here, name) for name in (*TEAM_AND_HOUSE, "stranger", "principal")}
    return named | {name: here.extra[name] for name in others}


def who_opens(client, here, thing, link) -> set:
    """Whose page of the thing leads to this PDF; for nobody else does it exist."""
    found = set()
    address = reverse("records:evidence-view", args=[link.pk])
    for name, person in everybody(here).items():
        client.force_login(person)
        page = client.get(thing.get_absolute_url())
        is_led = page.status_code == 200 and address in page.content.decode()
        assert (client.get(address).status_code == 302) is is_led, name
        found |= {name} if is_led else set()
    return found
