"""The small parts of a page as HTML, each said once: templates/_components show them, and so do cells of tables, which
are too many for an include each. Pure: nothing here reads the database or the clock."""

from functools import cache
from typing import Any

from django.forms import BoundField, CheckboxInput
from django.forms.utils import flatatt
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.clauses import clause_words
from core.day_words import day_in_list
from core.escaped import escaped
from core.navigation import MenuEntry
from core.shapes import Button, Picture, Words

SHAPES = {"normal": "●", "near": "▲", "overdue": "■", "done": "✓"}
NOTHING = SafeString("")


def icon(name: str, label: Words = "") -> SafeString:
    """One icon of the sprite (names: static/img/icons.txt); without a label it is decoration, hidden from readers."""
    return _icon(name, {"role": "img", "aria-label": label}) if label else _decoration(name)


@cache
def _decoration(name: str) -> SafeString:
    """Of which a page has some fifty."""
    return _icon(name, {"aria-hidden": "true"})


def _icon(name: str, said: dict[str, Any]) -> SafeString:
    return format_html(
        '<svg class="x-icon"{} focusable="false"><use href="{}#{}"></use></svg>',
        flatatt(said),
        static("vendor/icons.svg"),
        name,
    )


def signal_word(signal: str) -> str:
    words = {"normal": _("On track"), "near": _("Due soon"), "overdue": _("Overdue"), "done": _("Done")}
    return words.get(signal, _("Not started"))


def days_words(days_left: int | str | None) -> str:
    """Whole days to the due date, due day included as 0: 「还剩5天」「今日到期」「逾期3天」."""
    if days_left is None or days_left == "":
        return ""
    days = int(days_left)
    if days == 0:
        return _("Due today")
    if days > 0:
        return ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}
    return ngettext("%(days)d day overdue", "%(days)d days overdue", -days) % {"days": -days}


def badge(label: Words, tone: str = "") -> SafeString:
    """status_badge.html"""
    toned = f" x-badge-{escaped(tone)}" if tone else ""
    return SafeString(f'<span class="x-badge{toned}">{escaped(label)}</span>')


def clause(code: str, text: Words = "") -> SafeString:
    """clause.html"""
    return format_html(
        '<span class="x-clause"{}><span class="visually-hidden">{} </span>{}</span>',
        format_html(' title="{}"', text) if text else "",
        _("Basis:"),
        clause_words(code),
    )


def light(signal: str, label: Words = "") -> SafeString:
    """signal.html"""
    mark, word = SHAPES.get(signal, "○"), escaped(label or signal_word(signal))
    return SafeString(
        f'<span class="x-signal x-signal-{escaped(signal)}">'
        f'<span class="x-signal-mark" aria-hidden="true">{mark}</span>{word}</span>'
    )


def due_date(due: Any, *, brief: bool = False) -> SafeString:
    """due_date.html says what `due` has to have."""
    if not due or not due.due_on:
        return SafeString('<span class="x-soft">—</span>')
    if brief:
        return _brief_due(due)
    parts = [light(due.signal), _met_or_due(due)]
    if due.signal != "done" and due.days_left is not None:
        parts.append(format_html('<span class="x-due-left">{}</span>', days_words(due.days_left)))
    if due.is_provisional:
        parts.append(_provisional())
    if due.clause:
        parts.append(clause(due.clause))
    if due.explanation:
        parts.append(fold(_("How it is counted"), due.explanation))
    return format_html('<div class="x-due x-due-{}">{}</div>', due.signal, SafeString("\n".join(parts)))


def fold(label: Words, text: str) -> SafeString:
    """A word that opens the words behind it."""
    return format_html('<details class="x-due-why"><summary>{}</summary><p>{}</p></details>', label, text)


def _brief_due(due: Any) -> SafeString:
    """The day alone while all is well; a light only near the end and past it, with the days in its word."""
    day = due.met_on or due.due_on
    said = escaped(day_in_list(day))
    parts = [f'<time class="x-due-date" datetime="{said}">{said}</time>']
    if due.signal in ("near", "overdue"):
        parts.insert(0, light(due.signal, days_words(due.days_left)))
    elif due.met_on:
        parts.insert(0, light("done"))
    if due.is_provisional:
        parts.append(_provisional())
    inside = " ".join(parts)
    return SafeString(f'<span class="x-due x-due-{escaped(due.signal)}"{_title(due)}>{inside}</span>')


def _met_or_due(due: Any) -> SafeString:
    day = day_in_list(due.due_on)
    if not due.met_on:
        return format_html('<time class="x-due-date" datetime="{0}">{0}</time>', day)
    return format_html(
        '<span class="x-due-met">{}</span> <span class="x-soft">{}</span>',
        _("on %(day)s") % {"day": day_in_list(due.met_on)},
        _("(due %(day)s)") % {"day": day},
    )


def _provisional() -> SafeString:
    return format_html(
        '<span class="x-badge x-badge-warn" title="{}">{}</span>',
        _("The holidays of that year are not published yet; the date may move later, never earlier."),
        _("provisional"),
    )


def _title(due: Any) -> SafeString:
    if not due.explanation and not due.clause:
        return NOTHING
    basis = f" § {clause_words(due.clause)}" if due.clause else ""
    return SafeString(f' title="{escaped(due.explanation)}{escaped(basis)}"')


@cache
def asset(path: str) -> str:
    """The address of a static file, of which the frame of a page names some fifteen."""
    return static(path)


def menu_entry(entry: MenuEntry) -> SafeString:
    """A line of _partials/menu.html."""
    here = ' aria-current="page"' if entry.active else ""
    count = f"\n{_waiting(entry.count)}" if entry.count else ""
    said = f"{icon(entry.icon)}{escaped(entry.label)}{count}"
    return SafeString(f'<li><a href="{escaped(entry.url)}"{here}>{said}</a></li>')


def _waiting(count: str) -> str:
    words = escaped(_("waiting"))
    return f'<span class="x-count">{escaped(count)}<span class="visually-hidden"> {words}</span></span>'


def filter_field(field: BoundField) -> SafeString:
    """A field of filter_bar.html with its label, and why it is not understood."""
    label = f'<label for="{escaped(field.id_for_label)}">{escaped(field.label)}</label>'
    if isinstance(field.field.widget, CheckboxInput):
        return SafeString(f'<div class="x-filter x-filter-check">{field}{label}</div>')
    return SafeString(f'<div class="x-filter">{label}{field}\n{field.errors if field.errors else ""}</div>')


def small_button(button: Button) -> SafeString:
    """A verb in the row of a table: a link, or the reason why it cannot be done now. Rows send no forms."""
    if button.disabled_reason:
        return format_html(
            '<span><button type="button" class="btn btn-{} btn-sm" disabled>{}</button>'
            '<small class="x-actions-why">{}</small></span>',
            button.kind,
            button.label,
            button.disabled_reason,
        )
    kind, url, label = map(escaped, (button.kind, button.url, button.label))
    return SafeString(f'<a class="btn btn-{kind} btn-sm" href="{url}">{label}</a>')


def picture(one: Picture) -> SafeString:
    """A small picture that leads to the large one; a quiet box with a word while it is being made."""
    if not one.small:
        return format_html(
            '<a class="x-shot x-shot-wait" href="{}">{}<span>{}</span></a>',
            one.url,
            icon("image"),
            _("Being prepared"),
        )
    url, small, alt = map(escaped, (one.url, one.small, one.alt))
    return SafeString(f'<a class="x-shot" href="{url}"><img src="{small}" alt="{alt}" loading="lazy"></a>')
