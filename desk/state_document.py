"""docs/states.md, written from the state tables; a test fails where the two differ."""

from django.conf import settings
from django.utils import translation

from core.transitions import StateTable, registered_tables

PATH = settings.BASE_DIR / "docs" / "states.md"
HEAD = """# States and verbs

Written by `manage.py states`; do not edit. One table per thing; `—` in “from” is birth, in “to” means the state stays.
Holding a permission: `accounts/roles.py`; “decision” beside it: of the committee, with its meeting and who put it down
(docs/adr/0022). What a verb asks for beyond state and permission stands in its action.
"""


def _diagram(table: StateTable) -> str:
    lines = ["```mermaid", "stateDiagram-v2"]
    for move in table.rows:
        if not move.sources and move.target:
            lines.append(f"    [*] --> {move.target}: {move.verb}")
        lines += [
            f"    {source} --> {move.target}: {move.verb}"
            for source in move.sources
            if move.target and move.target != source
        ]
    return "\n".join([*lines, "```"])


def _section(table: StateTable) -> str:
    lines = [f"## {table.noun}", "", "| state | 状态 |", "|---|---|"]
    lines += [f"| {status.value} | {status.label} |" for status in table.statuses]
    lines += ["", "| verb | 动作 | from | to | permission |", "|---|---|---|---|---|"]
    for move in table.rows:
        sources = ", ".join(move.sources) or "—"
        label = table.label_of(move.verb)
        right = f"{move.permission.value}{', decision' if move.by_decision else ''}"
        lines.append(f"| {move.verb} | {label} | {sources} | {move.target or '—'} | {right} |")
    return "\n".join([*lines, "", _diagram(table)])


def render() -> str:
    with translation.override("zh-hans"):
        return "\n\n".join([HEAD.strip(), *(_section(table) for table in registered_tables().values())]) + "\n"
