"""A small pytest plugin: which requirement rows each test carries, and how it came out."""

import json

import pytest


def pytest_collection_modifyitems(items):
    from desk.requirement_rows import rows

    known = {row.row for row in rows()}
    for item in items:
        for mark in item.iter_markers("requirement"):
            for row in mark.args:
                if row not in known:
                    raise pytest.UsageError(f"{item.nodeid}: {row} is no row of docs/requirements.csv")
                # User properties travel from xdist's workers to the controller with each report.
                item.user_properties.append(("requirement", row))


class Results:
    def __init__(self):
        self.found: dict[str, dict[str, str]] = {}

    def pytest_runtest_logreport(self, report):
        for name, row in report.user_properties:
            if name == "requirement" and (report.when == "call" or report.outcome != "passed"):
                self.found.setdefault(row, {})[report.nodeid] = report.outcome

    def pytest_sessionfinish(self, session):
        from desk.requirement_rows import outcomes, result_path

        if hasattr(session.config, "workerinput") or not self.found:
            return
        merged = outcomes()
        for row, results in self.found.items():
            merged.setdefault(row, {}).update(results)
        result_path().parent.mkdir(parents=True, exist_ok=True)
        result_path().write_text(json.dumps(merged, indent=1, sort_keys=True), encoding="utf-8")


def pytest_configure(config):
    config.pluginmanager.register(Results(), "requirement-results")
