"""What each layer never does (DESIGN §1), looked for in the source itself."""

import ast
import importlib
import inspect
import pkgutil
import textwrap
import weakref

import pytest
from django.apps import apps
from django.db.models import signals

from tests.walls import sources
from tests.walls.layer_lists import HELPERS, MAY_READ_THE_CLOCK, NAMED_HELPERS, WITHOUT_BY
from tests.walls.sources import APPS, calls, dotted, function_at, layer, python_files, tree, where

# --- Actions ----------------------------------------------------------------------------------------------------


def actions() -> dict:
    """Every public function defined in a module of an `actions` package, by its full name."""
    found = {}
    for app in APPS:
        if not (sources.ROOT / app / "actions").exists():
            continue
        package = importlib.import_module(f"{app}.actions")
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            for name, thing in vars(importlib.import_module(module.name)).items():
                if inspect.isfunction(thing) and not name.startswith("_") and thing.__module__ == module.name:
                    found[f"{module.name}.{name}"] = thing
    return found


ACTIONS = actions()
VERBS = sorted(set(ACTIONS) - HELPERS)


def test_lists_of_exceptions_name_what_exists():
    assert HELPERS | set(WITHOUT_BY) <= set(ACTIONS)
    assert len(VERBS) > 70


@pytest.mark.parametrize("name", VERBS)
def test_action_takes_keywords_only_and_is_told_who_and_when(name):
    parameters = inspect.signature(ACTIONS[name]).parameters

    assert {each.kind for each in parameters.values()} <= {
        inspect.Parameter.KEYWORD_ONLY,
        inspect.Parameter.VAR_KEYWORD,
    }
    wanted = {"at"} if name in WITHOUT_BY else {"by", "at"}
    assert wanted <= set(parameters)
    assert parameters["at"].default is inspect.Parameter.empty, "the instant is never guessed"


@pytest.mark.parametrize("name", VERBS)
def test_action_does_not_answer_with_false(name):
    """It raises, with a reason a person can read."""
    body = ast.parse(textwrap.dedent(inspect.getsource(inspect.unwrap(ACTIONS[name])))).body[0]
    returned = [node.value for node in ast.walk(body) if isinstance(node, ast.Return)]

    assert not [each for each in returned if isinstance(each, ast.Constant) and each.value is False]


# --- The clock --------------------------------------------------------------------------------------------------

CLOCKLESS = ("models", "queries", "policies", "actions", "forms", "presenters", "presenter", "engines")
ALWAYS = {"timezone.now", "now", "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time"}
WITHOUT_ARGUMENT = {"timezone.localdate", "timezone.localtime", "localdate", "localtime"}


def reads_of_the_clock(path):
    for call in calls(path):
        name = dotted(call.func)
        name = name.split("datetime.datetime.")[-1]
        if name in ALWAYS or (name in WITHOUT_ARGUMENT and not call.args and not call.keywords):
            yield call


def test_clock_is_read_at_the_edge_alone():
    below = layer(*CLOCKLESS)
    assert len(below) > 100

    assert [where(path, call) for path in below for call in reads_of_the_clock(path)] == []


def test_modules_beside_the_layers_read_no_clock_either():
    """Everything but views, tasks, commands and middleware, where a request or a run begins."""
    edges = {"views", "tasks", "management", "middleware", "context", "setup", "demo", "access"}
    found = {}
    for path in python_files(*APPS):
        name = path.relative_to(sources.ROOT).as_posix()
        if sources.layer_of(path) in edges and name != "accounts/access.py":
            continue
        for call in reads_of_the_clock(path):
            found.setdefault(name, set()).add(function_at(path, call))
    assert found == {name: {function} for name, function in MAY_READ_THE_CLOCK.items()}


@pytest.mark.parametrize(
    ("code", "reads"),
    [
        ("timezone.now()", 1),
        ("timezone.localdate()", 1),
        ("timezone.localdate(at)", 0),
        ("date.today()", 1),
        ("datetime.now(UTC)", 1),
        ("datetime.datetime.now()", 1),
        ("auto_now_add", 0),
    ],
)
def test_search_for_the_clock_finds_it(tmp_path, code, reads):
    path = tmp_path / "code.py"
    path.write_text(code)
    assert len(list(reads_of_the_clock(path))) == reads


def test_no_field_reads_the_clock_by_itself():
    for model in apps.get_models():
        if model._meta.app_label in APPS and not model.__name__.startswith("Historical"):
            for field in model._meta.get_fields():
                assert not getattr(field, "auto_now", False), field
                assert not getattr(field, "auto_now_add", False), field
                default = getattr(field, "default", None)
                assert getattr(default, "__name__", "") not in ("now", "localdate", "today"), field


