"""Words, small parts and look-ups for templates. Pure: nothing here reads the database or the clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField, Field
from django.http import QueryDict
from django.middleware.csrf import get_token
from django.template import Context, RequestContext
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from core import parts
from core.addresses import address_of_route
from core.day_words import day_in_list, day_in_words
from core.numbers import size_words
from core.paging import PAGE_NAMES, counted_words
from core.shapes import Stage, Words

register = template.Library()

# The small parts of core.parts, under the names that the components call them by.
register.simple_tag(parts.icon)
register.simple_tag(parts.badge)
register.simple_tag(parts.light)
register.simple_tag(parts.clause)
register.simple_tag(parts.due_date)
register.simple_tag(parts.picture)
register.simple_tag(parts.asset)
register.simple_tag(parts.menu_entry)
register.simple_tag(parts.filter_field)
# For what every page leads to; `{% url %}` asks the router each time.
register.simple_tag(address_of_route, name="address")


@register.simple_tag
def counted(count: int, *, is_more: bool | str = False) -> str:
    """How many records a list has, in words."""
    return counted_words(count, is_more=bool(is_more))


@register.filter
def in_list(value: Any) -> Any:
    """A day or an instant as lists and tables show it, 2026-11-23; other values pass, so that any cell may use it."""
    return day_in_list(value)


@register.filter
def in_words(day: date | None) -> str:
    """A day as a sentence tells it: 2026年11月23日."""
    return day_in_words(day) if day else ""


register.filter("size_words", size_words)


@register.filter
def tone_of(level_tag: str) -> str:
    """Tone of one of Django's messages."""
    return {"success": "ok", "warning": "warn", "error": "bad"}.get(level_tag, "info")


@register.filter
def tone_icon(tone: str) -> str:
    icons = {"ok": "check-circle-fill", "warn": "exclamation-triangle-fill", "bad": "exclamation-circle-fill"}
    return icons.get(tone, "info-circle-fill")


@register.filter
def clause_of(field: BoundField) -> str:
    """Clause of the regulation a form field serves: the form's `clauses = {"field": "三(三)5"}`."""
    return getattr(field.form, "clauses", {}).get(field.name, "")


@dataclass(frozen=True)
class FieldGroup:
    """Fields under one legend. A folded one opens on demand, and by itself where something in it is to be mended."""

    legend: Words
    fields: list[BoundField]
    is_folded: bool = False

    @property
    def is_open(self) -> bool:
        return any(field.errors for field in self.fields)


@register.filter
def field_groups(form: BaseForm) -> list[FieldGroup]:
    """A form's visible fields under the legends of its `fieldsets = [(legend, [names])]`, folded where the index of
    the fieldset stands in its `folded`; the rest unnamed, last."""
    left = {field.name: field for field in form.visible_fields()}
    folded = getattr(form, "folded", ())
    groups = [
        FieldGroup(legend, [left.pop(name) for name in names if name in left], index in folded)
        for index, (legend, names) in enumerate(getattr(form, "fieldsets", []))
    ]
    return [group for group in [*groups, FieldGroup("", list(left.values()))] if group.fields]


@register.filter
def also(form: BaseForm) -> Iterable[tuple[str, str, Words]]:
    """Further submit buttons of a form, its `also = [(name, value, label)]`."""
    return getattr(form, "also", ())


@register.filter
def keeps_draft(form: BaseForm) -> bool:
    """False where a form says `keeps_draft = False`: secrets must not stay in the browser."""
    return getattr(form, "keeps_draft", True)


@register.filter
def picker_value(value: Any) -> str:
    """A date as browsers' pickers want it, whatever the language's own form: 2026/3/1 8:30 → 2026-03-01T08:30."""
    if value is None:
        return ""
    day, _space, clock = str(value).replace("T", " ").partition(" ")
    day = "-".join(part.zfill(2) for part in day.replace("/", "-").split("-"))
    return f"{day}T{clock[:5]}" if clock else day


