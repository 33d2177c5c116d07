"""What script/check says at its end of an audit that found something, or could not look.

The script runs in a root of its own, where every tool but pip-audit is content.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).resolve().parents[2] / "script"
GOOD = {"name": "celery", "version": "5.4.2", "vulns": []}
BAD = {"name": "pillow", "version": "1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1", "2.0"]}]}
UNKNOWN = {"name": "amqp", "skip_reason": "Dependency not found and could not be audited: amqp (5.4.2)"}
AUDIT = "known vulnerabilities (pip-audit)"


def program(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


@pytest.fixture
def check(tmp_path):
    """Run script/check where pip-audit prints the report and ends with the code given; `failing` names other tools."""

    def check(report, code=0, failing=()):
        for name in ("check", "lib.sh", "audit_report.py"):
            (tmp_path / "script").mkdir(exist_ok=True)
            shutil.copy(SCRIPTS / name, tmp_path / "script" / name)
        program(tmp_path / "script/bootstrap", "exit 0")
        for tool in ("ruff", "lint-imports", "djlint", "mypy"):
            program(tmp_path / ".venv/bin" / tool, f"exit {int(tool in failing)}")
        program(tmp_path / ".venv/bin/python", f'[ "$1" = manage.py ] || exec {sys.executable} "$@"')
        (tmp_path / "report").write_text(report)
        program(tmp_path / ".venv/bin/pip-audit", f"cat report; echo the service is away >&2; exit {code}")
        return subprocess.run(
            ["script/check"], cwd=tmp_path, env=os.environ, capture_output=True, text=True, timeout=60, check=False
        )

    return check


def report(*packages):
    return json.dumps({"dependencies": packages, "fixes": []})


def test_audit_of_every_package_is_a_pass(check):
    run = check(report(GOOD, GOOD))

    assert run.returncode == 0
    assert "2 packages audited" in run.stderr
    assert run.stderr.endswith("script/check: all is well.\n")
    assert "SKIP" not in run.stderr


@pytest.mark.parametrize(
    ("printed", "code", "why"),
    [
        # With a mirror that knows no vulnerabilities pip-audit finds nothing to say and ends well.
        (report(UNKNOWN, UNKNOWN), 0, f"nothing was audited: {UNKNOWN['skip_reason']}"),
        (report(GOOD, UNKNOWN), 0, f"1 of 2 packages were not audited: {UNKNOWN['skip_reason']}"),
        (report(), 0, "nothing was audited: the report is empty"),
        ("", 1, "nothing was audited: no report came (the service is away)"),
        ("", 124, "nothing was audited: no report came (the service is away)"),
        ("[]", 0, "nothing was audited: no report came"),
    ],
)
def test_audit_that_could_not_look_is_no_failure_and_no_pass(check, printed, code, why):
    run = check(printed, code)

    assert run.returncode == 0
    assert f"\nSKIP {AUDIT}: {why}\n" in run.stderr
    assert run.stderr.endswith(f"script/check: all is well, except what was left out:\n  {AUDIT}: {why}\n")


def test_known_vulnerability_fails_even_where_others_could_not_be_looked_up(check):
    run = check(report(UNKNOWN, BAD, GOOD), 1)

    assert run.returncode == 1
    assert "pillow 1.0: PYSEC-1, fixed in 1.1, 2.0" in run.stderr
    assert run.stderr.endswith(f"script/check: failed:\n  {AUDIT}\n")


def test_failure_of_another_check_does_not_hide_what_was_left_out(check):
    run = check(report(UNKNOWN), failing=("djlint",))

    assert run.returncode == 1
    assert "script/check: failed:\n  templates (djlint)\n" in run.stderr
    assert f"script/check: left out:\n  {AUDIT}: nothing was audited" in run.stderr
