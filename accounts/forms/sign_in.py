"""What is asked where passwords are given; whether they are right, the action says: it counts tries (ADR 21)."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, UsernameField
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    username = UsernameField(label=_("Account"), widget=forms.TextInput(attrs={"autofocus": True}))

    def clean(self):
        return self.cleaned_data


class ChangePasswordForm(PasswordChangeForm):
    def clean_old_password(self):
        return self.cleaned_data["old_password"]
