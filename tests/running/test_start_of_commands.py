"""Commands that other programs call start within a second: they load no page and no library that they do not use."""

import json
import os
import subprocess
import sys

import pytest

DEAR = ("celery", "redis", "openpyxl", "weasyprint", "holidays", "PIL", "pydantic", "segno", "xlsxwriter")
LOADED = f"""
import json, sys, django
from django.core.management import load_command_class
django.setup()
load_command_class({{app!r}}, {{name!r}})
print(json.dumps(sorted(
    name for name in sys.modules
    if name.split(".")[0] in {DEAR!r} or ".views." in name and not name.startswith("django")
)))
"""


@pytest.mark.parametrize(
    "app, name",
    [
        ("deadlines", "due_date"), ("records", "verify_audit"), ("records", "verify_evidence"),
        ("planning", "rebuild_grants"), ("desk", "requirements"),
        ("deadlines", "sweep_deadlines"), ("records", "seal_events"),
    ],
)  # fmt: skip
def test_command_loads_neither_pages_nor_dear_libraries(app, name):
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"}
    code = LOADED.format(app=app, name=name)

    run = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)

    assert json.loads(run.stdout) == []


def test_command_on_a_database_that_was_never_set_up_says_so_in_one_line(tmp_path):
    (tmp_path / "var").mkdir()
    env = {**os.environ, "XUNCHA_VAR": str(tmp_path / "var"), "XUNCHA_SECRET_KEY": "of this test"}
    env.pop("DATABASE_URL", None)

    run = subprocess.run(
        [sys.executable, "manage.py", "due_date", "2026-03-01", "15d"], env=env, capture_output=True, text=True
    )

    assert run.returncode == 1
    assert run.stdout == ""
    assert run.stderr.startswith("CommandError: The database cannot be used: no such table")
    assert run.stderr.count("\n") == 1
