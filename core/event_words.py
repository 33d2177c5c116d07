"""The label of every verb an event may carry. State tables bring their own; others are registered by name."""

from django.utils.translation import gettext_lazy as _

from core.transitions import registered_tables

_labels: dict[str, object] = {}


def register_verbs(labels: dict[str, object]) -> None:
    """Labels by `noun.verb`, for verbs outside a state table; called in AppConfig.ready()."""
    _labels.update(labels)


def verb_label(verb: str):
    """The label of `noun.verb`. Raises KeyError for a verb nobody registered: such an event may not be written."""
    if verb in _labels:
        return _labels[verb]
    noun, _dot, name = verb.partition(".")
    return registered_tables()[noun].verbs(name).label


def label_or_verb(verb: str):
    """For reading: a verb of an earlier edition may have lost its label, and what happened is still shown."""
    try:
        return verb_label(verb)
    except (KeyError, ValueError):
        return verb


def verb_choices() -> list[tuple[str, object]]:
    """Every verb with its label, for a filter."""
    choices = list(_labels.items())
    for noun, table in registered_tables().items():
        choices += [
            (f"{noun}.{verb.value}", verb.label) for verb in table.verbs if f"{noun}.{verb.value}" not in _labels
        ]
    return sorted(choices)


register_verbs(
    {
        "grant.give": _("Grant given"),
        "grant.revoke": _("Grant taken back"),
        "term.begin": _("Term of office begun"),
        "term.end": _("Term of office ended"),
        "user.create": _("Account opened"),
        "user.edit": _("Account changed"),
        "user.deactivate": _("Account deactivated"),
        "user.reactivate": _("Account reactivated"),
        "user.reset_password": _("Password reset"),
        "user.change_password": _("Password changed"),
        "user.sign_in": _("Signed in"),
        "user.sign_in_failed": _("Sign-in failed"),
        "user.sign_out": _("Signed out"),
        "access.refused": _("Access refused"),
        "unit.create": _("Unit entered"),
        "unit.edit": _("Unit changed"),
        "delegation.give": _("Delegation given"),
        "delegation.revoke": _("Delegation revoked"),
        "fact.correct": _("Fact corrected"),
        "evidence.attach": _("Evidence added"),
        "evidence.download": _("Evidence downloaded"),
        "document.number": _("Document numbered"),
        "document.issue": _("Document issued"),
        "document.download": _("Document downloaded"),
    }
)
