"""A child of its own does the work on bytes from outside, within bounds (issue 7)."""

import errno
import subprocess
import threading
import time

import pytest

from core import bounded
from core.bounded import Busy, OverBounds, Unfit, WorkFailed, run_bounded

LIMITS = {"seconds": 5, "memory_bytes": 512 * 1024**2, "answer_bytes": 1000}


def run(name, data=b"", **limits):
    return run_bounded(f"tests.core.bounded_work:{name}", data, **LIMITS | limits)


def test_answer_comes_back_for_bytes_and_for_a_file(tmp_path):
    assert run("length", b"abc", facts={"times": 2}) == 6
    path = tmp_path / "file"
    path.write_bytes(b"abcd")
    with path.open("rb") as file:
        assert run("length", file) == 4


def test_child_is_handed_no_setting_and_no_secret(monkeypatch):
    monkeypatch.setenv("XUNCHA_SECRET_KEY", "hush")
    assert not [name for name in run("environment") if name.startswith(("XUNCHA", "DATABASE", "DJANGO", "REDIS"))]


@pytest.mark.parametrize("name", ["spin", "sleep"])
def test_child_that_goes_on_is_ended(name):
    began = time.monotonic()
    with pytest.raises(OverBounds, match="time"):
        run(name, seconds=1)
    assert time.monotonic() - began < 8


@pytest.mark.parametrize(("name", "bound"), [("fill", "memory"), ("talk", "size")])
def test_child_that_takes_too_much_is_refused(name, bound):
    with pytest.raises(OverBounds, match=bound):
        run(name)


def test_words_of_a_refusal_come_back_with_their_facts():
    with pytest.raises(Unfit) as refusal:
        run("refuse")
    assert (refusal.value.words, refusal.value.facts) == ("At most %(limit)s.", {"limit": 3})


@pytest.mark.parametrize(("name", "said"), [("fall", "-6"), ("fail", "odd")])
def test_child_that_falls_is_told_from_an_answer(name, said):
    with pytest.raises(WorkFailed, match=said):
        run(name)


def test_wait_for_a_place_that_was_too_long_says_nothing_of_the_file(monkeypatch):
    monkeypatch.setattr(bounded, "_PLACES", threading.Semaphore(0))
    with pytest.raises(Busy, match="no place"):
        run("length", seconds=0)


@pytest.mark.parametrize(
    ("number", "raised"),
    [(errno.EAGAIN, Busy), (errno.ENOMEM, Busy), (errno.EMFILE, Busy), (errno.ENOENT, FileNotFoundError)],
)
def test_process_that_the_machine_cannot_start_just_now_is_told_from_one_that_is_not_there(
    number, raised, monkeypatch
):
    def scarce(*args, **kwargs):
        raise OSError(number, "not now")

    monkeypatch.setattr(subprocess, "Popen", scarce)
    with pytest.raises(raised, match="not now"):
        run("length")
    monkeypatch.undo()
    assert run("length", b"ab") == 2  # the place was given back


def test_child_is_started_fast():
    """The fastest of some: the machine may be busy with others."""
    taken = []
    for _turn in range(5):
        began = time.perf_counter()
        run("length")
        taken.append(time.perf_counter() - began)
    assert min(taken) < 0.15
