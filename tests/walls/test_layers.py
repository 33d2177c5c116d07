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
from tests.walls.sources import APPS, calls, dotted, function_at, layer, python_files, tree, where

# --- Actions ----------------------------------------------------------------------------------------------------

# What the house does by itself, without a person: `by` is nobody.
WITHOUT_BY = {
    "accounts.actions.brakes.pay": "whoever tries is nobody yet",
    "accounts.actions.brakes.note_wrong": "whoever tried is nobody",
    "accounts.actions.brakes.forgive": "the house counts its tries",
    "accounts.actions.brakes.give_back": "the house counts its tries",
    "accounts.actions.brakes.forget_brakes": "a task",
    "accounts.actions.sign_in.open_door": "whoever comes in is nobody before",
    "accounts.actions.sign_in.confirm_password": "always the person himself",
    "accounts.actions.messages.notify": "the house tells; who acted stands in the event of the act",
    "accounts.actions.messages.mark_read": "always the recipient himself, fetched through his own inbox",
    "core.actions.events.record_refusal": "whoever asked stands in the request",
    "core.actions.once.forget_once_keys": "a task",
    "core.actions.outbox.send_waiting": "a task",
    "accounts.actions.users.create_first_security_admin": "there is nobody yet",
    "records.actions.head.tell_head": "a task",
    "records.actions.issuing.issue": "a task",
    "records.actions.issuing.make_document": "a task",
    "records.actions.issuing.note_failure": "a task",
    "records.actions.jobs.start": "a task",
    "records.actions.jobs.finish": "a task",
    "records.actions.jobs.fail": "a task",
    "records.actions.jobs.tell_progress": "a task's sign of life",
    "records.actions.jobs.forget_ended": "a task",
    "records.actions.seal.begin_head": "whoever holds the machine; his reason stands in the head",
    "deadlines.actions.job_runs.begin_run": "a task's heartbeat",
    "deadlines.actions.job_runs.finish_run": "a task's heartbeat",
    "deadlines.actions.seed.seed_known_years": "after migrate",
    "deadlines.actions.sweep.sweep": "a task",
}
# Not verbs: what several actions share, in the caller's transaction, and what only reads.
HELPERS = {
    "accounts.actions.scopes.unit_group",
    "accounts.actions.scopes.open_scope",
    "accounts.actions.principals.project_principals",
    "records.actions.blobs.store_file",
    "records.actions.blobs.store_bytes",
    "records.actions.decisions.decide",
    "records.actions.decisions.send_back",
    "records.actions.documents.next_number",
    "core.actions.events.record_event",
    "core.actions.events.new_event",
    "core.actions.events.record_events",
    "records.actions.evidence.attach_all",
    "inspections.actions.photos.set_chosen",
    "rectification.actions.issuing.issue_items",
    "core.actions.moves.store",
    "core.actions.moves.apply_move",
    "core.actions.moves.begin",
    "core.actions.moves.begin_many",
    "inspections.actions.copies.keep_copies",
    "inspections.actions.copies.rebuild_copies",
    "rectification.actions.copies.follow_correction",
    "rectification.actions.copies.keep_copies",
    "rectification.actions.copies.rebuild_copies",
    "rectification.actions.loose.keep_loose",
    "rectification.actions.loose.keep_loose_of",
    "rectification.actions.loose.rebuild_loose",
    "records.actions.preview.draft_pdf",
    "records.actions.seal.seal_all",
    "records.actions.seal.seal_waiting",
    "records.actions.viewing_copies.make_viewing_copy",
    "records.actions.viewing_copies.tell_copy",
    "deadlines.actions.calendar.replace_year",
    "deadlines.actions.sweep.passed_rung",
    "deadlines.actions.looks.rebuild_looks",
    "planning.actions.cycles.ad_hoc_cycle",
    "planning.actions.cycles.require_year",
    "planning.actions.grants.register_follower",
    "planning.actions.grants.project",
    "planning.actions.grants.sync_scopes",
    "planning.actions.grants.end_round_grants",
    "inspections.actions.facts.put_forward",
    "inspections.actions.orders.stop_for_withdrawn",
    "inspections.actions.facts.decide",
    "inspections.actions.facts.write_down",
    "inspections.actions.facts.require_recorded",
    "inspections.actions.facts.require_second",
    "inspections.actions.findings.require_one_subject",
    "inspections.actions.imports.refuse_known",
    "inspections.actions.leads.end_lead_grants",
    "inspections.actions.leads.project_leads",
    "inspections.actions.rounds.require_all_before",
    "inspections.actions.rounds.require_free",
    "inspections.actions.rounds.require_long_enough",
    "rectification.actions.clocks.committee_unit",
    "rectification.actions.clocks.open_case_deadline",
    "rectification.actions.clocks.open_item_deadline",
    "rectification.actions.clocks.lengthen_resubmission",
    "rectification.actions.clocks.has_running_date",
    "rectification.actions.clocks.reopen_own_date",
    "rectification.actions.clocks.open_resubmission",
    "rectification.actions.correction_letters.write_of_delivery",
    "rectification.actions.correction_letters.write_of_stay",
    "rectification.actions.filings.keep_review",
    "rectification.actions.filings.write_lines",
    "rectification.actions.hand_off_decisions.stop_for_withdrawn",
    "rectification.actions.hand_off_ways.annexes_of",
    "rectification.actions.hand_off_ways.deliver_files",
    "rectification.actions.hand_off_ways.inner_scope_for",
    "rectification.actions.hand_off_ways.office_of",
    "rectification.actions.hand_off_ways.officers_of",
    "rectification.actions.hand_off_ways.open_follow_up",
    "rectification.actions.hand_off_ways.open_reply",
    "rectification.actions.hand_off_ways.receiver_scope",
    "rectification.actions.hand_off_ways.redirect_files",
    "rectification.actions.hand_off_ways.reply_by",
    "rectification.actions.hand_off_ways.reply_period",
    "rectification.actions.hand_off_ways.void_running",
    "rectification.actions.listing_ways.has_file",
    "rectification.actions.listing_ways.inside",
    "rectification.actions.listing_ways.keep",
    "rectification.actions.listing_ways.let_in",
    "rectification.actions.listing_ways.locked",
    "rectification.actions.listing_ways.open_clock",
    "rectification.actions.listing_ways.stop_for_withdrawn",
    "rectification.actions.listing_ways.tell_inside",
    "rectification.actions.listing_ways.tell_sides",
    "rectification.actions.listings.why_not_requested",
    "rectification.actions.withdrawals.end_own_date",
}


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
# A grant's end is an instant of access, not a fact of the process: resolve_access reads the clock, nothing else.
MAY_READ_THE_CLOCK = {"accounts/access.py": "resolve_access"}


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
# Set-based writing is left to these, each named with why no version of a row is lost by it.
NAMED_HELPERS = {
    ("accounts/actions/brakes.py", "_locked"): "wrong tries have no history; what they lead to is an event",
    ("accounts/actions/messages.py", "notify"): "messages and mails have no history",
    ("core/actions/outbox.py", "_claim"): "mails have no history",
    ("core/actions/outbox.py", "_deliver"): "mails have no history",
    ("accounts/actions/grants.py", "grant_to_user"): "grants are told in events",
    ("accounts/actions/grants.py", "grant_to_group"): "grants are told in events",
    ("accounts/actions/scopes.py", "unit_group"): "groups have no history",
    ("accounts/actions/scopes.py", "unit_scope"): "scopes have no history",
    ("records/actions/blobs.py", "store_file"): "bytes once, by their hash; they have no versions",
    ("records/actions/documents.py", "next_number"): "the counter row, locked until the commit",
    ("records/actions/seal.py", "_seal"): "seals are written once",
    ("deadlines/actions/calendar.py", "replace_year"): "calendar days; the import is an event",
    ("deadlines/actions/seed.py", "seed_known_years"): "calendar days of the first start",
    ("deadlines/actions/sweep.py", "_store"): "reminders are written once",
    ("deadlines/actions/sweep.py", "put_off"): "when to look again is no fact of anybody, and has no history",
    ("deadlines/actions/looks.py", "rebuild_looks"): "as put_off",
    ("core/actions/once.py", "forget_once_keys"): "keys of old forms, no thing of anybody",
    ("core/actions/events.py", "record_events"): "events of the log: new rows, each marked and told to the journal",
    ("core/actions/once.py", "once"): "the key of a form, no thing of anybody",
    (
        "planning/actions/rulesets.py",
        "_write_topics",
    ): "written anew with a version of the edition",
    ("planning/actions/rulesets.py", "_write_methods"): "as the topics",
    ("planning/actions/cycles.py", "open_cycle"): "cycles have no history",
    ("planning/actions/cycles.py", "ad_hoc_cycle"): "cycles have no history",
    (
        "inspections/actions/enterprises.py",
        "find_or_create_many",
    ): "made where the names are new; each making is an event",
    ("records/actions/jobs.py", "tell_progress"): "jobs have no history; how far one is decides nothing",
    ("inspections/actions/enterprises.py", "find_or_create"): "made where the name is new; the making is an event",
    ("rectification/actions/announcements.py", "list_words"): "words of an announcement have no history",
    ("rectification/actions/announcements.py", "_propose"): "as above",
    ("rectification/actions/announcements.py", "_take_over"): "as above",
    ("rectification/actions/chases.py", "_write_lines"): "lines of a note are written once, with it",
    ("rectification/actions/filings.py", "write_lines"): "lines of a report are written once, with it",
    ("inspections/actions/copies.py", "keep_copies"): "what is copied of the round has no history of its own",
    ("rectification/actions/copies.py", "keep_copies"): "as of findings",
    ("rectification/actions/loose.py", "keep_loose"): "follows from the hand-offs, and has no history of its own",
    ("rectification/actions/loose.py", "rebuild_loose"): "as keep_loose",
    # Load tests: a thousand rounds set beside the demo year; their history is not what is measured.
    ("desk/demo/log.py", "*"): "set-based by design (DESIGN §6, demo --scale)",
    ("desk/demo/engines/sqlite.py", "*"): "set-based by design (DESIGN §6, demo --scale)",
    ("desk/demo/past_years.py", "*"): "set-based by design (DESIGN §6, demo --scale)",
    # Rolled back with everything it did.
    ("accounts/scenes/access.py", "open_house"): "administrators stand aside inside a transaction that is rolled back",
}


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
