"""Workers, schedules and errands as processes of their own, on the test's database and broker."""

import json
import os
import signal
import subprocess
import sys
import time
from uuid import uuid4

from django.conf import settings
from django.db import connection


def until(condition, seconds=60, *, why="it did not happen in time"):
    end = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < end, why() if callable(why) else why
        time.sleep(0.1)
    return found


class Processes:
    """Everything it starts is gone after `stop`."""

    def __init__(self, folder, redis_url):
        self.folder, self.redis_url = folder, redis_url
        self.started = []
        (folder / "hold").touch()

    @property
    def env(self) -> dict:
        database = connection.settings_dict
        place = f"{database['HOST']}:{database['PORT']}" if database["PORT"] else database["HOST"]
        password = f":{database['PASSWORD']}" if database["PASSWORD"] else ""
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.services.settings",
            "XUNCHA_TEST_DATABASE_URL": f"postgres://{database['USER']}{password}@{place}/{database['NAME']}",
            "XUNCHA_TEST_REDIS_URL": self.redis_url,
            "XUNCHA_TEST_HOLD": str(self.folder),
        }

    def start(self, *command, **options):
        """In a session of its own, so that it can be killed with its children; what it says goes to a file."""
        log = self.folder / f"{len(self.started)}.log"
        with log.open("w") as output:
            process = subprocess.Popen(
                [sys.executable, *command],
                cwd=settings.BASE_DIR,
                env=self.env,
                stdout=options.get("stdout", output),
                stderr=output,
                start_new_session=True,
            )
        self.started.append(process)
        return process

    def worker(self, *, held=False, concurrency=1):
        """A worker of the pool that production runs. With `held`, rendering waits for `release`."""
        include = ["-I", "tests.services.held_rendering"] if held else []
        return self.start(
            "-m", "celery", "-A", "config.celery", "worker", "--loglevel", "INFO", "--concurrency", str(concurrency),
            "-n", f"{uuid4().hex}@%h", *include,
        )  # fmt: skip

    def schedule(self):
        """The clock of production, as docker-compose.yml starts it."""
        return self.start(
            "-m", "celery", "-A", "config.celery", "beat", "--loglevel", "INFO", "--pidfile=", "--scheduler",
            "config.schedule:CatchUpScheduler",
        )  # fmt: skip

    def release(self):
        (self.folder / "hold").unlink(missing_ok=True)

    def rendering(self) -> list[int]:
        """Processes that have begun to render."""
        return [int(path.stem) for path in self.folder.glob("*.began")]

    def at_once(self, verb, *, count, **facts) -> list:
        """What `count` processes printed that all set out at the same moment."""
        go = self.folder / uuid4().hex
        waiting = [self.folder / uuid4().hex for _ in range(count)]
        processes = [
            self.start(
                "-m", "tests.services.errand", verb, json.dumps({**facts, "ready": str(ready), "go": str(go)}),
                stdout=subprocess.PIPE,
            )
            for ready in waiting
        ]  # fmt: skip
        until(lambda: all(ready.exists() for ready in waiting), 120, why=self.said)
        go.touch()
        done = [process.communicate(timeout=120)[0] for process in processes]
        assert [process.returncode for process in processes] == [0] * count, self.said()
        return [json.loads(output) for output in done]

    def said(self) -> str:
        return "\n".join(path.read_text() for path in sorted(self.folder.glob("*.log")))

    def stop(self):
        self.release()
        for process in self.started:
            kill(process)


def kill(process):
    """SIGKILL to the process and all its children: no goodbye."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(20)
    if process.stdout:
        process.stdout.close()
