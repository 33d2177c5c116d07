"""Every pip since 23.0 must be able to install from the lock files: on a new machine there is no other tool."""

import pytest

from tests.running.locks import LOCKS, ROOT, TESTED, lines_of, unanswered, unreadable

HASH = f"--hash=sha256:{'0' * 64}"


@pytest.mark.parametrize("name", LOCKS)
def test_lock_file_can_be_read_by_the_oldest_pip(name):
    text = (ROOT / name).read_text()

    assert len(lines_of(text)) > 40
    assert unreadable(text) == []
    assert "://" not in text


@pytest.mark.parametrize("name", TESTED)
def test_lock_file_answers_every_requirement_with_its_extras(name):
    assert unanswered((ROOT / name).read_text()) == []


def test_what_the_product_runs_on_is_what_is_tested_and_measured():
    runtime, dev, bench = (lines_of((ROOT / name).read_text()) for name in LOCKS)

    assert set(runtime) <= set(dev)
    # What only measuring needs may ask for a package on more machines, never for another release of it.
    assert {line.split()[0] for line in dev} <= {line.split()[0] for line in bench}


@pytest.mark.parametrize(
    "line",
    [
        "celery==5.4",
        f"celery>=5.4 {HASH}",
        f"celery {HASH}",
        f"celery==5.* {HASH}",
        f"celery @ https://example.org/celery.whl {HASH}",
        "https://example.org/celery.whl",
        "--index-url https://example.org/",
        "-e .",
        "-r requirements.in",
        "celery==5.4 --hash=md5:0123456789abcdef0123456789abcdef",
        f"celery==5.4 ; 'lock' in dependency_groups {HASH}",
    ],
)
def test_line_that_the_oldest_pip_refuses_is_found(line):
    assert unreadable(f"# via x\namqp==1.0 \\\n    {HASH}\n{line}\n") == [line]


@pytest.mark.parametrize(
    "line", [f"celery==5.4 {HASH}", f"celery[redis]==5.4 ; sys_platform == 'win32' \\\n    {HASH} \\\n    {HASH}"]
)
def test_line_that_every_pip_reads_is_let_pass(line):
    assert unreadable(line) == []


@pytest.mark.parametrize(
    ("pins", "found"),
    [
        (["asker==1", "coverage[toml]==7.17.3"], []),
        (["asker==1", "coverage==7.17.3"], ["asker: coverage[toml]>=7.10.6"]),
        (["asker==1", "coverage[toml]==7.1"], ["asker: coverage[toml]>=7.10.6"]),
        (["asker==1"], ["asker: coverage[toml]>=7.10.6"]),
        (["asker[fast]==1", "coverage[toml]==7.17.3"], ['asker: speedups; extra == "fast"']),
        (["asker==1 ; sys_platform == 'nowhere'"], []),
    ],
)
def test_requirement_without_a_pin_for_its_extras_is_found(pins, found):
    wishes = {"asker": ["coverage[toml]>=7.10.6", "speedups ; extra == 'fast'"]}
    text = "\n".join(f"{pin} {HASH}" for pin in pins)

    assert unanswered(text, requires=wishes.get) == found
