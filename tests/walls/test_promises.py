"""What docs/security.md and docs/reliability.md promise stands on a test that exists."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
DOCUMENTS = ("docs/security.md", "docs/reliability.md")


@cache
def _tests_of(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_test_named_there_exists(document):
    named = NAMED.findall((ROOT / document).read_text(encoding="utf-8"))

    assert len(named) > 10
    assert [
        f"{path}::{name}" for path, name in named if not (ROOT / path).exists() or name not in _tests_of(path)
    ] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_row_names_a_test_or_says_that_there_is_none(document):
    """A row without either is a wish."""
    rows = [line for line in (ROOT / document).read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    heads = ("| Threat", "| Fault", "| ---", "|---")

    bare = [row[:60] for row in rows if not row.startswith(heads) and "`tests/" not in row and "no test" not in row]
    assert bare == []