@register.simple_tag(takes_context=True)
def csrf(context: Context) -> SafeString:
    """The CSRF field, also inside `{% include … only %}`, where Django's own tag finds no token."""
    request = getattr(context, "request", None)
    if request is None:
        return SafeString("")
    return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(request))


@register.simple_tag(takes_context=True)
def without(context: RequestContext, name: str, value: str | None = None) -> str:
    """The address of this page with one filter (one value of it) taken away, back on its first page."""
    kept = context.request.GET.copy()
    for page_name in PAGE_NAMES:
        kept.pop(page_name, None)
    values = [] if value is None else [each for each in kept.getlist(name) if each != value]
    kept.setlist(name, values) if values else kept.pop(name, None)
    return f"?{kept.urlencode()}"


@register.simple_tag
def active_filters(form: BaseForm) -> list[dict]:
    """What a filter form narrows the list by, in words: dicts of name, value (as in the URL), label, shown."""
    found = []
    for field in form.visible_fields() if form.is_bound else []:
        for raw in cast(QueryDict, form.data).getlist(field.html_name):
            if raw.strip():
                told = getattr(field.field, "shown", None)
                shown = told(raw) if told else _shown(field.field, raw)
                found.append({"name": field.html_name, "value": raw, "label": field.label, "shown": shown})
    return found


def _shown(field: Field, raw: str) -> str:
    for value, label in getattr(field, "choices", ()):
        inner = label if isinstance(label, list | tuple) else [(value, label)]
        for choice, words in inner:
            if str(choice) == raw:
                return str(words)
    return raw


@dataclass(frozen=True)
class PageStep:
    """A link under a long list; `asked` is what its address says."""

    name: str
    icon: str
    label: Words
    rel: str
    asked: dict[str, str]


_STEPS = (
    ("first", "chevron-bar-left", gettext_lazy("First page"), "first"),
    ("previous", "chevron-left", gettext_lazy("Previous page"), "prev"),
    ("next", "chevron-right", gettext_lazy("Next page"), "next"),
    ("last", "chevron-bar-right", gettext_lazy("Last page"), "last"),
)


@register.simple_tag
def page_steps(page: Page) -> list[PageStep]:
    """Where one can turn from a page of a long list (core.paging.KeyPage)."""
    return [
        PageStep(name, icon_name, label, rel, asked)
        for name, icon_name, label, rel in _STEPS
        if (asked := getattr(page, name)) is not None
    ]


@register.simple_tag(takes_context=True)
def turned(context: RequestContext, asked: dict[str, str]) -> str:
    """The address of this list at another part of it, with the filters it has."""
    kept = context.request.GET.copy()
    for page_name in PAGE_NAMES:
        kept.pop(page_name, None)
    kept.update(asked)
    return f"?{kept.urlencode()}"


@register.simple_tag
def page_numbers(page: Page) -> list:
    """Numbers to show under a list; the gap is the paginator's ellipsis."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))


# A bar longer than this would fill a phone; there it shows the neighbours of where the thing stands.
STAGES_ON_A_PHONE = 6


@register.filter
def with_distance(stages: Iterable[Stage]) -> list[tuple]:
    """Each stage with whether a phone leaves it out of sight: far from the current one, in a long bar."""
    stages = list(stages)
    here = next((index for index, stage in enumerate(stages) if _state(stage) == "current"), len(stages) - 1)
    is_long = len(stages) > STAGES_ON_A_PHONE
    return [(stage, is_long and abs(index - here) > 1) for index, stage in enumerate(stages)]


def _state(stage: Stage) -> str:
    return stage["state"] if isinstance(stage, dict) else stage.state


@register.simple_block_tag
def panel(
    content: str, *, title: Words = "", icon_name: str = "", clause: str = "", flush: bool | str = "", ident: str = ""
) -> SafeString:
    """{% panel title=… clause=… flush=True %}…{% endpanel %}: a white panel; `flush` for a table that fills it."""
    return render_to_string(
        "_components/panel.html",
        {
            "title": title,
            "icon_name": icon_name,
            "clause": clause,
            "flush": flush,
            "ident": ident,
            "content": content,
        },
    )
