"""Choices of a filter: listed while they are few, searched by name where they are many (DESIGN §8).

What is searched is typed into a text field, with suggestions of `?suggest=` of the same list; without JavaScript the
name is typed alone. Addresses hold the key or the name, so that links and what is typed both lead there.
"""

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import Any, cast

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from core.access import Person
from core.filters import MOST_SIGNS, AskingFilter, searched_words
from core.forms.plain_input import PlainInput
from core.forms.plain_select import PlainSelect
from core.queries.at_once import Alike
from core.queries.later import Batch, Gathered, Later
from core.shapes import Words

# Choices that are still listed.
MOST_LISTED = 50
# Suggestions shown at once.
MOST_SUGGESTED = 20
# In an address: those that have none of these things.
NULL = "null"


class SuggestedInput(PlainInput):
    """A text field whose suggestions are fetched while somebody types: by htmx, into a list of its own."""

    def __init__(self) -> None:
        super().__init__("text", {"maxlength": MOST_SIGNS, "autocomplete": "off"})

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        # What the list around it says of exchanging its table counts here for nothing.
        own = {
            "list": f"{name}-names", "hx-get": f"?suggest={name}", "hx-trigger": "input changed delay:200ms",
            "hx-target": f"#{name}-names", "hx-swap": "innerHTML", "hx-select": "unset", "hx-select-oob": "unset",
            "hx-sync": "this:replace", "hx-indicator": "unset",
        }  # fmt: skip
        box = super().render(name, value, own | (attrs or {}), renderer)
        return format_html('{}<datalist id="{}-names"></datalist>', box, name)


class FewOrSearchedField(forms.Field):
    """What both kinds of choices share: a select while they are few, else a text field."""

    default_error_messages = {
        "unknown": _("Nothing here bears this name. Choose one of the suggestions."),
        "several": _("Several bear this name. Type more of it, or choose one of the suggestions."),
    }
    is_searched = False

    def _settle(self, listed: list[tuple[str, Words]], empty_label: Words) -> None:
        """Take the widget for what there is to choose from."""
        self.choices: list[tuple[str, Words]] = [] if self.is_searched else [("", empty_label), *listed]
        self.widget = SuggestedInput() if self.is_searched else PlainSelect(choices=self.choices)
        self.widget.is_required = self.required

    def suggestions(self, words: str) -> list[str]:
        """Names with these words in them, at most `MOST_SUGGESTED`, each once."""
        raise NotImplementedError

    def shown(self, raw: str) -> str:
        """The name of what the address holds; the raw words where it is nobody's."""
        return raw


