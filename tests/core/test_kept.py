"""A child that is kept for the next piece of work, and is renewed before it grows (issue 9)."""

import os
import signal
import subprocess
import sys
import threading
import time

import psutil
import pytest

from core.bounded import Busy, OverBounds, Unfit, WorkFailed
from core.kept import KeptChild

LIMITS = {
    "seconds": 5, "memory_bytes": 512 * 1024**2, "rest_bytes": 200 * 1024**2, "pieces": 100, "idle_seconds": 60,
}  # fmt: skip


@pytest.fixture
def kept():
    made = []

    def make(work="tests.core.kept_work:do", **limits):
        made.append(KeptChild(work, **LIMITS | limits))
        return made[-1]

    yield make
    for each in made:
        each.end()


def pid_of(child) -> int:
    return int(child.ask(words="here").decode().split()[-1])


def test_one_process_does_piece_after_piece(kept):
    child = kept()
    assert pid_of(child) == pid_of(child) == child.pid != os.getpid()


def test_child_is_handed_no_setting_and_no_secret(kept, monkeypatch):
    monkeypatch.setenv("XUNCHA_SECRET_KEY", "hush")
    monkeypatch.setenv("FONTCONFIG_FILE", "/some/fonts.conf")

    names = kept(environment=("FONTCONFIG_FILE",)).ask(what="environment").decode().split()

    assert "FONTCONFIG_FILE" in names
    assert not [name for name in names if name.startswith(("XUNCHA", "DATABASE", "DJANGO", "REDIS"))]


def test_child_is_renewed_when_it_has_done_its_share(kept):
    child = kept(pieces=2)
    pids = [pid_of(child) for _ in range(4)]
    assert pids[0] == pids[1] != pids[2] == pids[3]


def test_child_that_has_grown_is_renewed(kept):
    child = kept()
    first = pid_of(child)

    assert int(child.ask(what="hoard", megabytes=220)) == first

    assert pid_of(child) != first
    assert not psutil.pid_exists(first)


def test_child_that_nobody_asks_ends(kept):
    child = kept(idle_seconds=0.2)
    process = psutil.Process(pid_of(child))

    process.wait(10)

    assert pid_of(child) != process.pid


@pytest.mark.parametrize("what", ["spin", "sleep"])
def test_child_that_goes_on_is_ended_and_the_next_piece_is_done(kept, what, tmp_path):
    child = kept(seconds=1)
    began = time.monotonic()
    with pytest.raises(OverBounds, match="time"):
        child.ask(what=what, mark=str(tmp_path / "began"))
    assert time.monotonic() - began < 8
    assert pid_of(child)


def test_child_ended_by_its_share_of_the_processor_is_not_held_against_the_next_piece(kept, tmp_path):
    child = kept(seconds=1)
    # Time enough by the clock: the processor's bound is met first, also on a busy machine.
    child.clock = 60
    with pytest.raises(OverBounds, match="time"):
        child.ask(what="spin", mark=str(tmp_path / "began"))
    assert pid_of(child)


def test_child_that_takes_too_much_memory_says_so(kept):
    with pytest.raises(OverBounds, match="memory"):
        kept().ask(what="hoard", megabytes=600)


def test_words_of_a_refusal_come_back_with_their_facts(kept):
    with pytest.raises(Unfit) as refusal:
        kept().ask(what="refuse")
    assert (refusal.value.words, refusal.value.facts) == ("At most %(limit)s.", {"limit": 3})


def test_failure_of_the_work_is_told_and_the_child_stays(kept):
    child = kept()
    before = pid_of(child)
    with pytest.raises(WorkFailed, match="ValueError: odd"):
        child.ask(what="fail")
    assert pid_of(child) == before


def test_work_that_cannot_be_loaded_is_told(kept):
    with pytest.raises(WorkFailed, match="no_such_module"):
        kept("tests.core.no_such_module:do").ask()


def test_child_killed_in_the_middle_fails_that_piece_alone(kept, tmp_path):
    child, mark, failures = kept(), tmp_path / "began", []

    def ask():
        try:
            child.ask(what="sleep", mark=str(mark))
        except WorkFailed as failure:
            failures.append(str(failure))

    asking = threading.Thread(target=ask)
    asking.start()
    while not mark.exists():
        time.sleep(0.02)
    os.kill(child.pid, signal.SIGKILL)
    asking.join(10)

    assert failures == ["the process ended in the middle of the work: -9"]
    assert pid_of(child)


def test_child_killed_between_two_pieces_is_not_noticed(kept):
    child = kept()
    before = pid_of(child)
    os.kill(before, signal.SIGKILL)
    assert pid_of(child) != before


def test_pieces_of_many_threads_wait_for_each_other(kept):
    child, answers = kept(), []
    threads = [
        threading.Thread(target=lambda word=str(at): answers.append((word, child.ask(words=word)))) for at in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len(answers) == 8
    assert {answer.decode().split()[0] == word for word, answer in answers} == {True}


def test_wait_for_a_place_that_was_too_long_is_told(kept):
    child = kept()
    child.clock = 0.05
    child._place.acquire()
    with pytest.raises(Busy):
        child.ask()


def test_child_ends_with_whoever_started_it():
    """However that ended: killed, it says no goodbye."""
    code = f"""
import time
from core.kept import KeptChild
child = KeptChild("tests.core.kept_work:do", **{LIMITS!r})
print(child.ask().decode(), flush=True)
time.sleep(600)
"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as starter:
        process = psutil.Process(int(starter.stdout.readline().split()[-1]))
        starter.kill()
    process.wait(10)


def test_process_forked_from_ours_has_a_child_of_its_own():
    """As the pool of a worker is made: two that ask through one line would get each other's answers."""
    code = f"""
import os
from core.kept import KeptChild
child = KeptChild("tests.core.kept_work:do", **{LIMITS!r})
ours = child.ask(words="a").split()[-1]
if not (forked := os.fork()):
    theirs = child.ask(words="b").split()[-1]
    child.end()
    os._exit(0 if theirs != ours else 1)
_pid, status = os.waitpid(forked, 0)
assert status == 0
assert child.ask(words="a").split()[-1] == ours
"""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=30)
