"""Buttons as templates/_components/actions.html wants them; every page makes its own with this."""

from django.urls import reverse


def button(
    label, url_name, thing=None, *, kind="secondary", icon="", method="get", disabled_reason="", **fields
) -> dict:
    """One action of a page: `kind` is primary, secondary or danger; `disabled_reason` says in words why it cannot be
    done now, empty where it can; `fields` are hidden values for a POST."""
    return {
        "label": label,
        "url": reverse(url_name, args=[thing.pk] if thing is not None else []),
        "method": method,
        "kind": kind,
        "icon": icon,
        "disabled_reason": disabled_reason,
        "fields": fields,
    }
