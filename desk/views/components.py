"""Every component of the house on one page, with invented data: to look at, to copy from, and to check with axe."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.paginator import Page, Paginator

from accounts.permissions import Permission
from core.cells import Clause, Code, Due, Light, Lines, Link, Prose, Soft, Strong, Tick, Under
from core.forms import DayField, HouseForm
from core.presenters import Change, TimelineEntry
from core.shapes import Badge, Button, Crumb, Fact, Missing, Stage, Step
from core.tables import Column, Table, table_of
from core.views.base import PageView

SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class DueSample:
    due_on: date | None
    days_left: int | None
    signal: str
    explanation: str = ""
    is_provisional: bool = False
    clause: str = ""
    met_on: date | None = None


@dataclass(frozen=True)
class Tab:
    """A link of tabs.html; those of filter_bar.html are told by label and url alone."""

    label: str
    url: str
    active: bool = False
    count: int | None = None


class SampleForm(HouseForm):
    """One field of every kind, with clauses, groups, help and a limit on the file."""

    clauses = {"fact": "三(二)1", "due_on": "三(三)5"}
    fieldsets = [("发现的问题", ["subject", "kind", "fact", "contents"])]

    version = forms.IntegerField(widget=forms.HiddenInput, initial=3)
    subject = forms.CharField(label="责任单位", max_length=50, help_text="与营业执照一致的全称")
    kind = forms.ChoiceField(
        label="类别",
        choices=[("", "—"), ("general_hazard", "一般隐患"), ("major_hazard", "重大事故隐患")],
    )
    fact = forms.CharField(label="事实、地点和数量", widget=forms.Textarea(attrs={"rows": 3}))
    contents = forms.MultipleChoiceField(
        label="巡查内容",
        choices=[("1", "责任落实"), ("2", "风险防控")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    handling = forms.ChoiceField(
        label="处置方式", choices=[("now", "立行立改"), ("date", "限期整改")], widget=forms.RadioSelect
    )
    due_on = DayField(label="整改期限", required=False)
    seen_at = forms.DateTimeField(label="发现时间", required=False)
    begins = forms.TimeField(label="开始时间", required=False)
    people = forms.IntegerField(label="在场人数", min_value=0, required=False)
    photo = forms.FileField(
        label="照片或材料", widget=forms.FileInput(attrs={"data-max-bytes": 50 * 1024 * 1024}), required=False
    )
    is_major = forms.BooleanField(label="已核对判定标准", required=True)


class SampleFilter(HouseForm):
    q = forms.CharField(label="关键词", required=False)
    kind = forms.ChoiceField(label="类别", choices=[("", "全部"), ("major_hazard", "重大事故隐患")], required=False)
    overdue = forms.BooleanField(label="只看逾期", required=False)


def dues(today: date) -> list[DueSample]:
    """A due date of every signal, one provisional, and one not set."""
    told = "3月1日签收，次日起算，2个月，至5月1日；逢劳动节顺延至5月6日。"
    return [
        DueSample(today + timedelta(days=21), 21, "normal", told, clause="三(三)5"),
        DueSample(today + timedelta(days=5), 5, "near", told, is_provisional=True, clause="三(三)5"),
        DueSample(today, 0, "near", clause="三(三)2"),
        DueSample(today - timedelta(days=3), -3, "overdue", told),
        DueSample(today - timedelta(days=9), None, "done", met_on=today - timedelta(days=11)),
        DueSample(None, None, "none"),
    ]


def stages(today: date) -> list[Stage]:
    return [
        Stage("提前告知", "done", today - timedelta(days=40)),
        Stage("进驻", "done", today - timedelta(days=33)),
        Stage("巡查结束", "done", today - timedelta(days=19)),
        Stage("工作报告", "current"),
        Stage("反馈", "todo"),
        Stage("整改", "todo"),
        Stage("销号归档", "todo"),
    ]


def step(today: date) -> Step:
    return Step(
        "修改并重新报送巡查工作报告",
        who="李明（第一巡查组组长）",
        clause="三(三)1",
        deadline=dues(today)[1],
        signal="near",
        missing=[Missing("综合评价一节尚未填写", "#"), Missing("2 个问题未经组长确认")],
    )


def events(today: date) -> list[TimelineEntry]:
    at = datetime(today.year, today.month, today.day, 16, 20, tzinfo=SHANGHAI)
    changes = (
        Change("责任单位", "", "应急管理局"),
        Change("整改期限", "2026-03-01", "2026-03-15"),
        Change("附件", "现场照片.jpg", None),
    )
    reason = "第三部分缺少对重大事故隐患的处置建议，请补充后重新报送。"
    reported_on = today - timedelta(days=3)
    return [
        TimelineEntry(at, None, "王建国（安委会）", "退回巡查工作报告", "report.return", reason),
        TimelineEntry(at - timedelta(days=2), reported_on, "李明（第一巡查组）", "报送巡查工作报告", "report.submit"),
        TimelineEntry(at - timedelta(days=5), None, "张伟（第一巡查组）", "修改问题", "finding.edit", changes=changes),
        TimelineEntry(at - timedelta(days=19), None, "", "系统计算期限", "deadline.start"),
    ]


def actions() -> list[Button]:
    return [
        Button("报送审定", "#", "primary", "send", method="post", fields={"version": "3"}),
        Button("编辑", "#", icon="pencil"),
        Button("导出 Word", "#", icon="file-earmark-word", disabled_reason="报告审定后才能导出正式文稿。"),
        Button("撤回", "#", "danger"),
    ]


def table(today: date) -> Table:
    """A cell of every kind; a row is its cells, in the order of the columns."""
    kinds = ["tick", "num", "", "", "tight", "date", "", "", "num", "act"]
    labels = ["选择", "序号", "问题", "责任单位", "状态", "期限", "整改期限", "依据", "照片", "操作"]
    columns = [
        Column(label, lambda row, today, at=at: row[at], kind, is_title=label == "问题", is_desk_only=label == "序号")
        for at, (label, kind) in enumerate(zip(labels, kinds, strict=True))
    ]
    return table_of("问题", columns, rows(today), today)


def rows(today: date) -> list[tuple[Any, ...]]:
    near, late, done = dues(today)[1], dues(today)[3], dues(today)[4]
    edit, blocked = Button("编辑", "#"), Button("撤回", "#", "danger", disabled_reason="报告审定后不能撤回。")
    return [
        (
            Tick("n", 1, "选择问题1"), 1, Link("消防通道被货物占用，宽度不足 1.2 米", "#", number=1),
            ("兴仁街道", Soft("二车间")), Badge("已确认", "info"), today, Due(near), Clause("三(三)5"), 3, edit,
        ),
        (
            Tick("n", 2, "选择问题2"), 2, (Link("有限空间作业未审批", "#", number=2), Under("现场无监护人\n无检测")),
            Lines(["兴城街道", Code("91370400MA3C0000XX")]), Badge("已退回", "warn"), today, Due(late),
            Light("overdue", "待核"), 12, (edit, blocked),
        ),
        (
            None, 3, Link("涉氨制冷机房报警器失效", "", number=3), Prose("张范\n冷库"), Badge("已销号", "ok"), None,
            Due(done, brief=False), Light("done"), Strong(6), None,
        ),
    ]  # fmt: skip


def facts() -> list[Fact]:
    return [
        Fact("责任单位", "枣庄某机械制造有限公司"),
        Fact("所属街道", "兴仁街道", url="#"),
        Fact("整改期限", "2026-03-15", clause="三(三)5"),
        Fact("验收人", None),
        Fact("问题描述", "一车间东侧安全出口上锁，\n通道堆放纸箱约 3 立方米。", wide=True),
    ]


def page(number: int) -> Page:
    return Paginator(range(1, 291), 25).get_page(number)


class ComponentsView(PageView):
    """For whoever builds pages; nothing on it is real."""

    rule = Permission.COMPONENTS_VIEW
    template_name = "desk/components.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**sample(self.today, self.request.GET), **kwargs)


def sample(today: date, query) -> dict[str, Any]:
    """Everything the components page shows."""
    typed = {"subject": "", "kind": "", "fact": "一车间", "due_on": "2026-02-30", "people": "-2", "version": "3"}
    bad = SampleForm(typed, auto_id="bad_%s")
    return {
        "crumbs": [Crumb("首页", "#"), Crumb("2026年第一轮", "#"), Crumb("兴仁街道", "")],
        "dues": dues(today),
        "stages": stages(today),
        "events": events(today),
        "actions": actions(),
        "tools": [Button("打印", "#", icon="printer")],
        "badge": Badge("样例", "info"),
        "step": step(today),
        "table": table(today),
        "facts": facts(),
        "tabs": [Tab("问题", "#", active=True, count=24), Tab("立行立改", "#", count=0), Tab("报告", "#")],
        "page": page(5),
        "exports": [Tab("导出 Excel", "")],
        "filter_form": SampleFilter(query, auto_id="filter_%s"),
        "form": SampleForm(initial={"due_on": today}),
        "bad_form": bad,
        "empty_form": forms.Form(),
        "points": ["报告内容即行冻结，不能再修改。", "安委会将收到审定通知。"],
        "tones": ["info", "ok", "warn", "bad"],
        "signals": ["normal", "near", "overdue", "done", "none"],
        "digest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    }
