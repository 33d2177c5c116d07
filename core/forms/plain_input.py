"""An input without a template of its own and two for its attributes: every filter has one."""

from typing import Any

from django import forms
from django.utils.safestring import SafeString

from core.escaped import attributes


class PlainInput(forms.TextInput):
    """Says what the text and number inputs of the house say (templates/django/forms/widgets/input.html)."""

    def __init__(self, input_type: str, attrs: dict[str, Any] | None = None) -> None:
        self.input_type = input_type
        super().__init__(attrs)

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        said = {"type": self.input_type, "name": name, "class": "form-control"}
        told = self.format_value(value)
        if told is not None:
            said["value"] = told
        return SafeString(f"<input{attributes(self.build_attrs(self.attrs, attrs) | said)}>")
