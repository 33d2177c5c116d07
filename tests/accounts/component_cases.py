"""Every branch of every component: template, arguments, what must be there, what must not."""

from datetime import UTC, date, datetime, time
from types import SimpleNamespace as Thing

from django import forms
from django.core.paginator import Paginator
from django.http import QueryDict

from core.presenters import Change, TimelineEntry
from core.shapes import Button, Crumb, Fact, Missing, Stage
from core.tables import Column, table_of
from desk.views.components import SampleFilter, SampleForm, Tab
from tests.accounts.part_cases import DAY, DUE, PART_CASES
from tests.accounts.picture_cases import PICTURE_CASES

AT = datetime(2026, 3, 1, 8, 5, tzinfo=UTC)
PAGES = Paginator(range(290), 25)
WRONG = {"subject": "", "kind": "", "fact": "typed before", "version": "7"}


class SecretForm(forms.Form):
    keeps_draft = False
    name = forms.CharField(label="Name")


def _tick(number) -> dict:
    """One box as Django's widget tells of it."""
    name = f"id_f_{number}"
    return {"type": "checkbox", "name": "f", "value": number, "attrs": {"id": name}, "label": f"Matter {number}"}


class NoticeForm(forms.Form):
    """Choices in groups, as buttons and as a list, and an error of the whole form."""

    choices = [("Here", [("a", "Room A")]), ("b", "Hall")]
    groups = forms.ChoiceField(label="Where", choices=choices, widget=forms.RadioSelect)
    hall = forms.ChoiceField(label="Which", choices=choices, required=False)

    def clean(self):
        raise forms.ValidationError("Both cannot be")


def filter_form(query=""):
    return SampleFilter(QueryDict(query))


def notice_form():
    return NoticeForm({"groups": "b"})


