"""A site of one page, run in a process of its own by the tests beside this: python -m tests.running.site PORT.

Every request's body is counted, and the count goes through the background worker onto standard output.
"""

import sys
from datetime import timedelta

import django

django.setup()

from config import embedded  # noqa: E402
from config.celery import app  # noqa: E402
from core.enqueue import enqueue  # noqa: E402  tasks and models need django.setup() first

LIMIT_BYTES = 1000


def say(*words):
    print(*words, flush=True)  # noqa: T201


@app.task(name="tests.say")
def say_in_background(word):
    say("task", word)


def page(environ, start_response):
    length = len(environ["wsgi.input"].read())
    enqueue(say_in_background, length)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(length).encode()]


if __name__ == "__main__":
    app.conf.beat_schedule = {
        "daily": {"task": "tests.say", "schedule": timedelta(days=1), "args": ("missed while off",)},
    }
    listener = embedded.listen("127.0.0.1", int(sys.argv[1]))
    embedded.serve(
        page,
        listener,
        celery_app=app,
        max_body_bytes=LIMIT_BYTES,
        refusal_page=b"<p>too large</p>",
        on_ready=lambda: say("ready", listener.getsockname()[1]),
    )
    say("stopped")
