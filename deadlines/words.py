"""Words about a duty for messages."""

from django.utils.translation import gettext as _

from accounts.roles import ScopeKind
from core.day_words import day_in_words
from deadlines.explanation import explain
from deadlines.roles import responsible_words

_OPEN_KINDS = frozenset({ScopeKind.UNIT, ScopeKind.ROUND})


def outdoor_label(deadline, label) -> str:
    """Kind and subject, for subjects, which also leave by mail. Of sealed visits, leads and identities the kind
    alone would already tell too much, so neither."""
    if deadline.scope.kind not in _OPEN_KINDS:
        return _("A duty of yours")
    return f"{label} {deadline.subject_label}".strip()


def chase_note(deadline, label, on) -> str:
    """What the last rung puts before the office (四(二): interview, and report of what was done). The note itself is
    issued, numbered and counted by the app above, on its board."""
    note = _(
        "%(unit)s: “%(label)s” (%(subject)s) was due on %(due)s and has now been overdue for %(days)s days. "
        "Please complete it at once and give the safety committee office a written account of the delay."
    ) % {
        "unit": responsible_words(deadline) or _("To those responsible"),
        "label": label,
        "subject": deadline.subject_label,
        "due": day_in_words(deadline.due_on),
        "days": -deadline.days_left(on),
    }
    return "\n\n".join(
        [
            _("Draft chase note (to be checked and issued by the office on the chase board):"),
            note,
            _("It is proposed to call the leader responsible to an interview (四(二))."),
            explain(deadline),
        ]
    )
