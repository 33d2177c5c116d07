"""What `manage.py serve` says to whoever starts it, without a server: what listens and answers is another test's."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from config import embedded
from deadlines.queries.job_runs import sweep_is_late

pytestmark = pytest.mark.django_db


@pytest.fixture
def serve(monkeypatch, settings):
    """Run `manage.py serve --prepare` up to where it would answer; returns all it said."""

    def answer_nobody(application, listener, *, on_ready, **options):
        on_ready()
        listener.close()

    settings.IS_EMBEDDED = True
    monkeypatch.setattr(embedded, "serve", answer_nobody)

    def serve(*arguments):
        said = StringIO()
        monkeypatch.setattr("sys.stdout", said)
        monkeypatch.setattr("sys.stderr", said)
        call_command("serve", "--prepare", "--port", "0", *arguments)
        return said.getvalue()

    return serve


def test_demo_accounts_are_printed_once_at_the_first_start_and_at_the_next(serve):
    for start in range(2):
        said = serve()

        assert ("Building the demo year" in said) is (start == 0)
        assert said.count("xuncha-demo-2026") == 1
        assert said.count("secadmin") == 1
        assert said.count("xingren-clerk") == 1


def test_a_demo_begins_with_its_deadlines_looked_at(serve):
    serve()

    assert not sweep_is_late(timezone.now())


def test_empty_system_is_told_how_to_open_its_first_account(serve):
    said = serve("--no-demo")

    assert "manage.py create_security_admin" in said
    assert "xuncha-demo-2026" not in said
