"""What a server has loaded before it answers the first request: workers forked from it begin at once."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.bench.server import shipped_command

ROOT = Path(__file__).resolve().parents[2]
LOADED = """
import gc, json, sys
import config.wsgi
from django.db import connections
from django.template import engines
(loader,) = engines["django"].engine.template_loaders
print(json.dumps({
    "views": sorted(name for name in sys.modules if ".views." in name and not name.startswith("django")),
    "templates": sorted(loader.get_template_cache),
    "laid aside": gc.get_freeze_count(),
    "connected": [each.alias for each in connections.all(initialized_only=True) if each.connection],
}))
"""


def test_server_has_read_views_and_templates_and_touched_no_database(tmp_path):
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "XUNCHA_VAR": str(tmp_path),
        "XUNCHA_SECRET_KEY": "of this test",
    }
    env.pop("DATABASE_URL", None)

    run = subprocess.run([sys.executable, "-c", LOADED], cwd=ROOT, env=env, capture_output=True, text=True, check=True)

    loaded = json.loads(run.stdout)
    views = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in ROOT.glob("*/views/[a-z]*.py")
        if path.relative_to(ROOT).parts[0] != "tests"
    }
    assert views and views <= set(loaded["views"])
    templates = {path.relative_to(ROOT / "templates").as_posix() for path in (ROOT / "templates").rglob("*.html")}
    assert templates and templates <= set(loaded["templates"])
    assert loaded["laid aside"] > 100_000
    # A connection that forked workers shared would mix up their answers.
    assert loaded["connected"] == []
    assert not (tmp_path / "xuncha.sqlite3").exists()


def test_workers_of_the_image_are_forked_from_it():
    command = shipped_command()

    assert command[:2] == ["gunicorn", "config.wsgi:application"]
    assert "--preload" in command