class ThingField(FewOrSearchedField):
    """One of the things that `things()` finds; `first` are those of them that are listed, one more where there are too
    many. `named(queryset, words)` narrows them to those that bear the words in their name; their label is what `str`
    says. Raises ValidationError for a name that none of them bears, or several."""

    def __init__(
        self,
        *,
        things: Callable[[], QuerySet],
        first: Sequence[Any],
        named: Callable[[QuerySet, str], QuerySet],
        empty_label: Words,
        null_label: Words = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.things, self.named = things, named
        self._found: dict[str, Model | None] = {}
        listed = list(first)
        self.is_searched = len(listed) > MOST_LISTED
        self._first = [] if self.is_searched else listed
        self._null = [(NULL, null_label)] if null_label else []
        self._settle([*self._null, *((str(one.pk), str(one)) for one in self._first)], empty_label)

    def suggestions(self, words: str) -> list[str]:
        found = (self.named(self.things(), words) if words else self.things())[:MOST_SUGGESTED]
        nobody = [str(label) for _key, label in self._null if words in str(label)]
        return [*nobody, *dict.fromkeys(str(one) for one in found)]

    def to_python(self, value: Any) -> Model | str | None:
        told = searched_words(str(value or ""))
        if not told:
            return None
        if any(told in (key, str(label)) for key, label in self._null):
            return NULL
        if not self.is_searched and (listed := next((one for one in self._first if str(one.pk) == told), None)):
            return listed
        return self._by_key(told) or self._by_name(told)

    def _by_key(self, told: str) -> Model | None:
        """Asked once: the form reads it, the field and the chip show it."""
        if told not in self._found:
            try:
                self._found[told] = self.things().filter(pk=told).first()
            except (ValueError, OverflowError, ValidationError):
                self._found[told] = None
        return self._found[told]

    def _by_name(self, told: str) -> Model:
        found = list(self.named(self.things(), told)[: MOST_LISTED + 1])
        chosen = [one for one in found if str(one) == told] or found
        if len(chosen) != 1:
            raise ValidationError(self.error_messages["several" if chosen else "unknown"])
        return chosen[0]

    def shown(self, raw: str) -> str:
        listed = dict(self._null) | {str(one.pk): str(one) for one in self._first}
        if raw in listed:
            return str(listed[raw])
        found = self._by_key(raw)
        return str(found) if found is not None else raw

    def prepare_value(self, value: Any) -> Any:
        return self.shown(value) if isinstance(value, str) and self.is_searched else value


def _first_of(user: Person, things: Callable[..., QuerySet], *asked: Hashable) -> QuerySet:
    """In their order, all that are listed and one more, or any so many: that there are is known soonest without an
    order."""
    wanted = things(user, *asked)
    found = wanted.model._base_manager.filter(pk__among=wanted.order_by().values("pk")[: MOST_LISTED + 1])
    found.query.select_related = wanted.query.select_related
    found.query.deferred_loading = wanted.query.deferred_loading
    return found.order_by(*(wanted.query.order_by or wanted.model._meta.ordering))


class ThingFilter(AskingFilter):
    """A filter by one of many things: those that `things(user, *asked)` gives. It is a function of a module that reads
    of the person nothing but his rights (core.queries.asked_alike); a filter set may set `asked`, such as the day."""

    field_class = ThingField
    asked: tuple[Hashable, ...] = ()
    _first: Later[list[Any]] | None = None

    def __init__(
        self, *args: Any, things: Callable[..., QuerySet], named: Callable[[QuerySet, str], QuerySet], **kwargs: Any
    ) -> None:
        super().__init__(*args, named=named, **kwargs)
        self.things = things

    def ask(self, batch: Batch) -> None:
        if self._first is None:
            first = Alike(_first_of, self.parent.request.user, (self.things, *self.asked))
            self._first = batch.later(Gathered([first], list))

    @property
    def field(self) -> ThingField:
        if not hasattr(self, "_field"):
            self.ask(self.parent.batch)
            self.extra["things"] = partial(self.things, self.parent.request.user, *self.asked)
            self.extra["first"] = cast(Later, self._first).told
        return super().field

    def filter(self, qs: QuerySet, value: Any) -> QuerySet:
        if value == NULL:
            return qs.filter(**{f"{self.field_name}__isnull": True})
        return super().filter(qs, value)


class ValueField(FewOrSearchedField):
    """One of the texts that a column holds. `values(beginning, most)` gives those that begin so, in their order."""

    def __init__(self, *, values: Callable[[str, int], list[str]], empty_label: Words, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.values = values
        self._first = values("", MOST_LISTED + 1)
        self.is_searched = len(self._first) > MOST_LISTED
        self._settle([(value, value) for value in self._first], empty_label)

    def suggestions(self, words: str) -> list[str]:
        return self.values(words, MOST_SUGGESTED)

    def to_python(self, value: Any) -> str:
        told = searched_words(str(value or ""))
        if told and not self.is_searched and told not in self._first:
            raise ValidationError(self.error_messages["unknown"])
        return told


class ValueFilter(django_filters.Filter):
    """A filter by a text of its column; `extra["values"]` is set by the filter set, which knows its rows."""

    field_class = ValueField


def suggestions_of(filterset: Any, name: str, words: str) -> list[str]:
    """What may be meant by the words in the filter of that name; nothing where there is none, or it has no choices."""
    field = getattr(filterset.filters.get(name), "field", None)
    return field.suggestions(searched_words(words)) if isinstance(field, FewOrSearchedField) else []
