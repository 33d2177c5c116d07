"""What `manage.py check --deploy` says of the set-up that docker-compose.yml makes, and what browsers are told."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.test import Client

TYPED = {
    "XUNCHA_DB_PASSWORD": "a1" * 24,
    "XUNCHA_SECRET_KEY": "0123456789abcdef" * 4,
    "XUNCHA_ALLOWED_HOSTS": "xuncha.example.gov.cn",
    "XUNCHA_PUBLIC_URL": "https://xuncha.example.gov.cn",
}
_SETTING = re.compile(r"^    ([A-Z_]+[A-Z\d_]*): (\S.*)$", re.MULTILINE)
_PLACE = re.compile(r"\$\{([A-Z\d_]+)(?::([-?+])([^}]*))?\}")


def compose_environment(**typed) -> dict[str, str]:
    """What a container sees for these values of .env."""
    text = (settings.BASE_DIR / "docker-compose.yml").read_text(encoding="utf-8")
    block = text.partition("environment: &environment\n")[2].partition("  volumes:")[0]

    def filled(place):
        name, sign, word = place.groups()
        if sign == "+":
            return word if typed.get(name) else ""
        return typed.get(name) or (word if sign == "-" else "")

    return {name: _PLACE.sub(filled, value) for name, value in _SETTING.findall(block)}


def checked(**typed):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("XUNCHA_")}
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    environment |= compose_environment(**TYPED | typed)
    return subprocess.run(
        command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


def test_compose_with_https_leaves_nothing_to_say():
    done = checked()

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"XUNCHA_PUBLIC_URL": "http://xuncha.example.gov.cn"}, "security.W008"),
        ({"XUNCHA_SSL_REDIRECT": "false"}, "security.W008"),
        ({"XUNCHA_HSTS_SECONDS": "0"}, "security.W004"),
        ({"XUNCHA_SECRET_KEY": "short"}, "security.W009"),
    ],
)
def test_what_weakens_it_is_told(typed, said):
    done = checked(**typed)

    assert done.returncode == 1
    assert said in done.stderr


def test_compose_hands_on_every_setting_of_transport():
    assert {"XUNCHA_SSL_REDIRECT", "XUNCHA_HSTS_SECONDS"} <= set(compose_environment())


def test_plain_address_leads_to_the_encrypted_one_but_for_the_probes(settings, db):
    settings.SECURE_SSL_REDIRECT = True
    client = Client()

    assert client.get("/sign-in/").headers["Location"] == "https://testserver/sign-in/"
    assert client.get("/healthz/").status_code == 200
    assert client.get("/ready/").status_code in (200, 503)
    assert client.get("/sign-in/", secure=True).status_code == 200


@pytest.mark.parametrize("path", ["/sign-in/", "/nowhere/", "/static/missing.css"])
def test_no_page_may_use_a_device(path, db):
    policy = Client().get(path).headers["Permissions-Policy"]

    assert {"camera=()", "geolocation=()", "microphone=()", "usb=()"} <= {each.strip() for each in policy.split(",")}
