"""Texts that end on paper: what has an equal is exchanged, the rest refused by name."""

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from core.forms import HouseForm
from core.texts import Undrawable, drawable, house_text, mend_text, undrawable_in


class TextForm(HouseForm):
    text = forms.CharField(label="text")
    secret = forms.CharField(label="secret", widget=forms.PasswordInput, required=False)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\uf0d8 消防通道", "→ 消防通道"),
        ("\uf0fc已整改", "√已整改"),
        ("✅已整改 ❌未整改", "√已整改 ×未整改"),
        ("✔️完成", "√完成"),
        ("•第一条", "·第一条"),
        ("１２号楼Ａ座", "12号楼A座"),
        ("第一行\x0b第二行", "第一行\n第二行"),
        ("⼀⼆⾦", "一二金"),
        ("\ue81e", "龴"),
        ("零\u200b宽\ufeff", "零宽"),
        ("1️⃣先行", "1先行"),
        ("安全生产（三类）：“两单”——《条例》，20㎡、－5℃", "安全生产（三类）：“两单”——《条例》，20㎡、－5℃"),
    ],
)
def test_what_has_an_equal_is_exchanged_for_it(typed, kept):
    assert house_text(typed) == kept


@pytest.mark.parametrize(
    "character", ["🔥", "☠", "❤", "\ue000", "\uf8ff", "\U000f0000", "\x07", "\u0378", "\U0001f1e8"]
)
def test_what_has_none_is_refused_by_name(character):
    with pytest.raises(Undrawable) as refusal:
        house_text(f"车间{character}起火", "text")

    assert f"U+{ord(character):04X}" in refusal.value.reason
    assert refusal.value.field == "text"


def test_han_characters_younger_than_this_python_are_left_to_the_fonts(monkeypatch):
    monkeypatch.setattr("core.texts.UNDRAWABLE", [])

    assert undrawable_in("\U00031350\U00020bb7") == []


@given(st.text())
def test_mended_text_is_not_mended_again(text):
    once = mend_text(text)

    assert mend_text(once) == once


def test_form_shows_the_text_mended_and_refuses_at_the_field():
    form = TextForm({"text": "\uf0b7 灭火器🔥过期", "secret": "✅🔥"})

    assert not form.is_valid()
    assert list(form.errors) == ["text"]
    assert "U+1F525" in form.errors["text"][0]
    assert form["text"].value() == "· 灭火器🔥过期"
    assert form.cleaned_data["secret"] == "✅🔥"


def test_key_of_a_form_is_no_text():
    class KeyForm(HouseForm):
        key = forms.UUIDField(label="key")

    assert KeyForm({"key": "0d1c3c0e-6f2b-4a6e-9a0e-0d7c0e1b2a3f"}).is_valid()


def test_paper_is_looked_through_whole_and_every_character_named():
    with pytest.raises(Undrawable) as refusal:
        drawable({"findings": [{"text": "✅一"}, {"text": "🔥二"}], "title": "☠"})

    assert "U+1F525" in refusal.value.reason and "U+2620" in refusal.value.reason
    assert drawable({"findings": [{"text": "✅一", "number": 3}]}) == {"findings": [{"text": "√一", "number": 3}]}
