"""The quick select says what Django's says, in the look of the house."""

import re

from django import forms

from core.forms.plain_select import PlainSelect

CHOICES = [("", "全部"), ("a", "甲<乙>"), (3, "丙")]


def said(widget, value) -> list:
    html = widget(choices=CHOICES).render("which", value, attrs={"id": "id_which"})
    attributes = re.findall(r'(\w+)="([^"]*)"', re.search(r"<select ([^>]*)>", html)[1])
    options = re.findall(r'<option value="([^"]*)"([^>]*)>([^<]*)</option>', html)
    return [sorted(attributes), *((key, "selected" in more, label.strip()) for key, more, label in options)]


def test_quick_select_says_what_the_other_says():
    for value in ("", "a", "3", None, "unknown"):
        assert said(PlainSelect, value) == said(forms.Select, value)
        assert len(said(PlainSelect, value)) == 4
