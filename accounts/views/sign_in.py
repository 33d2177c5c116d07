from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth import views as auth
from django.contrib.auth.forms import PasswordChangeForm
from django.http import HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import FormView

from accounts.actions import users
from accounts.middleware import client_address
from accounts.models import User
from accounts.permissions import Permission
from core.actions.events import record_event
from core.rules import PUBLIC
from core.views.base import AccessMixin


class SignInView(auth.LoginView):
    rule = PUBLIC
    template_name = "accounts/sign_in.html"
    redirect_authenticated_user = True

    def get_redirect_url(self):
        """Where `next` leads, if inside the house; from the door to the door would be a loop."""
        url = super().get_redirect_url()
        return "" if url.partition("?")[0] == self.request.path else url

    def form_valid(self, form):
        response = super().form_valid(form)
        self._record("user.sign_in", form.get_user())
        return response

    def form_invalid(self, form):
        # The name typed may be somebody's password: only a known account is written down.
        if user := User.objects.filter(username__iexact=form.cleaned_data.get("username", "")).first():
            self._record("user.sign_in_failed", user)
        response = super().form_invalid(form)
        response.status_code = 422
        return response

    def get_context_data(self, **kwargs):
        return super().get_context_data(is_demo=User.objects.filter(is_demo=True).exists(), **kwargs)

    def _record(self, verb, user):
        # Signing in put another user on the request than the one middleware had told the address.
        user.address = client_address(self.request)
        record_event(verb, target=user, by=user, on=None, at=timezone.now())


class SignOutView(auth.LogoutView):
    rule = PUBLIC
    http_method_names = ["post", "options"]

    def post(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            record_event("user.sign_out", target=request.user, by=request.user, on=None, at=timezone.now())
        return super().post(request, *args, **kwargs)


class PasswordChangeView(AccessMixin, FormView):
    rule = Permission.OWN_DESK
    open_before_password_change = True
    template_name = "accounts/password_change.html"
    form_class = PasswordChangeForm

    def get_form_kwargs(self):
        return {"user": self.request.user, **super().get_form_kwargs()}

    def form_valid(self, form):
        password = form.cleaned_data["new_password1"]
        user = users.change_password(user=self.request.user, password=password, by=self.request.user, at=self.now)
        update_session_auth_hash(self.request, user)
        messages.success(self.request, _("Your password has been changed."))
        return HttpResponseRedirect("/")

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)
