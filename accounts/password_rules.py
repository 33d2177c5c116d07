from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class LengthValidator(MinimumLengthValidator):
    """Says what is asked for: that a password is too short, Django 5.2 says in English only."""

    def get_error_message(self):
        return self.get_help_text()


class CharacterClassesValidator:
    """Three of four classes of characters, as the local security assessment asks (DOMAIN §3.1)."""

    def validate(self, password, user=None):
        classes = [
            any(character.islower() for character in password),
            any(character.isupper() for character in password),
            any(character.isdigit() for character in password),
            any(not character.isalnum() for character in password),
        ]
        if sum(classes) < 3:
            raise ValidationError(self.get_help_text(), code="password_classes")

    def get_help_text(self):
        return _("Use at least three of: small letters, capital letters, digits, other signs.")
