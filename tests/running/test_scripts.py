"""The scripts and container files: what can be told of them without running an installation."""

import re
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = sorted(
    path for path in (ROOT / "script").iterdir() if path.suffix in {"", ".sh"} and path.read_text().startswith("#")
)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_script_is_valid_shell(script):
    run = subprocess.run(["sh", "-n", str(script)], capture_output=True, text=True, check=False)

    assert (run.returncode, run.stderr) == (0, "")


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (["script/bootstrap", "--nonsense"], "unknown option --nonsense"),
        (["env", "PORT=eight", "script/server"], "PORT must be a number"),
    ],
)
def test_bad_option_is_answered_in_one_line(command, message):
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=30, check=False)

    assert run.returncode == 1
    assert message in run.stderr
    assert len(run.stderr.splitlines()) == 1


def test_image_installs_the_debian_packages_bootstrap_asks_for():
    """PDF documents made in a container need what they need outside of one."""

    def listed(file, before):
        return re.search(before + r"[^\n]*\n\s+((?:lib|font)[^|\\\n]+)", (ROOT / file).read_text())[1].split()

    assert listed("Dockerfile", "--no-install-recommends") == listed(
        "script/bootstrap", "PDF documents cannot be made"
    )


def test_compose_has_no_default_for_a_secret():
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    values = [value for service in compose["services"].values() for value in service.get("environment", {}).values()]
    secrets = [value for value in values if "PASSWORD" in value or ("SECRET_KEY" in value and "S3" not in value)]

    assert len(secrets) >= 3
    assert all(re.search(r"\$\{\w+:\?", value) for value in secrets), secrets


def test_lock_files_hold_hashes_and_no_addresses():
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text()
        pins = re.findall(r"^\w[\w.-]*==", text, re.MULTILINE)

        assert pins
        assert len(re.findall(r"\\\n +--hash=sha256:[0-9a-f]{64}", text)) >= len(pins)
        assert "http" not in text
