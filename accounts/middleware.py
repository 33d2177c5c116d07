"""Deny by default: a view that declares no rule is refused (DESIGN §4)."""

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils import timezone

from core.access import access_of
from core.actions.events import record_refusal
from core.refusals import NotAllowed
from core.rules import PUBLIC, UndeclaredView, rule_of


def client_address(request) -> str:
    """The caller's address, as told by our own proxies and nobody further out."""
    hops = request.headers.get("X-Forwarded-For", "").split(",")
    if 0 < settings.TRUSTED_PROXIES <= len(hops) and (hop := hops[-settings.TRUSTED_PROXIES].strip()):
        return hop[:45]
    return request.META.get("REMOTE_ADDR", "")[:45]


class DenyByDefaultMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.user.address = client_address(request)
        response = self.get_response(request)
        if request.user.is_authenticated and "Cache-Control" not in response.headers:
            # A page about people must not be left in the cache of a shared desk (DOMAIN §3.1).
            response.headers["Cache-Control"] = "no-store, private"
        return response

    def process_view(self, request, view, args, kwargs):
        rule = rule_of(view)
        if rule is None:
            raise UndeclaredView(f"{view} declares no rule")
        if rule == PUBLIC:
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
        if request.user.must_change_password and not getattr(view.view_class, "open_before_password_change", False):
            return redirect("accounts:password-change")
        if not access_of(request.user).permits_somewhere(rule):
            refusal = PermissionDenied(f"{request.user.pk} lacks {rule}")
            # Django asks process_exception only for what the view itself raises.
            self.process_exception(request, refusal)
            raise refusal
        return None

    def process_exception(self, request, exception):
        """Whatever a view refuses leaves its trace, and is answered as refused, not as broken."""
        if isinstance(exception, PermissionDenied | NotAllowed) and request.user.is_authenticated:
            record_refusal(request=request, at=timezone.now())
        if isinstance(exception, NotAllowed):
            raise PermissionDenied from exception
        return None
