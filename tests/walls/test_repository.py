"""What is committed says nothing of the machine it was made on, and what it promises is kept."""

import ast
import re

import pytest

from config import catalogues
from desk.requirement_rows import rows
from tests.walls.sources import ROOT, tracked_files, tree

TEXT = {
    ".py",
    ".md",
    ".txt",
    ".in",
    ".lock",
    ".json",
    ".toml",
    ".yml",
    ".yaml",
    ".html",
    ".css",
    ".js",
    ".po",
    ".sh",
    ".csv",
    ".cfg",
    "",
}
_LOCKS = re.compile(r"(?:\.lock|package-lock\.json)$")


def committed():
    for name in tracked_files():
        path = ROOT / name
        if path.suffix in TEXT and not path.is_symlink():
            try:
                yield name, path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


@pytest.fixture(scope="module", autouse=True)
def _checkout():
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout")


def test_no_path_of_a_machine_is_committed():
    """Home directories, scratch folders and this checkout's own place."""
    # A checkout right under the root, such as /app, may share its name with a path inside a container.
    here = rf"|{re.escape(str(ROOT))}\b" if len(ROOT.parts) > 2 else ""
    machine = re.compile(rf"/home/\w|/root/(?!\.npm)|/Users/\w|\b[A-Z]:\\+Users|/tmp/\w{here}")
    found = {
        f"{name}:{number}"
        for name, words in committed()
        for number, line in enumerate(words.splitlines(), 1)
        if machine.search(line) and not name.startswith("tests/walls/")
    }
    assert found == set()


def test_locks_name_no_address():
    """The registry is a matter of the machine that installs (DESIGN §6)."""
    locks = [name for name in tracked_files() if _LOCKS.search(name)]
    assert {"requirements.lock", "requirements-dev.lock", "requirements-bench.lock", "package-lock.json"} <= set(locks)
    for name in locks:
        words = (ROOT / name).read_text(encoding="utf-8")
        assert not re.search(r"https?://|--(?:extra-)?index-url|--find-links|\"resolved\"|@ file:", words), name


def test_every_package_of_a_lock_is_pinned_with_its_hash():
    for name in ("requirements.lock", "requirements-dev.lock", "requirements-bench.lock"):
        words = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
        packages = [line for line in words.splitlines() if line and not line.startswith(("#", " "))]
        assert len(packages) > 20
        for line in packages:
            assert re.match(r"[\w.\-\[\]]+==\S+", line), line
            assert "--hash=sha256:" in line, line


def test_no_secret_is_committed():
    secret = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY|AKIA[0-9A-Z]{16}|ghp_\w{20}|xox[bp]-\w+")
    assert {name for name, words in committed() if secret.search(words)} == set()


def test_nothing_made_is_committed():
    made = re.compile(r"\.(mo|pyc|sqlite3|log|map)$|(^|/)(node_modules|__pycache__|var)/|^static/vendor/")
    assert {name for name in tracked_files() if made.search(name)} == set()


@pytest.mark.parametrize("app", catalogues.apps())
def test_chinese_of_the_app_is_complete(app):
    """No English is left on a Chinese screen, and no half-width mark beside Han."""
    assert [str(problem) for problem in catalogues.problems(app)] == []


def test_every_app_with_words_has_a_catalogue():
    for path in ROOT.iterdir():
        if (path / "apps.py").exists():
            words = [message for message in catalogues.extracted(path.name) if message.id]
            assert not words or path.name in catalogues.apps(), path.name


def marks():
    """Rows named by tests, with the place."""
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for call in ast.walk(tree(path)):
            if isinstance(call, ast.Call) and ast.unparse(call.func).endswith("mark.requirement"):
                for argument in call.args:
                    yield argument.value, f"{path.relative_to(ROOT)}:{call.lineno}"


def test_requirement_marks_refer_to_rows_there_are():
    known = {row.row for row in rows()}
    found = list(marks())
    assert len(known) == 104
    assert len(found) > 40
    assert {place: row for row, place in found if row not in known} == {}


def test_rows_of_requirements_are_numbered_without_a_gap():
    assert [row.row for row in rows()] == [f"R{number}" for number in range(1, 105)]


def test_every_requirement_mark_stands_on_a_test():
    """A mark on a helper would count for nothing."""
    for path in sorted((ROOT / "tests").rglob("*.py")):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef) and any(
                "mark.requirement" in ast.unparse(d) for d in node.decorator_list
            ):
                assert node.name.startswith("test_"), f"{path.name}: {node.name}"
