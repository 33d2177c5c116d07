"""The scripts and container files: what can be told of them without running an installation."""

import re
import subprocess
import tomllib
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
        (["script/check", "--nonsense"], "unknown option --nonsense"),
        (["script/fresh", "--nonsense"], "unknown option --nonsense"),
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
        words = re.search(before + r"[^\n]*\n\s+((?:lib|font)[^|&]+)", (ROOT / file).read_text())[1].split()
        return [word for word in words if word != "\\"]

    packages = listed("Dockerfile", "--no-install-recommends")
    assert packages == listed("script/bootstrap", "PDF documents cannot be made")
    assert "fonts-babelstone-han" in packages


def test_compose_has_no_default_for_a_secret():
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    values = [value for service in compose["services"].values() for value in service.get("environment", {}).values()]
    secrets = [value for value in values if "PASSWORD" in value or ("SECRET_KEY" in value and "S3" not in value)]

    assert len(secrets) >= 3
    assert all(re.search(r"\$\{\w+:\?", value) for value in secrets), secrets


def settings_read():
    sources = (ROOT / "config/settings.py").read_text() + (ROOT / "config/secret.py").read_text()
    found = set(re.findall(r"""env\.\w+\(\s*["']([A-Z0-9_]+)["']""", sources))
    assert {"PORT", "DATABASE_URL", "XUNCHA_SECRET_KEY"} <= found
    return found


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_readme_names_every_setting(readme):
    named = set(re.findall(r"`([A-Z0-9_]+)`", (ROOT / readme).read_text()))
    named |= {f"XUNCHA_S3{name}" for name in named if name.startswith("_")}

    assert settings_read() - named == set()


def test_compose_passes_on_every_setting():
    """A variable set for compose and not passed on would be silently without effect."""
    passed_on = set(yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]["web"]["environment"])

    # The container's own: its folder, its port; and what a container is not for.
    assert settings_read() - passed_on == {"XUNCHA_VAR", "PORT", "XUNCHA_DEBUG", "XUNCHA_SECRET_KEY_FILE"}


def test_image_holds_every_package_of_the_product():
    """What is not named there is left out of it without a word."""
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["root_packages"]
    let_in = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}

    assert set(packages) <= let_in
    assert all((ROOT / name).exists() for name in let_in)
