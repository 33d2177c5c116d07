"""The real server, as the Dockerfile starts it, on a free port and on the database of this run."""

import os
import re
import shlex
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Self

import psutil

ROOT = Path(__file__).resolve().parents[2]


def shipped_command() -> list[str]:
    """The command of the image (Dockerfile)."""
    return [str(each) for each in re.findall(r'"([^"]*)"', _last_line("CMD"))]


def shipped_environment() -> dict[str, str]:
    """What the image says of memory."""
    return dict(re.findall(r"\b(MALLOC_\w+)=(\S+)", (ROOT / "Dockerfile").read_text()))


def _last_line(word: str) -> str:
    return [line for line in (ROOT / "Dockerfile").read_text().splitlines() if line.startswith(word)][-1]


class Server:
    """`with Server() as server`: answers from within the block on, with the empty view beside the product's pages."""

    def __init__(self, workers: int | None = None, *, is_renewed: bool = True) -> None:
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self.port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self._command = shipped_command()
        self._set("--bind", f"127.0.0.1:{self.port}")
        if workers:
            self._set("--workers", str(workers))
        if not is_renewed:
            self._set("--max-requests", "0")
            self._set("--max-requests-jitter", "0")

    def _set(self, option: str, value: str) -> None:
        self._command[self._command.index(option) + 1] = value

    def __enter__(self) -> Self:
        log = Path(os.environ["XUNCHA_VAR"]) / "server.log"
        env = {**os.environ, **shipped_environment(), "DJANGO_SETTINGS_MODULE": "tests.bench.site.settings"}
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                [str(Path(sys.executable).with_name(self._command[0])), *self._command[1:]],
                cwd=ROOT, env=env, stdout=output, stderr=output,
            )  # fmt: skip
        until = time.monotonic() + 60
        while True:
            try:
                self.get("/healthz/")
                return self
            except OSError as reason:
                if self._process.poll() is not None or time.monotonic() > until:
                    self.__exit__()
                    raise AssertionError(f"{shlex.join(self._command)} does not answer; see {log}") from reason
                time.sleep(0.2)

    def __exit__(self, *_: object) -> None:
        workers = psutil.Process(self._process.pid).children() if self._process.poll() is None else []
        self._process.terminate()
        try:
            self._process.wait(30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            # Those that are busy with a long page outlive it.
            for worker in workers:
                worker.kill()

    def get(self, path: str) -> bytes:
        with urllib.request.urlopen(f"{self.address}{path}", timeout=30) as answer:  # noqa: S310  our own server
            return answer.read()

    def megabytes(self) -> list[float]:
        """Resident memory of each worker."""
        workers = psutil.Process(self._process.pid).children()
        return [each.memory_info().rss / 2**20 for each in workers]
