"""What a view may declare as its rule: PUBLIC, or one permission that must be held somewhere."""

PUBLIC = "public"


class UndeclaredView(Exception):  # noqa: N818
    """A view without a rule was routed; nobody may see it until somebody decides who may."""


def rule_of(view) -> str | None:
    """The rule of a routed view: `rule` of its class, or of the function itself."""
    holder = getattr(view, "view_class", view)
    return getattr(holder, "rule", None)


def public(view):
    """Mark a function view, such as Django's language switch, as open to everybody."""
    view.rule = PUBLIC
    return view