BULK = {"bulk": [Button("Close item", "/bulk/close/")], "request": Thing(GET=QueryDict("kind=a&page=2"))}
COLUMNS = [Column("Finding", lambda row, today: row[0]), Column("Due", lambda row, today: row[1], "date")]
TABLE = table_of("Findings", COLUMNS, [("<b>", DAY)], DAY)
CHANGES = (Change("Unit", "", "B"), Change("Due", "1", "2"), Change("File", "f", None))
STAGES = [Stage("Entry", "done", DAY), Stage("Report", "current"), Stage("Feedback", "todo")]
# template, arguments, must be there, must not be there
CASES = [
    ("bulk_bar", BULK, ['formaction="/bulk/close/"', "close/?", "all=1", "Those chosen:"], []),
    ("bulk_bar", BULK | {"bulk": []}, [], ["<form", "<button"]),
    *PART_CASES,
    *PICTURE_CASES,
    (
        "stage_bar",
        {"stages": STAGES},
        ["x-stage-done", "2026-03-15", 'aria-current="step"', "x-stage-todo", "(done)", "(now)"],
        [],
    ),
    (
        "next_step",
        {
            "what": "Submit",
            "who": "Team one",
            "deadline": DUE,
            "signal": "near",
            "clause": "三（三）1",
            "missing": [Missing("Part three", "/x"), Missing("Two findings")],
            "actions": [Button("Send", "/s", "primary", method="post")],
        },
        [
            "x-next-near",
            "Team one",
            "By when",
            '<a href="/x">Part three</a>',
            "<li>Two findings</li>",
            "三（三）1",
            "Send",
        ],
        [],
    ),
    ("next_step", {"what": "Nothing more"}, ["Nothing more"], ["Who must act", "By when", "missing", "x-actions"]),
    (
        "timeline",
        {
            "events": [
                TimelineEntry(AT, date(2026, 2, 27), "Wang", "Returned", "report.return", "Part three lacks"),
                TimelineEntry(AT, None, "", "Changed", "finding.edit", changes=CHANGES),
                TimelineEntry(AT, date(2026, 3, 1), "", "Same day", "finding.edit"),
            ]
        },
        [
            "Wang ·",
            "2026-03-01 16:05",
            "Happened on 2026-02-27",
            "Part three lacks",
            "<del>1</del>",
            "<dd>B</dd>",
            "—",
        ],
        ["<del></del>", "Happened on 2026-03-01"],
    ),
    ("timeline", {}, ["Nothing has happened yet."], []),
    ("timeline", {"events": [], "empty": "Not a trace"}, ["Not a trace"], ["Nothing has happened yet."]),
    (
        "table",
        {"table": TABLE},
        ['class="x-card-title" data-label="Finding"', 'data-label="Due"', "&lt;b&gt;", "2026-03-15", ">Findings<"],
        [],
    ),
    (
        "filter_bar",
        {"form": filter_form(), "count": 1, "more": False},
        ["1 record<", "关键词", "只看逾期"],
        ["x-chip", "Clear all", "hx-boost"],
    ),
    (
        "filter_bar",
        {"form": filter_form("q=gas"), "count": 1, "exports": [Tab("Excel", "/x.xlsx")], "live": True},
        ['id="filters" hx-boost="true" hx-select-oob="#result:innerHTML,#filters-set"', 'hx-boost="false"'],
        [],
    ),
    (
        "filter_bar",
        {
            "form": filter_form("q=gas&kind=major_hazard&page=3"),
            "count": 20,
            "more": False,
            "exports": [Tab("Excel", "/x.xlsx")],
        },
        ["20 records", "重大事故隐患", "Clear all", 'href="?kind=major_hazard"', 'href="/x.xlsx"', "data-active"],
        [],
    ),
    (
        "pagination",
        {"page": PAGES.page(5)},
        ["Page 5 of 12, 290 in all", "?q=gas&amp;kind=major_hazard&amp;page=4"],
        [],
    ),
    ("pagination", {"page": PAGES.page(2), "live": True}, ['hx-boost="true"', "show:window:top"], []),
    ("pagination", {"page": PAGES.page(1)}, ['rel="next"'], ['rel="prev"']),
    ("pagination", {"page": PAGES.page(12)}, ['rel="prev"'], ['rel="next"']),
    ("pagination", {"page": Paginator(range(3), 25).page(1)}, [], ["<nav"]),
    (
        "form",
        {"form": SampleForm(), "submit_label": "Save"},
        [
            "csrfmiddlewaretoken",
            "data-draft",
            "multipart/form-data",
            'name="version" value="3"',
            "btn-primary",
            "三（二）1",
        ],
        ["data-bound", "Cancel", "x-error-summary", "action="],
    ),
    (
        "form",
        {
            "form": SampleForm(WRONG),
            "submit_label": "Stop",
            "tone": "danger",
            "cancel_url": "/back",
            "action": "/do",
            "plain": True,
        },
        [
            'action="/do"',
            "btn-danger",
            'href="/back"',
            "data-bound",
            'href="#id_subject"',
            "typed before",
            'value="7"',
            'aria-invalid="true"',
            "x-form-plain",
        ],
        ["btn-primary"],
    ),
    ("form", {"form": SecretForm(), "submit_label": "Save"}, ["<form"], ["data-draft", "multipart"]),
    ("error_summary", {"errors": ["Both"], "fields": SampleForm(WRONG).visible_fields()}, ["Both", "#id_kind"], []),
    ("error_summary", {"errors": ["Wait"], "fields": [], "is_refused": "locked"}, ["Locked for now", "Wait"], []),
    ("field", {"field": SampleForm()["subject"]}, ["x-must", "id_subject_helptext", "form-control"], ["x-clause"]),
    ("field", {"field": SampleForm()["subject"], "clause": "二（一）"}, ["二（一）"], []),
    ("field", {"field": SampleForm()["people"]}, ['type="number"'], ["x-must"]),
    ("field", {"field": SampleForm()["is_major"]}, ['class="form-check-input"', "x-check", "x-must"], []),
    ("field", {"field": SampleForm()["handling"]}, ["<fieldset", "<legend", "(required)", 'type="radio"'], []),
    ("field", {"field": SampleForm(WRONG)["subject"]}, ["x-field-bad", 'id="id_subject_error"'], []),
    ("field", {"field": SampleForm(initial={"due_on": DAY})["due_on"]}, ['type="date"', 'value="2026-03-15"'], []),
    ("field", {"field": SampleForm()["seen_at"]}, ['type="datetime-local"'], ["value="]),
    (
        "field",
        {"field": SampleForm({"seen_at": "2026-03-15 08:30:00"})["seen_at"]},
        ['<label for="id_seen_at">', 'type="datetime-local"', 'value="2026-03-15T08:30"'],
        [],
    ),
    ("field", {"field": SampleForm()["begins"]}, ['type="time"'], ["value="]),
    ("field", {"field": SampleForm(initial={"begins": time(8, 30)})["begins"]}, ['type="time"', 'value="08:30'], []),
    (
        "field",
        {"field": notice_form()["hall"]},
        ['<optgroup label="Here">', '<option value="a"', ">Room A</option>", "</optgroup>", ">Hall</option>"],
        [],
    ),
    (
        "field",
        {"field": SampleForm({"contents": ["2"]})["contents"]},
        ['<label for="id_contents_1">', 'value="2" id="id_contents_1" checked', 'id="id_contents" tabindex="-1"'],
        ["optgroup"],
    ),
    ("field", {"field": SampleForm()["photo"]}, ['data-max-bytes="52428800"', "At most 50 MB"], []),
    (
        "choice_groups",
        {
            "widget": {"attrs": {"id": "id_f"}},
            "groups": [("Here", [_tick(number) for number in range(9)], True), ("There", [_tick(9)], False)],
        },
        ['id="id_f"', '<details class="x-choices" open>', '<details class="x-choices">', "data-narrows", "Matter 9"],
        ["Nothing to choose from"],
    ),
    ("choice_groups", {"widget": {"attrs": {"id": "id_f"}}, "groups": []}, ["Nothing to choose from"], ["<details"]),
    ("field_notes", {"field": SampleForm()["subject"]}, ["与营业执照一致的全称"], ["x-errors"]),
    (
        "file_field",
        {"widget": SampleForm()["photo"].subwidgets[0].data},
        ['<input type="file" class="form-control" name="photo" data-max-bytes="52428800"', "At most 50 MB"],
        ["href"],
    ),
    (
        "actions",
        {
            "actions": [
                Button("Send", "/send", "primary", "send", method="post", fields={"version": "3"}),
                Button("Edit", "/edit"),
                Button("Export", "/e", icon="download", disabled_reason="Not approved yet"),
                Button("Drop", "/drop", "danger", method="post"),
                Button("Close", "/c", "danger", disabled_reason="One hazard is still listed"),
            ],
            "inline": True,
        },
        [
            'method="post" action="/send"',
            "csrfmiddlewaretoken",
            'name="version" value="3"',
            'href="/edit"',
            "disabled>",
            "Not approved yet",
            "btn-danger",
            "x-actions-inline",
            '<button type="button" class="btn btn-danger" disabled>Close</button>',
        ],
        ['"/e"', '"/c"'],
    ),
    (
        "confirm",
        {
            "title": "Submit?",
            "text": "It freezes.",
            "points": ["No edits"],
            "form": SecretForm(),
            "clause": "三（三）1",
            "submit_label": "Submit",
            "cancel_url": "/back",
            "tone": "danger",
            "action": "/s",
        },
        [
            "Submit?",
            "It freezes.",
            "<li>No edits</li>",
            "btn-danger",
            'href="/back"',
            'action="/s"',
            "csrfmiddlewaretoken",
        ],
        [],
    ),
    (
        "confirm",
        {"title": "Submit?", "form": forms.Form(), "submit_label": "Submit", "cancel_url": "/back"},
        ["btn-primary"],
        ["<ul>", "x-clause", "action="],
    ),
    ("empty_state", {"title": "None"}, ["#inbox", "None"], ["<p>", "btn"]),
    (
        "empty_state",
        {"title": "None", "text": "Why", "icon_name": "bell", "action_url": "/new", "action_label": "Add"},
        ["#bell", "<p>Why</p>", 'href="/new"', "Add"],
        [],
    ),
    ("panel", {"content": "body"}, ["body"], ["x-panel-head", "x-panel-flush", "id="]),
    (
        "panel",
        {
            "content": "body",
            "title": "Facts",
            "icon_name": "info-circle",
            "clause": "一（二）1",
            "flush": True,
            "ident": "f",
        },
        ["Facts", "#info-circle", "一（二）1", "x-panel-flush", 'id="f"'],
        [],
    ),
    (
        "facts",
        {
            "facts": [
                Fact("Unit", "A"),
                Fact("Link", "B", url="/b"),
                Fact("None", None),
                Fact("Empty", ""),
                Fact("Zero", 0, clause="三（三）5"),
                Fact("Long", "text", wide=True),
                Fact("Day", DAY),
                Fact("Instant", AT, url="/at"),
            ]
        },
        [
            "<dd>A</dd>",
            '<a href="/b">B</a>',
            "—",
            "<dd>0</dd>",
            "三（三）5",
            "x-fact-wide",
            "<dd>2026-03-15</dd>",
            '<a href="/at">2026-03-01 16:05</a>',
        ],
        [],
    ),
    ("file_link", {"name": "a.pdf", "url": "/a", "size": None}, ["#file-earmark", "a.pdf"], ["SHA-256", "None"]),
    (
        "file_link",
        {"name": "a.pdf", "url": "/a", "size": 2048, "sha256": "ab" * 32, "note": "Zhang", "icon_name": "camera"},
        ["2 KB", "Checksum <span", "abababababab<", f"SHA-256 {'ab' * 32}", "· Zhang", "#camera"],
        [],
    ),
    ("progress", {"label": "Done", "value": 3, "maximum": 4}, ['value="3" max="4"', "3 / 4"], ["x-progress-ok"]),
    ("progress", {"label": "Done", "value": 3, "maximum": 4, "words": "3 of 4", "tone": "ok"}, ["3 of 4"], ["3 / 4"]),
    (
        "alert",
        {"tone": "info", "text": "Note"},
        ["x-alert-info", "#info-circle-fill", "Note"],
        ["<strong>", "role=", "<a"],
    ),
    ("alert", {"tone": "ok", "text": "Note"}, ["#check-circle-fill"], []),
    ("alert", {"tone": "warn", "text": "Note"}, ["#exclamation-triangle-fill"], []),
    (
        "alert",
        {"tone": "bad", "text": "Note", "title": "Look", "url": "/l", "link": "More", "live": True},
        ["#exclamation-circle-fill", "<strong>Look</strong>", '<a href="/l">More</a>', 'role="alert"'],
        [],
    ),
    (
        "tabs",
        {"label": "What", "tabs": [Tab("All", "?", active=True, count=0), Tab("Open", "?o=1")]},
        ['aria-label="What"', 'aria-current="page"', '<span class="x-count">0</span>'],
        [],
    ),
    ("breadcrumb", {"crumbs": [Crumb("Home", "/"), Crumb("Here", "")]}, ['<a href="/">Home</a>', "<li>Here</li>"], []),
    ("figure", {"label": "Rate", "value": "93 %"}, ["<div", "93 %"], ["<a", "x-figure-note", "x-figure-ok"]),
    (
        "figure",
        {"label": "R", "value": 3, "note": "of 9", "url": "/r", "tone": "bad"},
        ["<a", "of 9", "x-figure-bad"],
        [],
    ),
]
