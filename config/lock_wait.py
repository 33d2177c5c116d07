"""How long a page waits for SQLite's one write lock; tasks and commands wait as long as the settings say."""

from django.db import connection

# A person who waits longer sends the form a second time; he is told that the system is busy (core/troubles.py).
PAGE_SECONDS = 2


class LockWaitMiddleware:
    """Last of all, so that the connection of this request is open wherever somebody signed in is asking."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if connection.vendor == "sqlite":
            if request.method == "POST":
                connection.ensure_connection()
            if connection.connection is not None:
                # Past the wrapper: it is no query of the page.
                connection.connection.execute(f"PRAGMA busy_timeout = {PAGE_SECONDS * 1000}")
