"""Buttons of the administrator's pages as _components/actions.html wants them."""

from django.urls import reverse


def button(label, url_name, *args, kind="secondary", icon="") -> dict:
    return {
        "label": label, "url": reverse(f"accounts:{url_name}", args=args), "method": "get", "kind": kind, "icon": icon,
        "disabled_reason": "",
    }  # fmt: skip
