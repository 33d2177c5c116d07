"""The house's own source, parsed once, for the tests that look for what must not be there."""

import ast
import subprocess
from functools import cache
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
APPS = ("core", "accounts", "records", "deadlines", "planning", "inspections", "rectification", "desk")


@cache
def python_files(*apps: str) -> tuple[Path, ...]:
    found = [path for app in apps or (*APPS, "config") for path in (ROOT / app).rglob("*.py")]
    return tuple(sorted(path for path in found if "migrations" not in path.parts))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def layer_of(path: Path) -> str:
    """`planning/actions/plans.py` and `planning/policies.py` give `actions` and `policies`."""
    return path.relative_to(ROOT).with_suffix("").parts[1]


def layer(*names: str) -> list[Path]:
    return [path for path in python_files(*APPS) if layer_of(path) in names]


def where(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{node.lineno}"


def dotted(node: ast.AST) -> str:
    """`timezone.now` of the expression, `` where it is none."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return ""


def calls(path: Path):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield node


def function_at(path: Path, node: ast.AST) -> str:
    """Name of the innermost function the node stands in."""
    holders = [
        each
        for each in ast.walk(tree(path))
        if isinstance(each, ast.FunctionDef) and each.lineno <= node.lineno <= each.end_lineno
    ]
    return max(holders, key=lambda each: each.lineno).name if holders else ""


@cache
def tracked_files() -> tuple[str, ...]:
    """What git knows, from the root; only in a checkout."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return tuple(sorted(name for name in listed.decode().split("\0") if name and (ROOT / name).exists()))
