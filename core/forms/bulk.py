from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms.house import HouseForm


class BulkForm(HouseForm):
    """What a verb asks once for many things. `n` are the keys of the chosen; `keys` those the verb is possible for.

    A form may say what it needs to know besides in `arguments(container, things, *, user, today) -> dict`, a static
    method: `things` are the chosen.
    """

    n = forms.TypedMultipleChoiceField(
        coerce=int, widget=forms.MultipleHiddenInput, label=_("Chosen"),
        error_messages={"required": _("Choose at least one.")},
    )  # fmt: skip

    def __init__(self, *args: Any, keys: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["n"]).choices = [(key, str(key)) for key in keys]
