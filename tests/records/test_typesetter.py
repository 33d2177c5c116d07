"""Papers are set by a process of its own: killed, too slow or away, it costs nothing but the time (issue 9)."""

import os
import signal
import subprocess
import sys
import threading
import time

import psutil
import pytest

from core.bounded import Busy, OverBounds
from records.actions import issuing
from records.models.document import DocumentStatus
from records.rendering import CannotRender, pdf
from records.tasks import render_waiting_documents
from tests.records import builders

PAPER = [("<!doctype html><html lang='zh-CN'><title>安全</title><p>安全生产</p>", "p { font-size: 12pt }")]
# Pages enough for the process to be met in the middle.
LONG = [("<!doctype html><html lang='zh-CN'><title>安全</title>" + "<p>安全生产</p>" * 20_000, "")]

OURS = """
import sys, time, django, psutil
django.setup()
from datetime import date
from records.rendering import pdf, render_document
from tests.records.rendering_examples import notice
for _ in range(3):
    render_document("notice", notice(), number="枣高安〔2026〕7号", issued_on=date(2026, 3, 27), draft=False)
print(sorted(name for name in sys.modules if name.split(".")[0] in ("weasyprint", "fontTools", "pydyf")))
# A thread that was joined may stand in the kernel's list for a moment longer.
until = time.monotonic() + 5
while psutil.Process().num_threads() > 1 and time.monotonic() < until:
    time.sleep(0.01)
print(psutil.Process().memory_info().rss // 2**20, psutil.Process().num_threads())
print(sorted(name for name in psutil.Process(pdf.TYPESETTER.pid).environ() if "XUNCHA" in name or "DATABASE" in name))
"""


def test_our_process_loads_no_weasyprint_and_its_helper_holds_no_secret():
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "XUNCHA_SECRET_KEY": "of this test"}

    run = subprocess.run([sys.executable, "-c", OURS], env=env, capture_output=True, text=True, check=True)

    loaded, size, told = run.stdout.splitlines()
    assert (loaded, told) == ("[]", "[]")
    megabytes, threads = map(int, size.split())
    assert megabytes < 130
    assert threads == 1


@pytest.mark.django_db
def test_paper_whose_process_was_killed_is_made_by_the_next_run(at, monkeypatch):
    document = builders.document(builders.desk(at), at)
    real = issuing.render_document

    def killed(*args, **facts):
        # So that there is one to be met.
        pdf.html_to_pdf(PAPER)
        killer = threading.Thread(target=_kill_in_the_middle)
        killer.start()
        try:
            return pdf.html_to_pdf(LONG)
        finally:
            killer.join()

    monkeypatch.setattr(issuing, "render_document", killed)
    document = issuing.make_document(document=document, at=at)
    assert (document.status, document.attempts) == (DocumentStatus.NUMBERED, 1)
    assert "-9" in document.error

    monkeypatch.setattr(issuing, "render_document", real)
    assert render_waiting_documents() == {"issued": 1, "failed": 0}
    document.refresh_from_db()
    assert (document.status, document.error) == (DocumentStatus.ISSUED, "")


def _kill_in_the_middle():
    child = psutil.Process(pdf.TYPESETTER.pid)
    before = sum(child.cpu_times()[:2])
    while sum(child.cpu_times()[:2]) < before + 0.3:
        time.sleep(0.02)
    os.kill(child.pid, signal.SIGKILL)


@pytest.mark.parametrize(
    ("trouble", "words"),
    [(OverBounds("time"), "time"), (OverBounds("memory"), "memory"), (Busy("no place"), "no place")],
)
def test_paper_that_cannot_be_set_now_says_why(trouble, words, monkeypatch):
    def troubled(**piece):
        raise trouble

    monkeypatch.setattr(pdf.TYPESETTER, "ask", troubled)
    with pytest.raises(CannotRender, match=words):
        pdf.html_to_pdf(PAPER)


def test_failure_of_the_library_is_named(monkeypatch):
    with pytest.raises(CannotRender, match="IndexError"):
        pdf.html_to_pdf([])