# --- Writing past the history ------------------------------------------------------------------------------------

SET_BASED = {"update", "bulk_update", "bulk_create", "update_or_create", "get_or_create"}


def is_on_rows(call) -> bool:
    """`hash.update(…)` and `dict.update(…)` are not writes of rows."""
    base = dotted(call.func.value) if isinstance(call.func.value, ast.Name | ast.Attribute) else ""
    if call.func.attr != "update":
        return True
    return not (call.args or base.endswith(("digest", "covered", "_labels")))


def set_based_writes():
    for path in python_files(*APPS):
        for call in calls(path):
            if isinstance(call.func, ast.Attribute) and call.func.attr in SET_BASED and is_on_rows(call):
                yield path.relative_to(sources.ROOT).as_posix(), function_at(path, call), where(path, call)


def test_rows_are_written_in_sets_by_named_helpers_alone():
    """`update()` and `bulk_*` go past history, version and event."""
    found = {(name, function): place for name, function, place in set_based_writes()}

    unknown = {
        place for (name, function), place in found.items() if not {(name, function), (name, "*")} & set(NAMED_HELPERS)
    }
    assert unknown == set()


def test_named_helpers_touch_nothing_that_has_a_history():
    """The models written in sets, by their own names, are none of those whose versions are kept."""
    kept = {model.__name__ for model in apps.get_models() if hasattr(model, "history")}
    assert {"AnnualPlan", "InspectionTeam", "SubdistrictRound", "Finding", "RectificationItem", "Unit"} <= kept
    for path in python_files(*APPS):
        if "demo" in path.parts:
            continue
        for call in calls(path):
            if isinstance(call.func, ast.Attribute) and call.func.attr in SET_BASED:
                named = {node.id for node in ast.walk(call.func) if isinstance(node, ast.Name)}
                assert not named & kept, where(path, call)


def test_who_acted_stands_in_the_history_of_every_kept_model():
    """Versions without an author prove nothing."""
    for model in apps.get_models():
        if hasattr(model, "history") and not model.__name__.startswith("Historical"):
            assert "history_user" in {field.name for field in model.history.model._meta.get_fields()}


# --- Signals, names, sizes ----------------------------------------------------------------------------------------


def test_no_rule_of_the_process_hides_in_a_signal():
    """Only what the database itself needs after migrate, and django-simple-history's own."""
    used = [
        where(path, node)
        for path in python_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.module and "signals" in node.module
        if {alias.name for alias in node.names} - {"post_migrate"}
    ]
    assert used == []
    for signal in (signals.pre_save, signals.post_save, signals.pre_delete, signals.post_delete, signals.m2m_changed):
        for entry in signal.receivers:
            receiver = entry[1]() if isinstance(entry[1], weakref.ReferenceType) else entry[1]
            module = getattr(receiver, "__module__", "") or ""
            assert module.partition(".")[0] not in APPS, receiver


def test_no_drawer_for_odds_and_ends():
    names = {path.name for path in python_files()}
    assert not names & {"utils.py", "util.py", "helpers.py", "services.py", "common_utils.py", "misc.py", "signals.py"}


# DESIGN §1 gives no cap to what is generated.
LINES = 400


def test_no_file_grows_past_its_cap():
    written = [
        path
        for folder in (*APPS, "config", "tests", "templates", "static")
        for path in (sources.ROOT / folder).rglob("*")
        if path.suffix in (".py", ".html", ".css", ".js") and not {"migrations", "vendor"} & set(path.parts)
    ]
    assert len(written) > 300

    long = {
        path.relative_to(sources.ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in written
    }
    assert {name: lines for name, lines in long.items() if lines > LINES} == {}


# Libraries not needed until something is drawn, or too dear for the start of every command (DESIGN §6, §8).
LATE = {
    "holidays",
    "kombu.exceptions",
    "redis.exceptions",
}


def test_no_import_hides_in_a_function():
    found = []
    for path in python_files():
        for function in ast.walk(tree(path)):
            if not isinstance(function, ast.FunctionDef) or (path.name == "apps.py" and function.name == "ready"):
                continue
            for node in ast.walk(function):
                if isinstance(node, ast.Import):
                    found += [where(path, node) for alias in node.names if alias.name not in LATE]
                if isinstance(node, ast.ImportFrom) and node.module not in LATE:
                    found.append(where(path, node))
    assert found == []
