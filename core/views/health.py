from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views import View

from core.readiness import problems
from core.rules import PUBLIC


class HealthView(View):
    """For load balancers and containers: the process answers and the database does."""

    rule = PUBLIC

    def get(self, request: HttpRequest) -> JsonResponse:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return JsonResponse({"status": "ok"})


class ReadyView(View):
    """For whoever watches the machine: 200 where every part can do its work, else 503 with the parts that cannot.

    Open to everybody, so it tells states of parts and nothing of anybody.
    """

    rule = PUBLIC

    def get(self, request: HttpRequest) -> JsonResponse:
        found = problems(timezone.now())
        is_ready = not any(found.values())
        parts = {name: problem or "ok" for name, problem in found.items()}
        return JsonResponse({"ready": is_ready, "parts": parts}, status=200 if is_ready else 503)
