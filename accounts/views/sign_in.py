from django.contrib import messages
from django.contrib.auth import login, update_session_auth_hash
from django.contrib.auth import views as auth
from django.http import HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import FormView

from accounts.actions import sign_in, users
from accounts.brakes import Braked
from accounts.forms.sign_in import ChangePasswordForm, SignInForm
from accounts.middleware import client_address
from accounts.models import User
from accounts.permissions import Permission
from accounts.queries.wrong_tries import wrong_tries
from core.actions.events import record_event
from core.rules import PUBLIC
from core.views.base import AccessMixin


class RefusingMixin:
    """Answers a form that was refused: 429 and when to come again where too many tries were wrong (ADR 21)."""

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def wait(self, form, braked):
        form.add_error(None, braked.reason)
        form.is_refused = "locked"
        return self.render_to_response(
            self.get_context_data(form=form), status=429, headers={"Retry-After": str(braked.seconds)}
        )


class SignInView(RefusingMixin, auth.LoginView):
    rule = PUBLIC
    form_class = SignInForm
    template_name = "accounts/sign_in.html"
    redirect_authenticated_user = True

    def get_redirect_url(self):
        """Where `next` leads, if inside the house; from the door to the door would be a loop."""
        url = super().get_redirect_url()
        return "" if url.partition("?")[0] == self.request.path else url

    def form_valid(self, form):
        # Signing in puts another user on the request than the one middleware has told the address.
        address = client_address(self.request)
        try:
            user = sign_in.open_door(**form.cleaned_data, address=address, at=timezone.now())
        except Braked as braked:
            return self.wait(form, braked)
        except sign_in.WrongPassword:
            form.add_error(None, form.get_invalid_login_error())
            return self.form_invalid(form)
        wrong = wrong_tries(user, since=user.last_login)
        login(self.request, user)
        if wrong:
            messages.warning(self.request, _wrong_tries_in_words(wrong))
        return HttpResponseRedirect(self.get_success_url())

    def get_context_data(self, **kwargs):
        return super().get_context_data(is_demo=User.objects.filter(is_demo=True).exists(), **kwargs)


def _wrong_tries_in_words(count: int) -> str:
    return ngettext(
        "Since your last sign-in a wrong password was given for your account once. If that was not you, tell the "
        "security administrator.",
        "Since your last sign-in a wrong password was given for your account %(count)s times. If that was not you, "
        "tell the security administrator.",
        count,
    ) % {"count": count}


class SignOutView(auth.LogoutView):
    rule = PUBLIC
    http_method_names = ["post", "options"]

    def post(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            record_event("user.sign_out", target=request.user, by=request.user, on=None, at=timezone.now())
        return super().post(request, *args, **kwargs)


class PasswordChangeView(RefusingMixin, AccessMixin, FormView):
    rule = Permission.OWN_DESK
    open_before_password_change = True
    template_name = "accounts/password_change.html"
    form_class = ChangePasswordForm

    def get_form_kwargs(self):
        return {"user": self.request.user, **super().get_form_kwargs()}

    def form_valid(self, form):
        user, typed = self.request.user, form.cleaned_data
        try:
            sign_in.confirm_password(user=user, password=typed["old_password"], at=self.now)
        except Braked as braked:
            return self.wait(form, braked)
        except sign_in.WrongPassword:
            form.add_error("old_password", form.error_messages["password_incorrect"])
            return self.form_invalid(form)
        user = users.change_password(user=user, password=typed["new_password1"], by=user, at=self.now)
        update_session_auth_hash(self.request, user)
        messages.success(self.request, _("Your password has been changed."))
        return HttpResponseRedirect("/")
