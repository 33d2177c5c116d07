"""What is asked where passwords are given; whether they are right, the action says: it counts tries (ADR 21)."""

from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm


class SignInForm(AuthenticationForm):
    def clean(self):
        return self.cleaned_data


class ChangePasswordForm(PasswordChangeForm):
    def clean_old_password(self):
        return self.cleaned_data["old_password"]
