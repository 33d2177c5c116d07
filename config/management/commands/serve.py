"""`manage.py serve`: the whole system in one process, for a trial or a small office."""

import errno
import os
from io import StringIO

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandError, call_command

from config import embedded
from config.application import ready_application
from config.celery import app as celery_app
from config.private_files import keep_private
from config.upload_limit import max_body_bytes, refusal_page


class Command(BaseCommand):
    help = "Serve pages, background work and the schedule in one process until Ctrl-C."

    def add_arguments(self, parser):
        parser.add_argument(
            "--host", default="127.0.0.1", help="address to listen on; 0.0.0.0 for all (default: %(default)s)"
        )
        parser.add_argument(
            "--port", type=int, default=int(os.environ.get("PORT") or 8000), help="default: PORT, or 8000"
        )
        parser.add_argument(
            "--prepare",
            action="store_true",
            help="first migrate and, where there is no user yet and DATABASE_URL is not set, load the demo year",
        )
        parser.add_argument("--no-demo", action="store_true", help="start empty instead, for use in earnest")

    def handle(self, *, host, port, prepare, no_demo, **options):
        if settings.IS_EMBEDDED:
            keep_private(settings.VAR, str(settings.DATABASES["default"]["NAME"]))
        # Taken before anything slow, so that a busy port is said at once.
        listener = self.listen(host, port)
        try:
            if prepare:
                self.prepare(with_demo=not no_demo)
            application = ready_application()
        except KeyboardInterrupt:
            listener.close()
            raise CommandError("Stopped before it was ready.", returncode=130) from None
        address = f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}/"
        embedded.serve(
            application,
            listener,
            celery_app=celery_app,
            max_body_bytes=max_body_bytes(),
            refusal_page=refusal_page().encode(),
            behind_proxy=settings.TRUSTED_PROXIES > 0,
            on_ready=lambda: self.tell(address),
        )
        self.stdout.write("Stopped. The data stays where it is.")

    def listen(self, host, port):
        try:
            return embedded.listen(host, port)
        except OverflowError:
            raise CommandError(f"Port {port} is not a number from 0 to 65535.") from None
        except OSError as reason:
            if reason.errno == errno.EADDRINUSE:
                raise CommandError(
                    f"Port {port} of {host} is taken by another program. "
                    f"Stop that one, or choose another: PORT={port + 1} script/server"
                ) from None
            raise CommandError(f"Cannot listen on {host} port {port}: {reason.strerror}.") from None

    def prepare(self, *, with_demo):
        call_command("migrate", interactive=False, verbosity=0)
        if get_user_model().objects.exists():
            return
        if not with_demo or not settings.IS_EMBEDDED:
            # A demo password that everybody knows has no place in a database of somebody's own.
            self.stdout.write("There is no account yet; open the first: manage.py create_security_admin USERNAME NAME")
            return
        self.stdout.write("Building the demo year; this is done once and takes a moment …")
        self.stdout.flush()
        # Whoever starts the server is told the accounts once it answers.
        call_command("demo", verbosity=0)
        # Else every page would begin with the alarm that nobody has looked at the deadlines for an hour.
        call_command("sweep_deadlines", stdout=StringIO())

    def tell(self, address):
        self.stdout.write(f"\nXuncha 巡查 is running at {address} — Ctrl-C stops it.\n")
        accounts = get_user_model().objects.filter(is_demo=True, is_active=True).select_related("unit").order_by("pk")
        if accounts:
            self.stdout.write("Demo accounts, all with the password xuncha-demo-2026:")
            for account in accounts:
                self.stdout.write(
                    f"  {account.username:<16}{account.printed_name}, {account.post or account.get_role_display()}"
                )
        self.stdout.flush()
