"""Every branch of the smallest components: template, arguments, what must be there, what must not."""

from datetime import date
from types import SimpleNamespace as Thing

DAY = date(2026, 3, 15)
DUE = Thing(
    due_on=DAY, days_left=5, signal="near", explanation="3月1日签收 & 顺延", is_provisional=True, clause="三（三）5",
    met_on=None,
)  # fmt: skip


def due(**told):
    """A due date without whatever is not told."""
    nothing = {
        "due_on": DAY,
        "days_left": None,
        "explanation": "",
        "is_provisional": False,
        "clause": "",
        "met_on": None,
    }
    return Thing(**nothing | told)


PART_CASES = [
    ("status_badge", {"label": "Draft"}, ['class="x-badge"', "Draft"], ["x-badge-"]),
    ("status_badge", {"label": "Closed", "tone": "ok"}, ["x-badge-ok"], []),
    ("signal", {"signal": "normal"}, ["●", "On track"], []),
    ("signal", {"signal": "near"}, ["▲", "Due soon"], []),
    ("signal", {"signal": "overdue"}, ["■", "Overdue"], []),
    ("signal", {"signal": "done"}, ["✓", "Done"], []),
    ("signal", {"signal": "none"}, ["○", "Not started"], []),
    ("signal", {"signal": "near", "label": "To be checked"}, ["To be checked"], ["Due soon"]),
    (
        "due_date",
        {"deadline": DUE},
        ["2026-03-15", "5 days left", "provisional", "<details", "&amp;", "三（三）5"],
        [],
    ),
    (
        "due_date",
        {"deadline": DUE, "brief": True},
        ['title="3月1日签收 &amp; 顺延 § 三（三）5"'],
        ["<details"],
    ),
    (
        "due_date",
        {"deadline": due(days_left=9, signal="normal", explanation="sum"), "brief": True},
        ['<span class="x-due x-due-normal" title="sum">'],
        ["§", "x-clause"],
    ),
    (
        "due_date",
        {"deadline": due(days_left=9, signal="normal"), "brief": True},
        ['<span class="x-due x-due-normal">'],
        ["title"],
    ),
    ("due_date", {"deadline": due(days_left=1, signal="near")}, ["1 day left"], ["<details", "provisional"]),
    ("due_date", {"deadline": due(days_left=0, signal="near")}, ["Due today"], []),
    ("due_date", {"deadline": due(days_left=-3, signal="overdue")}, ["3 days overdue", "■"], []),
    ("due_date", {"deadline": due(days_left=4, signal="done")}, ["✓"], ["4 days left"]),
    ("due_date", {"deadline": due(signal="done", met_on=DAY)}, ["on 2026-03-15", "(due 2026-03-15)"], ["<time"]),
    ("due_date", {"deadline": due(days_left=None, signal="normal", clause="二（一）")}, ["二（一）"], ["left"]),
    (
        "due_date",
        {"deadline": due(days_left=9, signal="normal", explanation="sum")},
        ["<details"],
        ["x-clause"],
    ),
    ("due_date", {"deadline": None}, ["—"], ["<time"]),
    ("clause", {"code": "三（三）5"}, ["三（三）5", "Basis:"], ["title="]),
    ("clause", {"code": "三（三）5", "text": "two months"}, ['title="two months"'], []),
]
