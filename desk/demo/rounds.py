"""One round walked as far as the demo wants it, every step through its action."""

from datetime import timedelta

from desk.demo.findings import ENTERPRISES, FACTS
from inspections.actions import findings, notes, reports, rounds
from rectification.actions import cases, items

DAYS_TO_FIX = 100
# One finding gets less time, so that one item is overdue while the round is being rectified.
HURRIED, DAYS_IN_HURRY = 19, 83


class DemoRound:
    """Walks one plan entry forward; every method is one stretch of the way and says on which day it happens."""

    def __init__(self, world, clock, entry, *, leader, member):
        self.clock = clock
        self.entry = entry
        self.users = world.users
        self.leader, self.member = world.users[leader], world.users[member]
        self.official = world.users[entry.subdistrict.org_code]

    def _when(self, day):
        return {"on": day, "at": self.clock.at(day)}

    def notify(self, day):
        self.round = rounds.notify(entry=self.entry, by=self.users["office"], **self._when(day))
        return self

    def enter(self, day):
        name = self.round.subdistrict.short_name
        self.round = rounds.enter(
            round=self.round,
            place=f"{name}机关会议室",
            minutes=f"巡查组向{name}通报巡查工作任务，主要负责人作表态发言。",
            by=self.leader,
            **self._when(day),
        )
        return self

    def work(self, day, facts=FACTS, *, is_confirmed=True):
        """Notes on methods 1, 3, 4 and 5, and findings of the published list."""
        for offset, (method, content, text) in enumerate(_NOTES):
            noted_on = min(day + timedelta(days=offset), self.clock.today)
            notes.record(
                round=self.round, method_number=method, topic_number=content, text=text,
                place=self.round.subdistrict.short_name, by=self.member, **self._when(noted_on),
            )  # fmt: skip
        for index, fact in enumerate(facts):
            found_on = min(day + timedelta(days=index // 4), self.clock.today)
            finding = self._record(fact, index, found_on)
            if is_confirmed:
                findings.confirm(finding=finding, by=self.leader, **self._when(found_on))
        return self

    def _record(self, fact, index, day):
        subject = "" if fact.sector in _OF_THE_SUBDISTRICT else ENTERPRISES[index % len(ENTERPRISES)]
        days = DAYS_IN_HURRY if index == HURRIED else DAYS_TO_FIX
        due_on = day + timedelta(days=days) if fact.handling == "fix_by_date" else None
        return findings.record(
            round=self.round, kind=fact.kind, text=fact.text, subject_name=subject and f"{subject}有限公司（演示）",
            sector=fact.sector, topic_number=fact.topic_number, requirement=fact.requirement,
            handling="" if fact.kind == "suggestion" else fact.handling, criterion=fact.criterion, due_on=due_on,
            suggestion=fact.text if fact.kind == "suggestion" else "", by=self.member, **self._when(day),
        )  # fmt: skip

    def end(self, day):
        self.round = rounds.end(round=self.round, by=self.leader, **self._when(day))
        return self

    def report(self, submitted_on, approved_on):
        report = reports.draft(round=self.round, by=self.leader, **self._when(submitted_on))
        report = reports.edit(report=report, by=self.leader, **_REPORT, **self._when(submitted_on))
        report = reports.submit(report=report, uncovered_reason=_UNCOVERED, by=self.leader, **self._when(submitted_on))
        reports.approve(report=report, note="同意。", by=self.users["committee"], **self._when(approved_on))
        return self

    def feed_back(self, issued_on, received_on):
        self.case = cases.issue_feedback(round=self.round, by=self.users["office"], **self._when(issued_on))
        self.case = cases.sign_receipt(case=self.case, by=self.official, **self._when(received_on))
        return self

    def rectify(self, day, *, leave_open=0):
        """Report all items but the last few."""
        found = list(self.case.items.order_by("number"))
        for item in found[: len(found) - leave_open]:
            items.report(
                item=item, measures="已按要求整改到位，并举一反三开展排查。", by=self.official, **self._when(day)
            )
        return self

    def verify(self, day, *, first=None):
        for item in self.case.items.filter(status="reported").order_by("number")[:first]:
            items.give_opinion(item=item, opinion="整改措施属实，同意销号。", by=self.leader, **self._when(day))
            items.verify(item=item, verification="现场复查，隐患已消除。", by=self.member, **self._when(day))
        return self

    def submit(self, day):
        cases.submit(
            case=self.case,
            measures="街道成立整改专班，逐项建账、定责、限期，完成整改。",
            investigation="对2家企业立案查处，罚款共计1.5万元。",
            commitment=COMMITMENT,
            by=self.official,
            **self._when(day),
        )
        return self

    def accept(self, day):
        for item in self.case.items.filter(status="verified").order_by("number"):
            items.close(item=item, by=self.users["committee"], **self._when(day))
        self.case = cases.accept(case=self.case, note="同意。", by=self.users["committee"], **self._when(day))
        return self

    def close(self, closed_on, archived_on):
        rounds.close(round=self.round, by=self.users["office"], **self._when(closed_on))
        self.round = rounds.archive(round=self.round, by=self.users["office"], **self._when(archived_on))
        return self


COMMITMENT = "本人承诺所报整改情况真实、准确、完整，如有虚报瞒报，愿承担相应责任。"
_OF_THE_SUBDISTRICT = frozenset({"属地管理责任", "隐患排查治理", "举报核查", "事故调查", "应急管理"})
_NOTES = (
    (1, 2, "听取街道安全生产工作汇报。"),
    (3, 1, "调阅党工委会议记录、安全生产责任制文件。"),
    (4, 3, "召开企业负责人座谈会。"),
    (5, 5, "随机抽查辖区企业。"),
    (2, 9, "列席街道安全生产工作例会。"),
)
_UNCOVERED = "本轮未发现相关情形。"
_REPORT = {
    "achievements": "街道党政领导重视安全生产工作，责任体系基本健全。\n网格化巡查机制运行正常。",
    "assessment": "街道安全生产工作总体平稳，但隐患排查治理和企业主体责任落实仍有薄弱环节。",
    "suggestions": "进一步压实属地管理责任。\n加强企业一线员工安全培训。",
    "feedback_text": "隐患排查治理不够深入，部分企业主体责任落实不到位。\n要逐项建账、定责、限期，按期报送整改报告。",
}
