import re

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from core.forms import VersionedForm
from inspections.models.enterprise import NAME_LENGTH

FACTS = ("name", "credit_code", "sector", "address", "is_key")
# Letters that the codes leave out are refused with the rest (GB 32100).
_CREDIT_CODE = re.compile(r"^[0-9A-HJ-NPQRTUWXY]{18}$")


class EnterpriseForm(VersionedForm):
    """The facts of the register (R8)."""

    name = forms.CharField(
        label=_("Name"), max_length=NAME_LENGTH,
        help_text=_("A new name leaves the present one as a former name; what was issued keeps the name it had."),
    )  # fmt: skip
    credit_code = forms.CharField(
        label=_("Unified social credit code"), required=False, max_length=18,
        validators=[RegexValidator(_CREDIT_CODE, _("The code has 18 digits and capital letters."))],
    )  # fmt: skip
    sector = forms.CharField(label=_("Industry"), required=False, max_length=60)
    address = forms.CharField(label=_("Address"), required=False, max_length=200)
    is_key = forms.BooleanField(label=_("Key enterprise"), required=False)

    clauses = {"is_key": "一(二)1"}

    @staticmethod
    def beginning(enterprise, *, user, today) -> dict:
        return {name: getattr(enterprise, name) for name in FACTS}
