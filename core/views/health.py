from django.db import connection
from django.http import JsonResponse
from django.views import View

from core.rules import PUBLIC


class HealthView(View):
    """For load balancers and containers: the process answers and the database does."""

    rule = PUBLIC

    def get(self, request):
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return JsonResponse({"status": "ok"})
