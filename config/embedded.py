"""The whole system in one process: pages, background work and the schedule, each in threads, nothing forked.

Nothing is lost when it stops: what must go out is a row first, and the in-memory broker only hurries it.
"""

import logging
import signal
import socket
import threading

from celery.beat import EmbeddedService
from celery.worker import state as worker_state
from waitress.channel import HTTPChannel
from waitress.server import create_server
from waitress.task import ErrorTask
from waitress.utilities import RequestEntityTooLarge

logger = logging.getLogger(__name__)

WEB_THREADS = 8
# How long a task in progress may take to end once the process was asked to stop, in seconds.
STOP_SECONDS = 10
# A refused upload is read to its end and thrown away, up to this many bytes (see RefusingChannel).
DRAIN_BYTES = 4 * 1024**3


class RefusalTask(ErrorTask):
    """Answers a body that is too large with the page of ours instead of a line of plain text."""

    def execute(self):
        if not isinstance(self.request.error, RequestEntityTooLarge):
            super().execute()
            return
        self.channel.is_refusing = True
        body = self.channel.server.refusal_page
        self.status = "413 Request Entity Too Large"
        self.response_headers.extend([("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")])
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(b"" if self.request.command == "HEAD" else body)


class RefusingChannel(HTTPChannel):
    """Goes on reading after it refused an upload, and drops what it reads.

    Closing a socket with unread bytes in it resets the connection, and the browser, still sending, would show
    "connection reset" instead of the page that says why.
    """

    error_task_class = RefusalTask
    is_refusing = False
    drained = None  # bytes thrown away so far, once the answer is out

    def readable(self):
        return self.drained is not None or super().readable()

    def writable(self):
        return self.drained is None and super().writable()

    def handle_close(self):
        if self.is_refusing and self.drained is None and self.connected:
            self.drained = 0
            self.will_close = False
            try:
                self.socket.shutdown(socket.SHUT_WR)
            except OSError:
                super().handle_close()
            return
        super().handle_close()

    def received(self, data):
        if self.drained is None:
            return super().received(data)
        self.drained += len(data)
        if self.drained > DRAIN_BYTES:
            self.handle_close()
        return True


class Background:
    """The solo worker and the schedule, in two threads of this process."""

    def __init__(self, app):
        # Without gossip, mingle and heartbeat: there is nobody else to talk to.
        self.worker = app.WorkController(
            app=app, pool="solo", concurrency=1, without_gossip=True, without_mingle=True, without_heartbeat=True
        )
        self.worker_thread = threading.Thread(target=self.worker.start, name="worker", daemon=True)
        self.schedule = EmbeddedService(app, thread=True, scheduler_cls="config.schedule:CatchUpScheduler")

    def start(self):
        worker_state.should_stop = None
        self.worker_thread.start()
        self.schedule.start()

    def stop(self) -> bool:
        """Let the task in progress end; return whether everything stopped within STOP_SECONDS."""
        self.schedule.service.stop()
        worker_state.should_stop = 0
        self.schedule.join(STOP_SECONDS)
        self.worker_thread.join(STOP_SECONDS)
        return not (self.worker_thread.is_alive() or self.schedule.is_alive())


def listen(host: str, port: int) -> socket.socket:
    """Bind the address. Raises OSError where it is taken, may not be used, or is not of this machine."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError:
        listener.close()
        raise
    return listener


def without_body_for_head(application):
    """HEAD asks for the head alone. The server would send the body too, or the end of a chunked one, and the next
    answer of the connection would begin in it; so the head tells the length, and nothing follows."""

    def answer(environ, start_response):
        if environ["REQUEST_METHOD"] != "HEAD":
            return application(environ, start_response)
        begun = []
        body = application(environ, lambda status, headers, exc_info=None: begun.append((status, headers)))
        length = sum(len(part) for part in body)
        if hasattr(body, "close"):
            body.close()
        status, headers = begun[-1]
        if not any(name.lower() == "content-length" for name, _value in headers):
            headers = [*headers, ("Content-Length", str(length))]
        start_response(status, headers)
        return []

    return answer


def serve(application, listener, *, celery_app, max_body_bytes, refusal_page, behind_proxy=False, on_ready=None):
    """Serve `application` on `listener` until SIGINT or SIGTERM, then stop in order and return.

    `max_body_bytes`: the longest request body taken; a longer one is answered with `refusal_page` (bytes of HTML)
    as soon as its headers are in. `behind_proxy`: whether the X-Forwarded headers are to be passed on.
    """

    def stop(signum, frame):
        raise SystemExit(0)

    # SIGINT too: a shell that starts something in the background tells it to ignore Ctrl-C.
    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    background = Background(celery_app)
    server = create_server(
        without_body_for_head(application),
        sockets=[listener],
        threads=WEB_THREADS,
        max_request_body_size=max_body_bytes + 1,  # waitress refuses what reaches it
        clear_untrusted_proxy_headers=not behind_proxy,
        ident="xuncha",
    )
    server.channel_class = RefusingChannel
    server.refusal_page = refusal_page
    try:
        background.start()
        if on_ready:
            on_ready()
        server.run()
    except SystemExit:
        pass  # the signal came between the lines above; inside run() waitress answers it
    finally:
        server.close()
        if not background.stop():
            logger.warning("A task was still running after %d s; it will be taken up again.", STOP_SECONDS)
