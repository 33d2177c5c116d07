"""Words are put into HTML as Django puts them there."""

from decimal import Decimal

import pytest
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator, format_lazy
from django.utils.translation import gettext_lazy, override

from core.escaped import attributes, escaped
from core.shortened import shortened
from inspections.models.finding import FindingKind

WORDS = [
    "<b> & \"x\" 'y'", SafeString("<b>"), gettext_lazy("Findings"), format_lazy("{} <b>", gettext_lazy("Findings")),
    7, Decimal("1.50"), None, FindingKind.LEAD, FindingKind.LEAD.label,
]  # fmt: skip
TEXTS = [
    "", "短", "一" * 28, "一" * 29, "未制定安全生产事故应急救援预案，未组织演练，未配备应急救援器材", "e\u0301" * 40,
    "一" * 27 + "e\u0301", "a\u20dd" * 30, "一" * 30 + "\u0301",
]  # fmt: skip


@pytest.mark.parametrize("words", WORDS)
def test_words_as_format_html_puts_them(words):
    for language in ("en", "zh-hans"):
        with override(language):
            assert escaped(words) == format_html("{}", words)


def test_attributes_as_flatatt_writes_them():
    said = {
        "name": "q",
        "class": "a<b",
        "required": True,
        "hidden": False,
        "maxlength": 200,
        "list": None,
        "bare": True,
    }
    assert attributes(said) == flatatt(said)
    assert attributes({}) == flatatt({}) == ""


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_text_is_shortened_as_django_does_it(text, language):
    with override(language):
        assert shortened(text, 28) == Truncator(text).chars(28)
