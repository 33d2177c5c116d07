"""What every form of the house does with what is typed."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from core.texts import mend_text, undrawable_in, undrawable_words


def validate_drawable(text: str) -> None:
    """Raises ValidationError, naming the characters that no official paper may hold."""
    if lost := undrawable_in(text):
        raise ValidationError(undrawable_words(lost), code="undrawable")


class HouseForm(forms.Form):
    """The base of every form: texts are mended before they are cleaned, and what cannot be printed is refused at its
    field (core.texts). A password is taken as it is."""

    def ask_of(self, user: Any) -> None:
        """What is asked of this person and not of everybody; the pages of verbs say who it is before they show it."""

    def full_clean(self) -> None:
        if self.is_bound:
            texts = [name for name, field in self.fields.items() if _is_text(field)]
            self.data = self._mended(texts)
            for name in texts:
                validators = self.fields[name].validators
                if validate_drawable not in validators:
                    validators.append(validate_drawable)
        super().full_clean()

    def _mended(self, names: list[str]) -> QueryDict | dict[str, Any]:
        data = cast(QueryDict, self.data).copy()
        for key in map(self.add_prefix, names):
            typed = data.get(key)
            if isinstance(typed, str):
                data[key] = mend_text(typed)
        return data


def _is_text(field: forms.Field) -> bool:
    """Keys and JSON are character fields to Django, and no texts."""
    is_typed = isinstance(field, forms.CharField) and not isinstance(field, forms.UUIDField | forms.JSONField)
    return is_typed and not isinstance(field.widget, forms.PasswordInput)
