"""Layouts and shared parts in the ways that no page of today shows them: a page of tomorrow will."""

from datetime import date
from types import SimpleNamespace as Thing

import pytest
from django import forms
from django.template.loader import get_template

from core.shapes import Badge, Section
from inspections.presenters.corrections import corrections_table

DUE = Thing(
    url="", kind_label="报送巡查工作报告", deadline=Thing(subject_label="兴仁街道"), due_on=date(2026, 3, 16),
    days_left=2, signal="near", explanation="", is_provisional=False, clause="", met_on=None,
)  # fmt: skip


class NothingForm(forms.Form):
    pass


def render(rf, template, **context) -> str:
    return get_template(template).render(context, rf.get("/"))


def test_many_things_are_listed_by_name_where_no_table_is_given(rf):
    container = Thing(get_absolute_url=lambda: "/cases/1/")
    html = render(
        rf, "_layouts/bulk.html", view=Thing(title="批量"), container=container, things=["甲", "乙"],
        form=NothingForm(), submit_label="办理",
    )  # fmt: skip
    assert "<li>甲</li><li>乙</li>" in html


def test_list_with_a_lead_and_without_its_clause(rf):
    view = Thing(heading="包裹", lead="寄给各单位的包裹", lead_clause="", nothing="没有", why="", icon_name="")
    html = render(rf, "_layouts/described_list.html", view=view, object_list=[])
    assert "寄给各单位的包裹" in html
    assert "x-clause" not in html


def test_page_without_state_and_facts_shows_its_parts_at_the_side(rf):
    part = Section("_components/status_badge.html", {})
    html = render(
        rf, "_layouts/thing.html", thing="包裹甲", badge=None, facts=[], side_sections=[part], events=[],
        label="旁注",
    )  # fmt: skip
    assert "包裹甲" in html
    assert html.count("x-badge") == 1, "the part at the side, and no badge of a state"
    assert "x-facts" not in html


def test_page_with_a_state(rf):
    html = render(rf, "_layouts/thing.html", thing="包裹甲", badge=Badge("已寄", "info"), facts=[], events=[])
    assert "x-badge-info" in html


@pytest.mark.parametrize(
    ("template", "context"),
    [
        ("desk/my_work.html", {"deadlines": [DUE]}),
        ("inspections/round/_sections/deadlines.html", {"section": {"deadlines": [DUE]}}),
    ],
)
def test_deadline_of_a_thing_out_of_reach_is_told_without_a_link(rf, template, context):
    html = render(rf, template, **context)
    assert "报送巡查工作报告" in html
    assert ">报送巡查工作报告" in html.replace("<span>", ">")
    assert 'href=""' not in html


def test_decision_on_a_correction_without_a_note(rf):
    decided = Thing(
        get_field_display=lambda: "签收日期", old_on=date(2026, 3, 1), new_on=date(2026, 3, 2), reason="笔误",
        proposed_by=Thing(printed_name="周示例"), proposed_on=date(2026, 3, 3),
        decided_by=Thing(printed_name="蒋示例"), decided_on=date(2026, 3, 4), decision_note="",
    )  # fmt: skip
    row = Thing(correction=decided, badge=Badge("已确认", "ok"), actions=[])
    table = corrections_table([row], date(2026, 3, 5))
    assert "蒋示例 2026-03-04</td>" in render(rf, "_components/table.html", table=table)
